/** Rows that fit a card, from an iterator of them. */

import { positionOf, type PageSize, type Position, type Row } from './row.ts';

/** Rows of a page at the most; `page N` counts lines by it. */
export const pageLines = 40;

export interface Taken {
  readonly rows: readonly Row[];
  /** The first row that did not fit; `undefined`: there is none. */
  readonly next: Position | undefined;
}

export async function takePage(rows: AsyncIterable<Row>, { maxRows, maxUnits, unitsOf }: PageSize): Promise<Taken> {
  const taken: Row[] = [];
  let units = 0;
  for await (const row of rows) {
    units += unitsOf(row);
    if (taken.length > 0 && (taken.length === maxRows || units > maxUnits))
      return { rows: taken, next: positionOf(row) };
    taken.push(row);
  }
  return { rows: taken, next: undefined };
}

/** The last rows that fit, of which there are few. */
export function takeLast(rows: readonly Row[], { maxRows, maxUnits, unitsOf }: PageSize): readonly Row[] {
  let first = rows.length;
  for (let units = 0; first > 0 && rows.length - first < maxRows; first--) {
    const row = rows[first - 1];
    if (row === undefined) break;
    units += unitsOf(row);
    if (units > maxUnits && first < rows.length) break;
  }
  return rows.slice(first);
}
