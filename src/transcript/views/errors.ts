/** `errors`: what the script wrote as errors, then what is recognised as one in its output. */

import type { SpooledText } from '../spool/transcript.ts';
import { takePage, type Taken } from './page.ts';
import { firstEndingAt } from './ranges.ts';
import type { PageSize, Position, Row } from './row.ts';
import { createRows } from './rows.ts';

export interface ErrorsExcerpt extends Taken {
  readonly totals: ErrorTotals;
}

export interface ErrorTotals {
  /** Lines that the script wrote as errors. */
  readonly errorLines: number;
  /** Lines of the output that are recognised as errors. */
  readonly recognised: number;
  /** Of them, those whose places are remembered: no more are shown. */
  readonly remembered: number;
  /** Nothing follows. */
  readonly isWhole: boolean;
}

export function errorTotals({ output, errors }: SpooledText): ErrorTotals {
  const { lines, ranges } = output.errorLines();
  const rows = createRows(errors, { isRaw: false });
  return {
    errorLines: rows.lines,
    recognised: lines,
    remembered: ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0),
    isWhole: rows.isWhole && output.soFar().isWhole,
  };
}

/** @param from - a `next` of this view; the first of all by default. */
export async function errorRows(text: SpooledText, size: PageSize, from?: Position): Promise<ErrorsExcerpt> {
  return { ...(await takePage(rowsFrom(text, from), size)), totals: errorTotals(text) };
}

async function* rowsFrom({ output, errors }: SpooledText, from: Position | undefined): AsyncGenerator<Row, undefined> {
  if (from?.part !== 'output') {
    const rows = createRows(errors, { isRaw: false });
    yield* rows.from(from ?? rows.start);
  }
  const rows = createRows(output, { isRaw: false });
  const start = from?.part === 'output' ? from : rows.start;
  const { ranges } = output.errorLines();
  const shift = rows.positionOf(0, 0).line;
  for (const { first, last } of ranges.slice(firstEndingAt(ranges, start.line - shift))) {
    const begin = rows.positionOf(first, 0);
    for await (const row of rows.from(begin.line <= start.line ? start : begin)) {
      if (row.line > last + shift) break;
      yield row;
    }
  }
  return undefined;
}
