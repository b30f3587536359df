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

export function actions(choices: {
  readonly primary?: readonly (Button | undefined)[];
  readonly secondary?: readonly (Button | undefined)[];
  readonly links?: readonly (Link | undefined)[];
}): Actions {
  const present = <T>(list: readonly (T | undefined)[] = []): readonly T[] => list.filter((item) => item !== undefined);
  return {
    submits: [
      ...present(choices.primary).map((button) => ({ ...button, mode: 'primary' })),
      ...present(choices.secondary).map((button) => ({ ...button, mode: 'secondary' })),
    ],
    links: present(choices.links).map((link) => ({ ...link, mode: 'secondary' })),
  };
}

export function button(title: string, command: string, ...words: readonly string[]): Button {
  return { title, data: { command, words } };
}
