/** Consecutive rows and error rows of an output → what a card shows of them. */

import { maxOutputUnits, unitsOf, type Block } from '../cards/lines.ts';
import type { Go, ShownOutput } from '../cards/transcript.ts';
import { count, number } from '../cards/units.ts';
import type { SpooledText } from '../transcript/spool/transcript.ts';
import { errorRows } from '../transcript/views/errors.ts';
import type { Excerpt } from '../transcript/views/excerpt.ts';
import { labelOf } from '../transcript/views/label.ts';
import { pageLines } from '../transcript/views/page.ts';
import type { PageSize, Position } from '../transcript/views/row.ts';
import { createRows } from '../transcript/views/rows.ts';

/** What a card holds. */
export const page: PageSize = { maxRows: pageLines, maxUnits: maxOutputUnits, unitsOf };
/** Where the whole of an output begins. */
export const fromTheStart: Go = { title: 'From the start', words: ['page', '1'] };

export function outputLines({ output }: SpooledText): number {
  return createRows(output, { isRaw: false }).lines;
}

export function plain({ rows, lines, isWhole, isHeaderHidden }: Excerpt): Omit<ShownOutput, 'next' | 'previous'> {
  const [first, last] = [rows[0], rows.at(-1)];
  const of = first === undefined ? '' : ` of ${number(lines)}`;
  return {
    blocks: blocksOf(undefined, rows),
    where: `${rangeWords(first, last)}${of}${isWhole ? '' : ' so far'}`,
    isRaw: false,
    isHeaderHidden,
  };
}

function rangeWords(first: Position | undefined, last: Position | undefined): string {
  if (first === undefined || last === undefined) return 'no output';
  const [from, to] = [labelOf({ ...first, piece: 1 }), labelOf({ ...last, piece: 1 })];
  return `${from === to ? 'line' : 'lines'} ${rangeOf(from, to)}`;
}

export function rangeOf(from: string, to: string): string {
  return from === to ? from : `${from}-${to}`;
}

/** @param from - a `next` of this view; the first of all by default. */
export async function errors(text: SpooledText, from: Position | undefined): Promise<ShownOutput> {
  const { rows, next, totals } = await errorRows(text, page, from);
  const words = [
    totals.errorLines === 0 ? '' : `${count(totals.errorLines, 'error line')} of the script`,
    totals.recognised === 0 ? '' : `${count(totals.recognised, 'line')} of its output that read like errors`,
    totals.remembered < totals.recognised ? `the first ${number(totals.remembered)} of them are listed` : '',
  ].filter((part) => part !== '');
  const start = outputLines(text) === 0 ? undefined : fromTheStart;
  return {
    blocks: blocksOf(undefined, rows),
    where: `${words.length === 0 ? 'no error lines' : words.join(', ')}${totals.isWhole ? '' : ' so far'}`,
    isRaw: false,
    isHeaderHidden: false,
    next: next && { title: 'Next page', words: ['errors', 'from', labelOf(next)] },
    previous: from === undefined ? start : { title: 'First page', words: ['errors'] },
  };
}

export function blocksOf(heading: string | undefined, rows: Block['rows']): readonly Block[] {
  return heading === undefined && rows.length === 0 ? [] : [{ heading, rows }];
}
