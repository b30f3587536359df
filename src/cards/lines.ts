/** Rows of output → text runs, with their numbers, as a card shows them. */

import { labelOf } from '../transcript/views/label.ts';
import type { Row } from '../transcript/views/row.ts';
import { outputText, withoutTerminalSequences } from './text.ts';
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
/** JSON around the two runs of a row, a little more than measured. */
const runUnits = 280;

/** Of a row, its number included. */
export function unitsOf(row: Row): number {
  const text = textOf(row, true); // never shorter than without terminal sequences
  return (/["\\]/.test(text) ? JSON.stringify(text).length : text.length + 2) + runUnits;
}

/** @param isRaw - terminal sequences are shown too, by stand-ins. */
export function runsOf(blocks: readonly Block[], isRaw: boolean): readonly TextRun[] {
  const width = Math.max(0, ...blocks.flatMap(({ rows }) => rows.map((row) => markOf(row).length)));
  const lines = blocks.flatMap(({ heading, rows }) => [
    ...(heading === undefined ? [] : [[subtle(heading)]]),
    ...rows.flatMap((row, i) => [...gapBefore(row, rows[i - 1], width), rowRuns(row, width, isRaw)]),
  ]);
  return lines.flatMap((runs, i) => (i === lines.length - 1 ? runs : ended(runs)));
}

/** Terminal sequences that the rows have and that are not shown. */
export function hiddenSequences(blocks: readonly Block[]): number {
  return blocks.flatMap(({ rows }) => rows).reduce((sum, { text }) => sum + withoutTerminalSequences(text).count, 0);
}

function rowRuns(row: Row, width: number, isRaw: boolean): readonly TextRun[] {
  const color = row.isError ? 'Attention' : 'Default';
  const text = textOf(row, isRaw) + lengthOf(row);
  return [
    subtle(`${markOf(row).padStart(width, '\u00A0')}\u00A0`),
    { text: text === '' ? '\u00A0' : text, isSubtle: false, color },
  ];
}

/** Of a search, a match has a colon, as grep writes it. */
function markOf(row: Row): string {
  return row.piece > 1 ? '\u2026' : `${labelOf(row)}${row.isMatch ? ':' : ''}`;
}

function textOf({ text }: Row, isRaw: boolean): string {
  return outputText(isRaw ? text : withoutTerminalSequences(text).text);
}

/** A long line says how long it is where it ends. */
function lengthOf({ piece, pieceOf }: Row): string {
  return pieceOf?.lineBytes !== undefined && piece === pieceOf.pieces
    ? ` (${number(pieceOf.lineBytes)} bytes in this line)`
    : '';
}

function gapBefore(row: Row, before: Row | undefined, width: number): readonly (readonly TextRun[])[] {
  const isGap = before !== undefined && (row.part !== before.part || row.line > before.line + 1);
  return isGap ? [[subtle('\u22EE'.padStart(width, '\u00A0'))]] : [];
}

function subtle(text: string): TextRun {
  return { text, isSubtle: true, color: 'Default' };
}

function ended(runs: readonly TextRun[]): readonly TextRun[] {
  return runs.map((run, i) => (i === runs.length - 1 ? { ...run, text: `${run.text}\n` } : run));
}
