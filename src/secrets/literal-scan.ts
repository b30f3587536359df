/**
 * Many literals searched at once in bytes, in any letter case of ASCII, without looking at most bytes: two bytes at a time
 * say how far the next occurrence must at least be away.
 * Source: Wu and Manber, "A fast algorithm for multi-pattern searching", University of Arizona TR-94-17, 1994.
 */

import { rarestWindow, windowBytes } from './rarest-window.ts';

export interface LiteralScan {
  /** Where the next literal begins in `[from, to)`; -1: nowhere. */
  readonly next: (bytes: Uint8Array, from: number, to: number) => number;
  /** Which literals there are, by their places in the list. */
  readonly all: (bytes: Uint8Array) => ReadonlySet<number>;
}

/** @param literals - lower case, ASCII, at least four characters each. */
export function createLiteralScan(literals: readonly string[]): LiteralScan {
  const { skip, begins, endingIn } = tables(literals);

  /** Calls `found` for each literal, until that says to stop. */
  function scan(bytes: Uint8Array, from: number, to: number, found: (literal: number, at: number) => boolean): void {
    let i = from + windowBytes - 1;
    while (i < to) {
      const step = at(skip, (at(bytes, i - 1) << 8) | at(bytes, i));
      if (step > 0) {
        i += step;
        continue;
      }
      if (at(begins, (at(bytes, i - 3) << 8) | at(bytes, i - 2)) > 0)
        for (const { literal, place, offset } of endingIn.get((at(bytes, i - 1) << 8) | at(bytes, i)) ?? []) {
          const start = i - windowBytes + 1 - offset;
          if (start >= from && stands(bytes, start, to, literal) && !found(place, start)) return;
        }
      i += 1;
    }
  }

  return {
    next(bytes, from, to) {
      let where = -1;
      scan(bytes, from, to, (_, start) => {
        where = start;
        return false;
      });
      return where;
    },
    all(bytes) {
      const places = new Set<number>();
      scan(bytes, 0, bytes.length, (place) => {
        places.add(place);
        return true;
      });
      return places;
    },
  };
}

interface Entry {
  readonly literal: Uint8Array;
  readonly place: number;
  /** Of the window in it. */
  readonly offset: number;
}

interface Tables {
  /** By two bytes: how far the search may go on; 0: a window may end here. */
  readonly skip: Uint8Array;
  /** By two bytes: 1 where a window may begin with them. */
  readonly begins: Uint8Array;
  /** By its last two bytes. */
  readonly endingIn: ReadonlyMap<number, readonly Entry[]>;
}

function tables(literals: readonly string[]): Tables {
  const skip = new Uint8Array(65_536).fill(windowBytes - 1);
  const begins = new Uint8Array(65_536);
  const endingIn = new Map<number, Entry[]>();
  for (const [place, text] of literals.entries()) {
    const offset = rarestWindow(text);
    const window = text.slice(offset, offset + windowBytes);
    for (let i = 0; i + 1 < windowBytes; i++)
      for (const pair of pairs(window.slice(i, i + 2))) skip[pair] = Math.min(at(skip, pair), windowBytes - 2 - i);
    for (const pair of pairs(window.slice(0, 2))) begins[pair] = 1;
    for (const pair of pairs(window.slice(-2)))
      endingIn.set(pair, [...(endingIn.get(pair) ?? []), { literal: Buffer.from(text), place, offset }]);
  }
  return { skip, begins, endingIn };
}

/** Two characters in each letter case, as one number. */
function pairs(text: string): readonly number[] {
  const [a = '', b = ''] = text;
  const cases = (c: string): readonly number[] => [...new Set([c.charCodeAt(0), c.toUpperCase().charCodeAt(0)])];
  return cases(a).flatMap((first) => cases(b).map((second) => (first << 8) | second));
}

function stands(bytes: Uint8Array, start: number, to: number, literal: Uint8Array): boolean {
  if (start + literal.length > to) return false;
  for (let i = 0; i < literal.length; i++) {
    const byte = at(bytes, start + i);
    if ((byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) !== at(literal, i)) return false;
  }
  return true;
}

/** Callers stay within bounds. */
function at(bytes: Uint8Array, i: number): number {
  return bytes[i] ?? 0;
}
