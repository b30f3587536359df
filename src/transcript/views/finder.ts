/** Finds a pattern in whole lines of UTF-8, or in a stretch of a line that is longer than a stretch. */

import { isAscii } from 'node:buffer';
import type { RE2JS } from 're2js';
import { byteRegexes, type ByteRegexes } from './byte-regex.ts';
import type { Pattern } from './pattern.ts';
import { withoutTerminalSequences } from './terminal-gap.ts';

/**
 * Calls `onMatch` with the byte offset of each match, in order. It gives the offset to go on from, or `undefined` to stop.
 */
export type Finder = (text: Buffer, onMatch: (at: number) => number | undefined) => void;

const escape = 0x1b;

export function createFinder(pattern: Pattern): Finder {
  return pattern.kind === 'text' ? textFinder(pattern.text) : regexFinder(pattern.regex);
}

function textFinder(wanted: string): Finder {
  let regexes: ByteRegexes | undefined; // a page of what was found needs none
  return (text, onMatch) => {
    regexes ??= byteRegexes(wanted);
    const regex = text.includes(escape) ? regexes.acrossEscapes : regexes.plain;
    const bytes = text.toString('latin1');
    for (let next: number | undefined = 0; next !== undefined;) {
      regex.lastIndex = next;
      const match = regex.exec(bytes);
      if (match === null) return;
      next = onMatch(match.index);
    }
  };
}

function regexFinder(regex: RE2JS): Finder {
  return (text, onMatch) => {
    const latin1 = text.toString('latin1');
    const isPlain = isAscii(text);
    for (let at = 0; at < latin1.length;) {
      const end = lineEnd(latin1, at);
      const line = isPlain ? latin1.slice(at, end) : text.toString('utf8', at, end);
      if (!takeLine(line, regex, at, onMatch)) return;
      at = end + (latin1.startsWith('\r\n', end) ? 2 : 1);
    }
  };
}

/** False: stop. */
function takeLine(line: string, regex: RE2JS, start: number, onMatch: (at: number) => number | undefined): boolean {
  const shown = withoutTerminalSequences(line);
  if (!regex.test(shown)) return true;
  // Where in the line matters only if it has several rows, and with sequences taken out it is not known.
  if (line.length <= shortLine || shown !== line) return onMatch(start) !== undefined;
  const matcher = regex.matcher(line);
  for (let at = start, chars = 0; matcher.find();) {
    at += Buffer.byteLength(line.slice(chars, matcher.start()));
    chars = matcher.start();
    if (onMatch(at) === undefined) return false;
  }
  return true;
}

/** Of so many characters, a line has one row: each is three bytes of UTF-8 at the most, or two of four. */
const shortLine = 600;

function lineEnd(text: string, at: number): number {
  const lf = text.indexOf('\n', at);
  const end = lf < 0 ? text.length : lf;
  const cr = text.slice(at, end).indexOf('\r');
  return cr < 0 ? end : at + cr;
}
