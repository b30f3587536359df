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
  /** Those for which there is no room: at most one, which unfolds them where the template has a place for it. */
  readonly folded: readonly Model[];
}

/** Source: learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format (overflow menu) */
export const maxActions = 6;

/**
 * A card without a primary button has its first secondary one, or its first link, in sight: "…" alone invites nobody.
 * `own`: actions that the template has of its own. Where all are too many, the last links are folded.
 */
export function actions(choices: {
  readonly primary?: readonly (Button | undefined)[];
  readonly secondary?: readonly (Button | undefined)[];
  readonly links?: readonly (Link | undefined)[];
  readonly own?: number;
}): Actions {
  const [primary, secondary] = [present(choices.primary), present(choices.secondary)];
  const room = maxActions - (choices.own ?? 0) - primary.length - secondary.length;
  const all = present(choices.links);
  const links = all.slice(0, Math.max(0, room));
  const modeOf = (index: number, before: number): Model => ({ mode: index + before === 0 ? 'primary' : 'secondary' });
  return {
    submits: [
      ...primary.map((button) => ({ ...button, mode: 'primary' })),
      ...secondary.map((button, i) => ({ ...button, ...modeOf(i, primary.length) })),
    ],
    links: links.map((link, i) => ({ ...link, ...modeOf(i, primary.length + secondary.length) })),
    folded: foldedUnder(links.length === 0 ? 'Links' : 'More links', all.slice(links.length)),
  };
}

function foldedUnder(title: string, rows: readonly Link[]): readonly Model[] {
  return rows.length === 0 ? [] : [{ title, rows: rows.map((link) => ({ ...link })) }];
}

function present<T>(list: readonly (T | undefined)[] = []): readonly T[] {
  return list.filter((item) => item !== undefined);
}

export function button(title: string, command: string, ...words: readonly string[]): Button {
  return { title, data: { command, words } };
}

/** The same question, which Defender is asked anew. */
export function refresh(command: string, ...words: readonly string[]): Button {
  return { title: 'Refresh', data: { command, words, fresh: true } };
}
