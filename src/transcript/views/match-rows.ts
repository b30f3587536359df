/** Hits with the rows around them, as many as fit a page. */

import { positionOf, type PageSize, type Position, type Row } from './row.ts';
import type { Rows } from './rows.ts';
import type { Hit } from './search.ts';

/** Rows before a match, and after it. */
export const context = 2;

/**
 * At least the first hit's own row. `matches`: of how many hits the page has all.
 * @param lead - so many hits at the beginning are of the page before; here they may be in the context.
 */
export async function matchRows(
  rows: Rows,
  hits: readonly Hit[],
  lead: number,
  { maxRows, maxUnits, unitsOf }: PageSize,
): Promise<{ readonly rows: readonly Row[]; readonly matches: number }> {
  const isHit = hitTest(rows, hits);
  const shown: Row[] = [];
  let units = 0;
  for (const [i, hit] of hits.slice(lead).entries()) {
    const around = await rowsAround(rows, rows.positionOf(hit.line, hit.piece));
    const last = shown.at(-1);
    const fresh = around
      .filter((row) => last === undefined || isBefore(last, row))
      .map((row) => ({ ...row, isMatch: isHit(row) }));
    units += fresh.reduce((sum, row) => sum + unitsOf(row), 0);
    const fits = shown.length + fresh.length <= maxRows && units <= maxUnits;
    if (!fits) return i > 0 ? { rows: shown, matches: i } : { rows: fresh.filter(isHit).slice(0, 1), matches: 1 };
    shown.push(...fresh);
  }
  return { rows: shown, matches: hits.length - lead };
}

async function rowsAround(rows: Rows, position: Position): Promise<readonly Row[]> {
  const around: Row[] = [];
  let after = 0;
  for await (const row of rows.from(await rows.before(position, context))) {
    around.push(row);
    if (!isBefore(row, position) && after++ === context) break;
  }
  return around;
}

function hitTest(rows: Rows, hits: readonly Hit[]): (row: Row) => boolean {
  const keyOf = ({ line, piece }: Position): string => `${line} ${piece}`;
  const keys = new Set(hits.map(({ line, piece }) => keyOf(rows.positionOf(line, piece))));
  return (row) => keys.has(keyOf(positionOf(row)));
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.piece < other.piece);
}
