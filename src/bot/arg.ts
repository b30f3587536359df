/** Argument kinds that a command can ask for. Each takes its words from the front of what the user gave. */

import { isSameId } from '../defender/ids.ts';
import type { OpenedKind } from '../state/context.ts';
import { quoted, UsageError } from './errors.ts';
import { idIn, idInPortalUrl, mayBeAlertId, type IdKind } from './id.ts';
import { viewWordIn } from './view-words.ts';

export interface Arg<T> {
  /** How it reads in a usage line: `<alertId>`, `[index]`. */
  readonly label: string;
  readonly help: string;
  /** The kinds of id it wants: another kind in its place is led to where it belongs. */
  readonly wants?: readonly IdKind[];
  /** What stands for it where it was not typed, and the words for that. */
  readonly recalls?: Recalls | undefined;
  /** Throws UsageError. */
  take(words: readonly string[]): Taken<T>;
}

/** By the kinds of what the asker may have opened: its id → words. */
export type Recalls = Readonly<Partial<Record<OpenedKind, (id: string) => readonly string[]>>>;

export interface Taken<T> {
  readonly value: T;
  readonly rest: readonly string[];
}

/** Record of argument kinds → record of the values they produce. */
export type ArgValues<A extends Record<string, Arg<unknown>>> = {
  readonly [K in keyof A]: A[K] extends Arg<infer T> ? T : never;
};

const where = {
  alert: 'Alert ids look like 636688558380765161_2136280442 and stand on the alert’s page in the Defender portal.',
  action: 'Action ids look like 988cc94e-7a8f-4b28-ab65-54970c5d5018; the API gave one when the action was started.',
} as const;

/** One to `most` alert ids. */
export function alertIds({ most, help }: { readonly most: number; readonly help: string }): Arg<readonly string[]> {
  return {
    label: most === 1 ? '<alertId>' : '<alertId>…',
    help,
    wants: ['alert'],
    recalls: { alert: (id) => [id] },
    take(words) {
      const end = words.findIndex((word) => alertIdIn(word) === undefined);
      const typed = end === -1 ? words : words.slice(0, end);
      const ids = distinct(typed.map((word) => alertIdIn(word) ?? word));
      if (ids.length === 0) {
        throw new UsageError(
          words[0] === undefined
            ? `Which alert? ${where.alert}`
            : `${quoted(words[0])} is not an alert id. ${where.alert}`,
        );
      }
      if (ids.length > most)
        throw new UsageError(
          most === 1 ? 'One alert at a time.' : `At most ${most} alerts at once; these are ${ids.length}.`,
        );
      return { value: ids, rest: words.slice(typed.length) };
    },
  };
}

/** As Defender tells them apart: letter case is no difference. */
function distinct(ids: readonly string[]): readonly string[] {
  return ids.filter((id, at) => ids.findIndex((other) => isSameId(id, other)) === at);
}

function alertIdIn(word: string): string | undefined {
  const found = idIn(word) ?? idInPortalUrl(word);
  if (found !== undefined) return found.kind === 'alert' ? found.id : undefined;
  return mayBeAlertId(word) ? word : undefined;
}

export function actionId(help: string): Arg<string> {
  return {
    label: '<actionId>',
    help,
    wants: ['action'],
    recalls: { action: (id) => [id] },
    take([word, ...rest]) {
      if (word === undefined) throw new UsageError(`Which action? ${where.action}`);
      const found = idIn(word);
      if (found?.kind !== 'action') throw new UsageError(`${quoted(word)} is not an action id. ${where.action}`);
      return { value: found.id, rest };
    },
  };
}

/** A whole number from 0, `all`, or nothing. */
export function commandIndex(help: string): Arg<number | 'all' | undefined> {
  return {
    label: '[index]',
    help,
    take(words) {
      const [word, ...rest] = words;
      if (word === undefined || viewWordIn(word) !== undefined) return { value: undefined, rest: words };
      if (word.toLowerCase() === 'all') return { value: 'all', rest };
      if (/^\d{1,4}$/.test(word)) return { value: Number(word), rest };
      throw new UsageError(
        `${quoted(word)} is not an index. Indexes are whole numbers; 0 is the first command of the action.`,
      );
    },
  };
}

/** `page N`, from 1; page 1 when nothing was said. */
export function page(help: string): Arg<number> {
  return {
    label: '[page N]',
    help,
    take(words) {
      const [word, n, ...rest] = words;
      if (word?.toLowerCase() !== 'page') return { value: 1, rest: words };
      if (n === undefined || !/^[1-9]\d{0,6}$/.test(n))
        throw new UsageError('Which page? Pages are whole numbers from 1: page 2.');
      return { value: Number(n), rest };
    },
  };
}

export function choice<const C extends string>(
  choices: readonly C[],
  { otherwise, help }: { readonly otherwise: C; readonly help: string },
): Arg<C> {
  return {
    label: `[${choices.join('|')}]`,
    help,
    take(words) {
      const [word, ...rest] = words;
      const found = choices.find((one) => one.toLowerCase() === word?.toLowerCase().replace(/^(sha)-/, '$1'));
      return found === undefined ? { value: otherwise, rest: words } : { value: found, rest };
    },
  };
}

/** Any words, or none. */
export function anything(label: string, help: string): Arg<string | undefined> {
  return { label, help, take: ([word]) => ({ value: word, rest: [] }) };
}
