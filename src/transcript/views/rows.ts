/** Rows of one part from any place on, in bounded memory. */

import type { PartSoFar } from '../spool/part-writer.ts';
import type { SpooledPart } from '../spool/transcript.ts';
import { isInRanges } from './ranges.ts';
import { charBorder, nominalEnd, piecesIn } from './pieces.ts';
import type { PieceOf, Position, ReadOptions, Row } from './row.ts';
import { createStretches, type Stretches } from './stretch.ts';

export interface Rows {
  /** Lines that are shown, of what is written. */
  readonly lines: number;
  readonly isWhole: boolean;
  readonly hasHeader: boolean;
  /** The first position. */
  readonly start: Position;
  /** Rows from a position on; those that are complete, while the part is being written. */
  from(position: Position): AsyncGenerator<Row, undefined>;
  /** The position so many rows before, or the start. Of the end: the last rows. */
  before(position: Position | 'end', rows: number): Promise<Position>;
  /** Whether a line, by its number as stored, is shown. */
  shows(storedLine: number): boolean;
  /** By its number as stored. */
  positionOf(storedLine: number, piece: number): Position;
}

interface Cursor {
  readonly line: number;
  readonly lineStart: number;
  readonly piece: number;
  readonly offset: number;
}

/** As far as it is written now. */
export function createRows(part: SpooledPart, { isRaw }: ReadOptions): Rows {
  const seen = part.soFar();
  const stretches = createStretches(part, seen.bytes);
  const headerLines = seen.hasHeader ? 1 : 0;
  const firstLine = isRaw ? 0 : headerLines;
  const endLine = isRaw ? seen.lines : seen.isWhole ? Math.max(seen.textLines, firstLine) : seen.lines;
  const shift = 1 - headerLines;
  const isError = errorTest(part);

  async function cursorAt({ line, piece }: Position): Promise<Cursor> {
    const stored = Math.max(line - shift, firstLine);
    const lineStart = await stretches.startOf(Math.min(stored, seen.lines));
    const start = { line: stored, lineStart, piece: 0, offset: lineStart };
    if (piece <= 1 || line - shift < firstLine) return start;
    const { pieces = piecesIn(seen.bytes - lineStart) } = await lengthOf(start);
    const shown = Math.min(piece, pieces);
    if (shown <= 1) return start;
    const nominal = lineStart + nominalEnd(shown - 2);
    const near = Math.max(lineStart, nominal - 3);
    const bytes = await stretches.bytes(near, nominal - near + 1);
    return { ...start, piece: shown - 1, offset: near + charBorder(bytes, nominal - near) };
  }

  async function* from(position: Position): AsyncGenerator<Row, undefined> {
    let cursor = await cursorAt(position);
    let pieceOf: PieceOf | undefined;
    while (seen.isWhole ? cursor.line < endLine : cursor.offset < seen.bytes) {
      const found = await rowAt(stretches, cursor, seen);
      if (found === undefined) break;
      if (cursor.piece > 0 || found.next.piece > 0) pieceOf ??= await lengthOf(cursor);
      const where = { part: part.name, line: cursor.line + shift, piece: cursor.piece + 1 };
      yield { ...where, text: found.text, pieceOf, isError: isError(cursor.line), isMatch: false };
      if (found.next.line !== cursor.line) pieceOf = undefined;
      cursor = found.next;
    }
    return undefined;
  }

  async function lengthOf({ line, lineStart }: Cursor): Promise<PieceOf> {
    if (line >= seen.lines) return { pieces: undefined, lineBytes: undefined };
    const next = line + 1 < seen.lines || !seen.isWhole ? await stretches.startOf(line + 1) : seen.bytes;
    const from = Math.max(lineStart, next - 2);
    const lineBytes = from - lineStart + withoutEnd(await stretches.bytes(from, next - from));
    return { pieces: piecesIn(lineBytes), lineBytes };
  }

  async function before(position: Position | 'end', rows: number): Promise<Position> {
    let line = position === 'end' ? endLine : position.line - shift;
    let piece = position === 'end' ? 0 : position.piece - 1;
    let left = rows;
    while (piece < left && line > firstLine) {
      left -= piece;
      line--;
      const lineStart = await stretches.startOf(line);
      const { pieces } = await lengthOf({ line, lineStart, piece: 0, offset: lineStart });
      piece = pieces ?? 1;
    }
    return positionAt(line, Math.max(piece - left, 0));
  }

  function positionAt(line: number, piece: number): Position {
    return { part: part.name, line: line + shift, piece: piece + 1 };
  }

  return {
    lines: endLine - firstLine,
    isWhole: seen.isWhole,
    hasHeader: seen.hasHeader,
    start: positionAt(firstLine, 0),
    from,
    before,
    shows: (line) => line >= firstLine && line < endLine,
    positionOf: positionAt,
  };
}

function errorTest(part: SpooledPart): (storedLine: number) => boolean {
  if (part.name === 'errors') return () => true;
  const { ranges } = part.errorLines();
  return (line) => isInRanges(ranges, line);
}

/** Bytes before the line end that `bytes` may end with. */
function withoutEnd(bytes: Buffer): number {
  const [before, last] = [bytes.at(-2), bytes.at(-1)];
  if (last === 10 && before === 13) return bytes.length - 2;
  return last === 10 || last === 13 ? bytes.length - 1 : bytes.length;
}

/** -1: there is none. */
function firstLineEnd(bytes: Buffer): number {
  const lf = bytes.indexOf(10);
  const cr = (lf < 0 ? bytes : bytes.subarray(0, lf)).indexOf(13);
  return cr < 0 ? lf : cr;
}

/** `undefined`: there is none, or not all of it is written. */
async function rowAt(
  stretches: Stretches,
  { line, lineStart, piece, offset }: Cursor,
  { bytes: end, isWhole }: PartSoFar,
): Promise<{ readonly text: string; readonly next: Cursor } | undefined> {
  const nominal = lineStart + nominalEnd(piece) - offset;
  const bytes = await stretches.bytes(offset, nominal + 2);
  const isLast = offset + bytes.length === end;
  const lineEnd = firstLineEnd(bytes.subarray(0, nominal + 1));
  if (lineEnd >= 0) {
    const isCrAtEnd = lineEnd === bytes.length - 1 && bytes[lineEnd] === 13;
    if (isCrAtEnd && isLast && !isWhole) return undefined;
    const start = offset + lineEnd + (bytes[lineEnd] === 13 && bytes[lineEnd + 1] === 10 ? 2 : 1);
    const next = { line: line + 1, lineStart: start, piece: 0, offset: start };
    return { text: bytes.toString('utf8', 0, lineEnd), next };
  }
  if (bytes.length > nominal) {
    const border = charBorder(bytes, nominal);
    const next = { line, lineStart, piece: piece + 1, offset: offset + border };
    return { text: bytes.toString('utf8', 0, border), next };
  }
  if (!isWhole || bytes.length === 0) return undefined;
  const next = { line: line + 1, lineStart: end, piece: 0, offset: end };
  return { text: bytes.toString('utf8'), next };
}
