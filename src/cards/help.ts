/** What the bot can do, and how one command is used. All words are our own. */

import { actions, type Button } from './buttons.ts';
import template from './help.json' with { type: 'json' };
import { render, type Card, type Model } from './render.ts';

export interface HelpView {
  readonly heading: string;
  readonly intro: readonly string[];
  readonly groups: readonly HelpGroup[];
  readonly outro: readonly string[];
  readonly buttons: readonly Button[];
}

/** An empty text is not shown. */
export interface HelpGroup {
  readonly heading: string;
  readonly entries: readonly HelpEntry[];
}

export interface HelpEntry {
  readonly usage: string;
  readonly summary: string;
  readonly lines: readonly string[];
  readonly examples: readonly string[];
  /** What a tap on it asks. */
  readonly about?: Button;
}

export function helpCard({ heading, intro, groups, outro, buttons }: HelpView): Card {
  return render(
    template,
    {
      heading,
      intro: texts(intro),
      groups: groups.map((group) => ({
        heading: group.heading,
        hasHeading: group.heading !== '',
        entries: group.entries.map(entryModel),
      })),
      outro: texts(outro),
      ...actions({ primary: buttons }),
    },
    heading,
  );
}

function entryModel({ usage, summary, lines, examples, about }: HelpEntry): Model {
  return {
    usage,
    hasUsage: usage !== '',
    summary,
    hasSummary: summary !== '',
    lines: texts(lines),
    examples: texts(examples),
    hasAbout: about !== undefined,
    aboutTitle: about?.title ?? '',
    data: about?.data ?? '',
  };
}

function texts(lines: readonly string[]): readonly Model[] {
  return lines.filter((line) => line !== '').map((text) => ({ text }));
}
