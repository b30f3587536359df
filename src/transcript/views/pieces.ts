/** A line that is too long for one row is cut into pieces: at every `rowBytes`, or before the character that goes on there. */

import { layout } from '../spool/limits.ts';

const { rowBytes } = layout;

/** How many rows a line has. */
export function piecesIn(lineBytes: number): number {
  return lineBytes === 0 ? 1 : Math.floor((lineBytes - 1) / rowBytes) + 1;
}

/** Of the line, where the piece after `piece` (from 0) begins if all characters were one byte. */
export function nominalEnd(piece: number): number {
  return (piece + 1) * rowBytes;
}

/** The border of a character at or before `at`. Source: RFC 3629 section 3 */
export function charBorder(bytes: Uint8Array, at: number): number {
  for (let border = at; border > at - 4 && border >= 0; border--) if (!isContinuation(bytes[border])) return border;
  return at;
}

/** Which piece (from 0) of its line holds the character at `at`. @param offsetInLine - of that character. */
export function pieceAt(bytes: Uint8Array, at: number, offsetInLine: number): number {
  let length = 1;
  while (length < 4 && isContinuation(bytes[at + length])) length++;
  return Math.floor((offsetInLine + length - 1) / rowBytes);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
