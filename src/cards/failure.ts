/** What went wrong, what to do, and what to tell whoever can help. */

import { actions, type Button } from './buttons.ts';
import template from './failure.json' with { type: 'json' };
import { redIf } from './finding-color.ts';
import { render, type Card, type SubmitData } from './render.ts';
import { nameText } from './text.ts';
import { joined, utcTime } from './units.ts';

export interface FailureView {
  /** May quote what was typed or a role that Defender named. */
  readonly heading: string;
  /** The same without a quote. */
  readonly summary: string;
  /** Empty: nothing to add. */
  readonly advice: string;
  /** Foreign text, treated. */
  readonly detail: string | undefined;
  readonly correlationId: string | undefined;
  readonly turnId: string;
  readonly at: Date;
  /** The words were wrong, nothing else: there is nothing to look up. */
  readonly isMistyped: boolean;
  readonly suggestion: Button | undefined;
  /** Lines that work, when what was typed did not. */
  readonly usage: readonly string[];
  readonly again: SubmitData | undefined;
}

export function failureCard(view: FailureView): Card {
  return render(
    template,
    {
      heading: nameText(view.heading),
      color: redIf(!view.isMistyped),
      advice: view.advice,
      hasAdvice: view.advice !== '',
      detail: view.detail ?? '',
      hasDetail: view.detail !== undefined,
      usage: view.usage.map((example) => ({ example })),
      hasReference: !view.isMistyped,
      reference: joined([
        utcTime(view.at),
        `reference ${view.turnId}`,
        view.correlationId === undefined ? undefined : `Defender ${nameText(view.correlationId)}`,
      ]),
      ...actions({
        primary: [view.suggestion, view.again === undefined ? undefined : { title: 'Try again', data: view.again }],
      }),
    },
    view.summary,
  );
}
