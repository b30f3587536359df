/** The rows of a text, counted the slow and simple way. */

import { layout } from '../../../src/transcript/spool/limits.ts';
import type { Row } from '../../../src/transcript/views/row.ts';

export interface NaiveRow {
  readonly line: number;
  readonly piece: number;
  readonly text: string;
}

export function naiveLines(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** With the blank lines at the end, and a header as line 1. */
export function naiveRows(text: string): readonly NaiveRow[] {
  return naiveLines(text).flatMap((line, i) =>
    piecesOf(line).map((piece, k) => ({ line: i + 1, piece: k + 1, text: piece })),
  );
}

function piecesOf(line: string): readonly string[] {
  const pieces = [''];
  let bytes = 0;
  for (const char of line) {
    bytes += Buffer.byteLength(char);
    const piece = Math.floor((bytes - 1) / layout.rowBytes);
    pieces[piece] = (pieces[piece] ?? '') + char;
  }
  return pieces;
}

export async function collected(rows: AsyncIterable<Row>): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** One text, which is compared faster than ten thousand objects. */
export function drawn(rows: readonly NaiveRow[]): string {
  return rows.map(({ line, piece, text }) => `${line}.${piece} ${text}`).join('\n');
}
