/** What the bot can do, and how one command is used. All words are our own. */

import { actions, type Button } from './buttons.ts';
import template from './help.json' with { type: 'json' };
import { render, type Card } from './render.ts';

export interface HelpView {
  readonly heading: string;
  readonly intro: readonly string[];
  readonly commands: readonly {
    readonly usage: string;
    readonly summary: string;
    readonly lines: readonly string[];
    readonly examples: readonly string[];
    /** What a tap on it asks. */
    readonly about?: Button;
  }[];
  readonly outro: readonly string[];
  readonly buttons: readonly Button[];
}

export function helpCard({ heading, intro, commands, outro, buttons }: HelpView): Card {
  const texts = (lines: readonly string[]): readonly { readonly text: string }[] => lines.map((text) => ({ text }));
  return render(
    template,
    {
      heading,
      intro: texts(intro),
      commands: commands.map(({ about, ...command }) => ({
        ...command,
        hasAbout: about !== undefined,
        aboutTitle: about?.title ?? '',
        data: about?.data ?? '',
        color: about === undefined ? 'Default' : 'Accent',
        hasSummary: command.summary !== '',
        lines: texts(command.lines),
        examples: texts(command.examples),
      })),
      outro: texts(outro),
      ...actions({ primary: buttons }),
    },
    heading,
  );
}
