/** Text of a part around a place, read a stretch at a time: rows beside each other cost one read. */

import { layout } from '../spool/limits.ts';
import { followLines } from '../spool/lines.ts';
import type { SpooledPart } from '../spool/transcript.ts';

export interface Stretches {
  /** Up to `length` bytes from `offset` on, fewer at the end of what is written. */
  bytes(offset: number, length: number): Promise<Buffer>;
  /** The offset at which a line begins, by its number as stored, from 0. */
  startOf(line: number): Promise<number>;
}

const { checkpointBytes } = layout;

/** @param end - of what is written. */
export function createStretches(part: SpooledPart, end: number): Stretches {
  let at: { readonly offset: number; readonly bytes: Buffer } = { offset: 0, bytes: Buffer.alloc(0) };
  let starts: { readonly checkpoint: number; readonly offsets: readonly number[] } | undefined;

  async function bytes(offset: number, length: number): Promise<Buffer> {
    const wanted = Math.min(length, end - offset);
    const from = offset - at.offset;
    if (from >= 0 && from + wanted <= at.bytes.length) return at.bytes.subarray(from, from + wanted);
    const size = Math.min(Math.max(wanted, checkpointBytes), end - offset);
    at = { offset, bytes: await part.read(offset, size) };
    return at.bytes.subarray(0, wanted);
  }

  async function startOf(line: number): Promise<number> {
    const point = part.index.ofLine(line);
    if (point.lines === line) return point.lineStart;
    if (starts?.checkpoint !== point.offset) {
      const offsets: number[] = [];
      const text = await part.read(point.offset, Math.min(checkpointBytes, end - point.offset));
      followLines(point, text, (start) => offsets.push(start));
      starts = { checkpoint: point.offset, offsets };
    }
    return starts.offsets[line - point.lines - 1] ?? end;
  }

  return { bytes, startOf };
}
