/** What is worth seeing first of an output. */

import { maxOutputUnits, unitsOf } from '../cards/lines.ts';
import type { ShownOutput } from '../cards/transcript.ts';
import { count, number } from '../cards/units.ts';
import type { SpooledText } from '../transcript/spool/transcript.ts';
import { errorRows, errorTotals } from '../transcript/views/errors.ts';
import { head, tail } from '../transcript/views/excerpt.ts';
import { pageLines } from '../transcript/views/page.ts';
import type { PageSize } from '../transcript/views/row.ts';
import { errors, fromTheStart, outputLines, page, plain } from './shown-rows.ts';

/** Of a long output at first sight: errors, then how it ended. */
const glance = {
  errors: { maxRows: 12, maxUnits: maxOutputUnits / 3, unitsOf },
  last: { maxRows: 15, maxUnits: maxOutputUnits / 3, unitsOf },
  first: { maxRows: 25, maxUnits: maxOutputUnits / 2, unitsOf },
} as const satisfies Record<string, PageSize>;

/** What fits one card is shown whole. */
export async function overview(text: SpooledText): Promise<ShownOutput> {
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
