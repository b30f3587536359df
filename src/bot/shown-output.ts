/** A view of an output → what a card shows of it, and where its buttons go on. */

import { maxOutputUnits, unitsOf, type Block } from '../cards/lines.ts';
import type { Go, ShownOutput } from '../cards/transcript.ts';
import { nameText } from '../cards/text.ts';
import { count, number } from '../cards/units.ts';
import type { SpooledText } from '../transcript/spool/transcript.ts';
import { errorRows, errorTotals } from '../transcript/views/errors.ts';
import { fromPosition, head, pageOf, tail, type Excerpt } from '../transcript/views/excerpt.ts';
import type { Grep } from '../transcript/views/grep.ts';
import { labelOf } from '../transcript/views/label.ts';
import { pageLines } from '../transcript/views/page.ts';
import type { PageSize, Position } from '../transcript/views/row.ts';
import { createRows } from '../transcript/views/rows.ts';
import type { View } from './view.ts';

const page: PageSize = { maxRows: pageLines, maxUnits: maxOutputUnits, unitsOf };
/** Of a long output at first sight: errors, then how it ended. */
const glance = {
  errors: { maxRows: 12, maxUnits: maxOutputUnits / 3, unitsOf },
  last: { maxRows: 15, maxUnits: maxOutputUnits / 3, unitsOf },
  first: { maxRows: 25, maxUnits: maxOutputUnits / 2, unitsOf },
} as const satisfies Record<string, PageSize>;

/** Throws PatternError, SpoolError, and the signal's reason. */
export async function shownOutput(
  text: SpooledText,
  view: View,
  { grep, signal }: { readonly grep: Grep; readonly signal: AbortSignal },
): Promise<ShownOutput> {
  switch (view.kind) {
    case 'overview':
      return overview(text);
    case 'page':
      return consecutive(await pageOf(text, view.page, { size: page }));
    case 'from':
      return consecutive(await fromPosition(text, view.from, { size: page }));
    case 'head':
      return consecutive(await head(text, view.lines, { size: page }));
    case 'tail':
      return consecutive(await tail(text, view.lines, { size: page }));
    case 'raw':
      return raw(await fromPosition(text, view.from ?? rawStart, { size: page, isRaw: true }));
    case 'errors':
      return errors(text, view.from);
    case 'indicators':
      throw new TypeError('Indicators are no part of an output');
    case 'grep':
      return matches(text, view, { grep, signal });
  }
}

/** Where a header would be. */
const rawStart: Position = { part: 'output', line: 0, piece: 1 };

/** What fits one card is shown whole. */
async function overview(text: SpooledText): Promise<ShownOutput> {
  const all = await whole(text);
  if (all !== undefined) return all;
  const isWhole = text.output.soFar().isWhole;
  const shown = isWhole
    ? await tail(text, glance.last.maxRows, { size: glance.last })
    : await head(text, glance.first.maxRows, { size: glance.first });
  if (shown.rows.length === 0) return errors(text, undefined);
  const shownErrors = await errorRows(text, glance.errors);
  const errorBlock = { heading: errorHeading(shownErrors.rows.length, text), rows: shownErrors.rows };
  return {
    ...plain(shown),
    blocks: [
      ...(shownErrors.rows.length === 0 ? [] : [errorBlock]),
      { heading: `${isWhole ? 'last' : 'first'} ${count(shown.rows.length, 'line')}`, rows: shown.rows },
    ],
    next: fromTheStart,
    previous: shownErrors.next && { title: 'All errors', words: ['errors'] },
  };
}

/** `undefined`: there is more than a card holds, or more to come. */
async function whole(text: SpooledText): Promise<ShownOutput | undefined> {
  if (!text.output.soFar().isWhole || !text.errors.soFar().isWhole) return undefined;
  const own = await head(text, pageLines, { size: page, part: 'errors' });
  const units = own.rows.reduce((sum, row) => sum + unitsOf(row), 0);
  const room = { ...page, maxRows: pageLines - own.rows.length, maxUnits: maxOutputUnits - units };
  const isRoomLess = room.maxRows < 1 && outputLines(text) > 0;
  if (own.next !== undefined || isRoomLess) return undefined;
  const output = await head(text, pageLines, { size: room });
  const isLarger = output.rows.reduce((sum, row) => sum + unitsOf(row), 0) > room.maxUnits;
  if (output.next !== undefined || isLarger) return undefined;
  return {
    ...plain(output),
    blocks: [
      { heading: undefined, rows: own.rows },
      { heading: undefined, rows: output.rows },
    ].filter(({ rows }) => rows.length > 0),
    where: allWords(own.lines, output.lines),
    next: undefined,
    previous: undefined,
  };
}

function allWords(errorLines: number, lines: number): string {
  if (errorLines + lines === 0) return 'no output';
  const parts = [
    ...(errorLines === 0 ? [] : [count(errorLines, 'error line')]),
    ...(lines === 0 ? [] : [count(lines, 'line')]),
  ];
  return `all shown: ${parts.join(' and ')}`;
}

function errorHeading(shown: number, text: SpooledText): string {
  const { errorLines, recognised } = errorTotals(text);
  const total = errorLines + recognised;
  return shown < total ? `first ${number(shown)} of ${count(total, 'error line')}` : count(total, 'error line');
}

function outputLines({ output }: SpooledText): number {
  return createRows(output, { isRaw: false }).lines;
}

function consecutive(excerpt: Excerpt): ShownOutput {
  return { ...plain(excerpt), ...ways(excerpt) };
}

function raw(excerpt: Excerpt): ShownOutput {
  const shown = plain(excerpt);
  return { ...shown, where: `raw, ${shown.where}`, isRaw: true, ...ways(excerpt, 'raw') };
}

/** From the first page there is a way back to what is worth seeing first. */
function ways({ next, previous }: Excerpt, ...view: readonly string[]): Pick<ShownOutput, 'next' | 'previous'> {
  const to = (title: string, place: Position): Go => ({ title, words: [...view, 'from', labelOf(place)] });
  return {
    next: next && to('Next page', next),
    previous: previous === undefined ? { title: 'Overview', words: [] } : to('Previous page', previous),
  };
}

function plain({ rows, lines, isWhole, isHeaderHidden }: Excerpt): Omit<ShownOutput, 'next' | 'previous'> {
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
  return from === to ? `line ${from}` : `lines ${from}-${to}`;
}

async function errors(text: SpooledText, from: Position | undefined): Promise<ShownOutput> {
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

const fromTheStart: Go = { title: 'From the start', words: ['page', '1'] };

async function matches(
  text: SpooledText,
  { text: typed, first }: Extract<View, { readonly kind: 'grep' }>,
  { grep, signal }: { readonly grep: Grep; readonly signal: AbortSignal },
): Promise<ShownOutput> {
  const found = await grep(text, { typed, first, size: page, signal });
  const to = (title: string, match: number | undefined): Go | undefined =>
    match === undefined ? undefined : { title, words: ['grep', typed, 'from', String(match)] };
  const shown = found.rows.filter(({ isMatch }) => isMatch).length;
  const total = found.count === 0 ? 'no line with a match' : `${count(found.count, 'line')} with a match`;
  const range = found.count <= shown ? '' : `, shown from the ${number(found.first)}${ordinal(found.first)}`;
  return {
    blocks: blocksOf(`search: ${nameText(typed)}`, found.rows),
    where: `${total}${found.isWhole ? '' : ' so far'}${range}`,
    isRaw: false,
    isHeaderHidden: false,
    next: to('Next matches', found.next),
    previous: to('Earlier matches', found.previous) ?? fromTheStart,
  };
}

function ordinal(n: number): string {
  if (n % 100 >= 11 && n % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th';
}

function blocksOf(heading: string | undefined, rows: Block['rows']): readonly Block[] {
  return heading === undefined && rows.length === 0 ? [] : [{ heading, rows }];
}
