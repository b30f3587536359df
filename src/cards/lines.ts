/** Rows of output → text runs, with their numbers, as a card shows them. */

import { shownText } from '../terminal-sequences.ts';
import { labelOf } from '../transcript/views/label.ts';
import type { Row } from '../transcript/views/row.ts';
import { outputText } from './text.ts';
import { number } from './units.ts';

export interface Block {
  /** Our own words, treated foreign ones among them; `undefined`: the rows speak for themselves. */
  readonly heading: string | undefined;
  readonly rows: readonly Row[];
}

/** What the template makes a run of. A type, so that it is a row of a template. */
export type TextRun = Readonly<{ text: string; isSubtle: boolean; color: 'Default' | 'Attention' }>;

/** JSON of the runs at the most, in UTF-16 units: under half of what Teams takes, so that the rest of the card has room. */
export const maxOutputUnits = 18_000;
/** JSON around the text of a row, a little more than measured. */
const unitsAround = {
  row: 280, // of two runs, the number's among them
  gap: 140, // before it
  length: 50, // behind it
} as const;

/** Of a row, its number included, and what may stand before and behind it. */
export function unitsOf(row: Row): number {
  const text = textOf(row, true); // never shorter than without terminal sequences
  const own = /["\\]/.test(text) ? JSON.stringify(text).length : text.length + 2;
  const isAlone = row.isMatch || (row.isError && row.part === 'output'); // others follow one another
  const gap = isAlone ? unitsAround.gap : 0;
  const length = row.pieceOf === undefined ? 0 : unitsAround.length;
  return own + unitsAround.row + gap + length;
}

/** @param isRaw - terminal sequences are shown too, by stand-ins. */
export function runsOf(blocks: readonly Block[], isRaw: boolean): readonly TextRun[] {
  const shown = blocks.map(({ heading, rows }) => ({ heading, rows, marks: marksOf(rows) }));
  const width = Math.max(0, ...shown.flatMap(({ marks }) => marks.map((mark) => mark.length)));
  const lines = shown.flatMap(({ heading, rows, marks }) => [
    ...(heading === undefined ? [] : [[subtle(heading)]]),
    ...rows.flatMap((row, i) => [
      ...(isGapBetween(rows[i - 1], row) ? [[subtle(padded('\u22EE', width))]] : []),
      [subtle(`${padded(marks[i] ?? '', width)}\u00A0`), textRun(row, rows[i + 1], isRaw)],
    ]),
  ]);
  return lines.flatMap((runs, i) => (i === lines.length - 1 ? runs : ended(runs)));
}

/** Terminal sequences that the rows have and that are not shown. */
export function hiddenSequences(blocks: readonly Block[]): number {
  return blocks.flatMap(({ rows }) => rows).reduce((sum, { text }) => sum + shownText(text).count, 0);
}

/** Of a search, a match has a colon, as grep writes it, and the numbers around it end where its number does. */
function marksOf(rows: readonly Row[]): readonly string[] {
  const isSearch = rows.some(({ isMatch }) => isMatch);
  return rows.map((row, i) => {
    const mark = goesOn(rows[i - 1], row) ? '\u2026' : labelOf(row);
    return `${mark}${row.isMatch ? ':' : isSearch ? '\u00A0' : ''}`;
  });
}

/** With the next piece of the same line. */
function goesOn(before: Row | undefined, row: Row | undefined): boolean {
  return before?.part === row?.part && before?.line === row?.line && before?.piece === (row?.piece ?? 0) - 1;
}

function isGapBetween(before: Row | undefined, row: Row): boolean {
  if (before === undefined || goesOn(before, row)) return false;
  return row.part !== before.part || row.line !== before.line + 1 || row.piece > 1;
}

function textRun(row: Row, next: Row | undefined, isRaw: boolean): TextRun {
  const text = textOf(row, isRaw) + (goesOn(row, next) ? '' : lengthOf(row));
  return { text: text === '' ? '\u00A0' : text, isSubtle: false, color: row.isError ? 'Attention' : 'Default' };
}

function textOf({ text }: Row, isRaw: boolean): string {
  return outputText(isRaw ? text : shownText(text).text);
}

/** A long line says where it is left how long it is. */
function lengthOf({ piece, pieceOf }: Row): string {
  if (pieceOf === undefined) return '';
  const { pieces, lineBytes } = pieceOf;
  const length = lineBytes === undefined ? '' : ` (${number(lineBytes)} bytes in this line)`;
  return `${piece === pieces ? '' : '\u2026'}${length}`;
}

function padded(mark: string, width: number): string {
  return mark.padStart(width, '\u00A0');
}

function subtle(text: string): TextRun {
  return { text, isSubtle: true, color: 'Default' };
}

function ended(runs: readonly TextRun[]): readonly TextRun[] {
  return runs.map((run, i) => (i === runs.length - 1 ? { ...run, text: `${run.text}\n` } : run));
}
