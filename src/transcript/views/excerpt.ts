/** `page N`, `head N`, `tail N`, from a line on, and `raw`: consecutive rows of one part. */

import type { PartName } from '../spool/part-writer.ts';
import type { SpooledText } from '../spool/transcript.ts';
import { pageLines, takeLast, takePage, type Taken } from './page.ts';
import { positionOf, type PageSize, type Position, type Row } from './row.ts';
import { createRows, type Rows } from './rows.ts';

export interface Excerpt extends Taken {
  /** Where to go back to: a page's rows before the first row; `undefined`: that is the first of all. */
  readonly previous: Position | undefined;
  /** Lines of the part, as far as it is written. */
  readonly lines: number;
  readonly isWhole: boolean;
  /** PowerShell's header is there, and hidden. */
  readonly isHeaderHidden: boolean;
}

export interface ExcerptOptions {
  readonly size: PageSize;
  /** The output by default. */
  readonly part?: PartName;
  readonly isRaw?: boolean;
}

/** The most that `tail` looks at. */
const maxTailRows = 1_000;

/** How many pages there are; at least 1. */
export function pagesIn(lines: number): number {
  return Math.max(1, Math.ceil(lines / pageLines));
}

/**
 * Page N begins at the same line whatever its rows are: each has 40 lines, and costs the same. Of one whose rows do not
 * fit, `next` is where it goes on. @param page - from 1; beyond the end is the last.
 */
export async function pageOf(text: SpooledText, page: number, options: ExcerptOptions): Promise<Excerpt> {
  const rows = rowsOf(text, options);
  const shown = Math.min(Math.max(page, 1), pagesIn(rows.lines));
  const { part, line, piece } = rows.start;
  return excerpt(rows, { part, line: line + (shown - 1) * pageLines, piece }, options.size, options);
}

/** The first rows, `count` at the most. */
export async function head(text: SpooledText, count: number, options: ExcerptOptions): Promise<Excerpt> {
  const rows = rowsOf(text, options);
  return excerpt(rows, rows.start, atMost(count, options.size), options);
}

/** From a row on; from the last line, where there is no such. */
export async function fromPosition(text: SpooledText, position: Position, options: ExcerptOptions): Promise<Excerpt> {
  const rows = rowsOf(text, { ...options, part: position.part });
  const last = rows.start.line + Math.max(rows.lines - 1, 0);
  const line = Math.min(position.line, last);
  return excerpt(
    rows,
    { ...position, line, piece: line === position.line ? position.piece : 1 },
    options.size,
    options,
  );
}

/** The last rows, `count` at the most: where they do not all fit, the last of them. */
export async function tail(text: SpooledText, count: number, options: ExcerptOptions): Promise<Excerpt> {
  const rows = rowsOf(text, options);
  const start = await rows.before('end', Math.min(count, maxTailRows));
  const all: Row[] = [];
  for await (const row of rows.from(start)) {
    all.push(row);
    if (all.length > maxTailRows) all.shift();
  }
  const shown = takeLast(all, atMost(count, options.size));
  return described(rows, { rows: shown, next: undefined }, shown[0] ?? start, options);
}

function rowsOf(text: SpooledText, { part = 'output', isRaw = false }: ExcerptOptions): Rows {
  return createRows(text[part], { isRaw });
}

function atMost(count: number, size: PageSize): PageSize {
  return { ...size, maxRows: Math.min(size.maxRows, count) };
}

async function excerpt(rows: Rows, from: Position, size: PageSize, options: ExcerptOptions): Promise<Excerpt> {
  const taken = await takePage(rows.from(from), size);
  return described(rows, taken, taken.rows[0] ?? from, options);
}

async function described(
  rows: Rows,
  taken: Taken,
  first: Position,
  { isRaw = false }: ExcerptOptions,
): Promise<Excerpt> {
  const isFirst = first.line === rows.start.line && first.piece === 1;
  return {
    ...taken,
    previous: isFirst ? undefined : await rows.before(positionOf(first), pageLines),
    lines: rows.lines,
    isWhole: rows.isWhole,
    isHeaderHidden: rows.hasHeader && !isRaw,
  };
}
