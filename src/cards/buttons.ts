/** What a card offers next. Teams shows six root actions at most; three stay in sight, the rest go under "…". */

import type { Model, SubmitData } from './render.ts';

export interface Button {
  /** Our own words and checked tokens only. */
  readonly title: string;
  readonly data: SubmitData;
}

export interface Link {
  readonly title: string;
  /** Https, to the Defender portal or where the operator said. */
  readonly url: string;
}

/** The fields that a template binds its actions to. */
export interface Actions {
  readonly submits: readonly Model[];
  readonly links: readonly Model[];
}

/** A card without a primary button has its first secondary one, or its first link, in sight: "…" alone invites nobody. */
export function actions(choices: {
  readonly primary?: readonly (Button | undefined)[];
  readonly secondary?: readonly (Button | undefined)[];
  readonly links?: readonly (Link | undefined)[];
}): Actions {
  const [primary, secondary, links] = [present(choices.primary), present(choices.secondary), present(choices.links)];
  const modeOf = (index: number, before: number): Model => ({ mode: index + before === 0 ? 'primary' : 'secondary' });
  return {
    submits: [
      ...primary.map((button) => ({ ...button, mode: 'primary' })),
      ...secondary.map((button, i) => ({ ...button, ...modeOf(i, primary.length) })),
    ],
    links: links.map((link, i) => ({ ...link, ...modeOf(i, primary.length + secondary.length) })),
  };
}

function present<T>(list: readonly (T | undefined)[] = []): readonly T[] {
  return list.filter((item) => item !== undefined);
}

export function button(title: string, command: string, ...words: readonly string[]): Button {
  return { title, data: { command, words } };
}
