/**
 * Finds a pattern in whole lines of UTF-8, or in a stretch of a line that is longer than a stretch: in what a terminal shows
 * of them, and in the titles and targets of links that it is told.
 */

import { isAscii } from 'node:buffer';
import type { RE2JS } from 're2js';
import { shownBytes, type HiddenString, type Shown } from '../../terminal-sequences.ts';
import { byteRegex } from './byte-regex.ts';
import { placesOf } from './line-places.ts';
import type { Pattern } from './pattern.ts';

export interface Region {
  readonly bytes: Buffer;
  /** The first line began before. */
  readonly isWithin: boolean;
  /** The last line goes on: what begins behind this byte of it is found in the next region. `undefined`: it ends here. */
  readonly restFrom: number | undefined;
}

/**
 * Calls `onMatch` with the byte offset of each match, in order. It gives the offset to go on from, or `undefined` to stop.
 */
export type Finder = (region: Region, onMatch: (at: number) => number | undefined) => void;

export function createFinder(pattern: Pattern): Finder {
  return pattern.kind === 'text' ? textFinder(pattern.text) : regexFinder(pattern.regex);
}

function textFinder(wanted: string): Finder {
  let regex: RegExp | undefined; // a page of what was found needs none
  return ({ bytes }, onMatch) => {
    regex ??= byteRegex(wanted);
    const shown = shownBytes(bytes.toString('latin1'));
    const hidden = createQueue(placesIn(shown.strings, regex));
    let inShown = -1;
    for (let next: number | undefined = 0; next !== undefined;) {
      if (inShown < next) inShown = firstIn(shown, regex, next);
      const at = Math.min(inShown, hidden.from(next));
      if (at === Infinity) return;
      next = onMatch(at);
    }
  };
}

/** The place in the original of the first match from a place on. */
function firstIn(shown: Shown, regex: RegExp, from: number): number {
  regex.lastIndex = shown.before(from);
  const match = regex.exec(shown.text);
  return match === null ? Infinity : shown.at(match.index);
}

function placesIn(strings: readonly HiddenString[], regex: RegExp): readonly number[] {
  return strings.flatMap(({ text, from }) => Array.from(text.matchAll(regex), ({ index }) => from + index));
}

/** Ascending numbers, of which those below what is asked for are not asked for again. */
function createQueue(numbers: readonly number[]): { readonly from: (least: number) => number } {
  let first = 0;
  return {
    from(least) {
      while ((numbers[first] ?? Infinity) < least) first++;
      return numbers[first] ?? Infinity;
    },
  };
}

function regexFinder(regex: RE2JS): Finder {
  return ({ bytes, isWithin, restFrom }, onMatch) => {
    const latin1 = bytes.toString('latin1');
    const isPlain = isAscii(bytes);
    for (let at = 0; at < latin1.length;) {
      const end = lineEnd(latin1, at);
      const goesOn = end === latin1.length && restFrom !== undefined;
      const line = {
        text: isPlain ? latin1.slice(at, end) : bytes.toString('utf8', at, end),
        isWithin: isWithin && at === 0,
        restFrom: !goesOn ? undefined : isPlain ? restFrom - at : bytes.toString('utf8', at, restFrom).length,
      };
      let next: number | undefined = at;
      for (const place of placesOf(line, regex)) {
        if (at + place >= next) next = onMatch(at + place);
        if (next === undefined) return;
      }
      at = end + (latin1.startsWith('\r\n', end) ? 2 : 1);
    }
  };
}

function lineEnd(text: string, at: number): number {
  const lf = text.indexOf('\n', at);
  const end = lf < 0 ? text.length : lf;
  const cr = text.slice(at, end).indexOf('\r');
  return cr < 0 ? end : at + cr;
}
