/** Rows that fit a card, whatever is in them. Sizes are UTF-16 units of JSON, as Teams' limit is. */

import { number } from './units.ts';

export interface Page<T> {
  readonly rows: readonly T[];
  /** From 1: the last one, when a later one was asked for. */
  readonly page: number;
  /** Rows on the pages before. */
  readonly before: number;
  readonly hasNext: boolean;
}

export interface PageSize<T> {
  readonly maxRows: number;
  readonly maxUnits: number;
  readonly unitsOf: (row: T) => number;
}

/** Reads from the start to the page asked for, and no further. Pages are the same however they are reached; each has a row. */
export function pageOf<T>(rows: Iterator<T>, wanted: number, { maxRows, maxUnits, unitsOf }: PageSize<T>): Page<T> {
  let next = rows.next();
  for (let page = 1, before = 0; ; page++) {
    const shown: T[] = [];
    let units = 0;
    while (next.done !== true && shown.length < maxRows) {
      units += unitsOf(next.value);
      if (units > maxUnits && shown.length > 0) break;
      shown.push(next.value);
      next = rows.next();
    }
    const hasNext = next.done !== true;
    if (page >= wanted || !hasNext) return { rows: shown, page, before, hasNext };
    before += shown.length;
  }
}

/** `files 6-10 of 12`; `undefined`: that is all there is. */
export function rangeWords(what: string, { rows, before, hasNext }: Page<unknown>, total: number): string | undefined {
  if (before === 0 && !hasNext) return undefined;
  return `${what} ${number(before + 1)}-${number(before + rows.length)} of ${number(total)}`;
}

/** The first of them, the first in any case, and how many are left over. */
export function fitting<T>(
  items: readonly T[],
  maxUnits: number,
): { readonly shown: readonly T[]; readonly left: number } {
  const unitsOf = (item: T): number => JSON.stringify(item).length;
  const { rows } = pageOf(items.values(), 1, { maxRows: Infinity, maxUnits, unitsOf });
  return { shown: rows, left: items.length - rows.length };
}
