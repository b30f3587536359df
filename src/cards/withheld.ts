/** The finding alone, where what the device gave may not be shown. */

import { actions } from './buttons.ts';
import { render, type Card, type SubmitData } from './render.ts';
import { nameText } from './text.ts';
import template from './withheld.json' with { type: 'json' };

export interface WithheldView {
  /** One line that holds nothing of the output. Reduced names. */
  readonly finding: string;
  /** Why there is no more. Our own words. */
  readonly why: string;
  /** What shows it to the presser alone; `undefined`: nothing does. */
  readonly showMe: SubmitData | undefined;
}

export function withheldCard({ finding, why, showMe }: WithheldView): Card {
  const buttons = showMe === undefined ? [] : [{ title: 'Show me', data: { ...showMe, personal: true } }];
  return render(template, { finding: nameText(finding), why, ...actions({ primary: buttons }) }, finding);
}
