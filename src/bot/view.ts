/** Which part of an output somebody wants to see, and how the words for it are read. */

import type { Arg, Taken } from './arg.ts';
import { quoted, UsageError } from './errors.ts';
import { viewWordIn } from './view-words.ts';

export type View =
  /** What is worth seeing first. */
  | { readonly kind: 'overview' }
  | { readonly kind: 'page' | 'errors' | 'raw' | 'indicators'; readonly page: number }
  /** The first or the last lines. */
  | { readonly kind: 'head' | 'tail'; readonly lines: number }
  /** `text` as it was typed; between slashes it is a pattern. */
  | { readonly kind: 'grep'; readonly text: string; readonly page: number };

/** Ours. */
const lineCounts = { default: 20, most: 1_000 } as const;

/** `page N`, `head N`, `tail N`, `errors`, `raw`, `iocs`, `grep TEXT`, or nothing. */
export function view(help: string): Arg<View> {
  return {
    label: '[page N|head N|tail N|errors|raw|iocs|grep TEXT]',
    help,
    take(words) {
      const [word, ...rest] = words;
      const kind = viewWordIn(word);
      switch (kind) {
        case undefined:
          return { value: { kind: 'overview' }, rest: words };
        case 'page':
          return pageAfter(words, (page) => ({ kind, page }));
        case 'head':
        case 'tail':
          return linesIn(rest, (lines) => ({ kind, lines }));
        case 'errors':
        case 'raw':
          return pageAfter(rest, (page) => ({ kind, page }));
        case 'iocs':
          return pageAfter(rest, (page) => ({ kind: 'indicators', page }));
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
  return pageAfter(rest, (page) => ({ kind: 'grep', text, page }));
}

function pageAfter(words: readonly string[], viewOf: (page: number) => View): Taken<View> {
  const [word, n, ...rest] = words;
  if (word?.toLowerCase() !== 'page') return { value: viewOf(1), rest: words };
  if (n === undefined || !/^[1-9]\d{0,6}$/.test(n))
    throw new UsageError('Which page? Pages are whole numbers from 1: page 2.');
  return { value: viewOf(Number(n)), rest };
}

function linesIn(words: readonly string[], viewOf: (lines: number) => View): Taken<View> {
  const [n, ...rest] = words;
  if (n === undefined) return { value: viewOf(lineCounts.default), rest: [] };
  if (!/^[1-9]\d{0,3}$/.test(n) || Number(n) > lineCounts.most)
    throw new UsageError(`${quoted(n)} is not a number of lines: from 1 to ${lineCounts.most}.`);
  return { value: viewOf(Number(n)), rest };
}
