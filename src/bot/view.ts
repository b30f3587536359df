/** Which part of an output somebody wants to see, and how the words for it are read. */

import type { Arg, Taken } from './arg.ts';
import { positionIn } from '../transcript/views/label.ts';
import type { Position } from '../transcript/views/row.ts';
import { quoted, UsageError } from './errors.ts';
import { viewWordIn } from './view-words.ts';

export type View =
  /** What is worth seeing first. */
  | { readonly kind: 'overview' }
  /** From 1. */
  | { readonly kind: 'page' | 'indicators'; readonly page: number }
  | { readonly kind: 'from'; readonly from: Position }
  /** `undefined`: from the start. */
  | { readonly kind: 'errors' | 'raw'; readonly from: Position | undefined }
  /** The first or the last lines. */
  | { readonly kind: 'head' | 'tail'; readonly lines: number }
  /** `text` as it was typed; between slashes it is a pattern. `first`: of the matches, from 1. */
  | { readonly kind: 'grep'; readonly text: string; readonly first: number };

/** Ours. */
const lineCounts = { default: 20, most: 1_000 } as const;

/** `page N`, `from LINE`, `head N`, `tail N`, `errors`, `raw`, `iocs`, `grep TEXT`, or nothing. */
export function view(help: string): Arg<View> {
  return {
    label: '[page N|from LINE|head N|tail N|errors|raw|iocs|grep TEXT]',
    help,
    take(words) {
      const [word, ...rest] = words;
      const kind = viewWordIn(word);
      switch (kind) {
        case undefined:
          return { value: { kind: 'overview' }, rest: words };
        case 'page':
          return { value: { kind, page: pageIn(rest[0]) }, rest: rest.slice(1) };
        case 'from':
          return { value: { kind, from: placeIn(rest[0]) }, rest: rest.slice(1) };
        case 'head':
        case 'tail':
          return { value: { kind, lines: linesIn(rest[0]) }, rest: rest.slice(1) };
        case 'errors':
        case 'raw':
          return after('from', rest, (from) => ({ kind, from: from === undefined ? undefined : placeIn(from) }));
        case 'iocs':
          return after('page', rest, (page) => ({ kind: 'indicators', page: page === undefined ? 1 : pageIn(page) }));
        case 'grep':
          return grepIn(rest);
      }
    },
  };
}

/** What is searched for is one word, whatever stands in it: `wordsIn` and the buttons see to that. */
function grepIn([text, ...rest]: readonly string[]): Taken<View> {
  if (text === undefined || text.trim() === '')
    throw new UsageError('Search for what? Type grep and the text, for example: grep error');
  return after('from', rest, (first) => ({ kind: 'grep', text, first: first === undefined ? 1 : matchIn(first) }));
}

/** What may follow a view: where to begin, which a button says. */
function after(
  name: 'from' | 'page',
  [word, value, ...rest]: readonly string[],
  viewOf: (value: string | undefined) => View,
): Taken<View> {
  if (word?.toLowerCase() === name && value !== undefined) return { value: viewOf(value), rest };
  return { value: viewOf(undefined), rest: [word, value, ...rest].filter((one) => one !== undefined) };
}

function pageIn(word: string | undefined): number {
  const page = countIn(word);
  if (page === undefined) throw new UsageError('Which page? Pages are whole numbers from 1: page 2.');
  return page;
}

function matchIn(word: string): number {
  const match = countIn(word);
  if (match === undefined) throw new UsageError('From which match? Matches are whole numbers from 1.');
  return match;
}

/** `undefined`: it is no whole number from 1, or one beyond all lines of an output. */
function countIn(word: string | undefined): number | undefined {
  return word !== undefined && /^[1-9]\d{0,8}$/.test(word) ? Number(word) : undefined;
}

function placeIn(word: string | undefined): Position {
  const position = word === undefined ? undefined : positionIn(word);
  if (position === undefined)
    throw new UsageError('From which line? Type its number, for example from 120, or from e3 for the errors.');
  return position;
}

function linesIn(word: string | undefined): number {
  if (word === undefined) return lineCounts.default;
  if (!/^[1-9]\d{0,3}$/.test(word) || Number(word) > lineCounts.most)
    throw new UsageError(`${quoted(word)} is not a number of lines: from 1 to ${lineCounts.most}.`);
  return Number(word);
}
