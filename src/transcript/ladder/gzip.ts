/**
 * gzip, its frame read by us and its inside unpacked by zlib: so a wrong sum or garbage behind the end costs no text, which
 * zlib's own reader of frames would throw away. Source: RFC 1952 section 2.3
 */

import { crc32, createInflateRaw } from 'node:zlib';
import type { Budget } from './budget.ts';
import type { Cursor } from './cursor.ts';
import { inflate, sliceBytes, unpackedChunkBytes } from './inflate.ts';

/** Each costs something, even when there is nothing in it. Writers of large files make one for every 64 KB or so. */
const freeMembers = 1_000;
const leastMemberBytes = 16_384;

const flags = { sum: 2, extra: 4, name: 8, comment: 16 } as const;

/** All members. Stops at damage, which it tells by its return value, and where the budget is spent. */
export async function* gunzipped(cursor: Cursor, budget: Budget): AsyncGenerator<Uint8Array, 'whole' | 'damaged'> {
  let bytes = 0;
  for (let member = 0; member < freeMembers + bytes / leastMemberBytes; member++) {
    if (!(await passHeader(cursor))) return 'damaged';
    let sum = 0;
    const unpacker = createInflateRaw({ chunkSize: unpackedChunkBytes });
    const inside = inflate(() => cursor.take(sliceBytes(cursor.taken())), unpacker, budget);
    let next = await inside.next();
    try {
      for (; next.done !== true; next = await inside.next()) {
        sum = crc32(next.value, sum);
        bytes += next.value.length;
        yield next.value;
      }
    } finally {
      await inside.return({ end: 'spent', unused: new Uint8Array() });
    }
    const { end, unused } = next.value;
    if (end !== 'whole') return end === 'spent' ? 'whole' : end;
    cursor.putBack(unused);
    const trailer = await cursor.take(8);
    if (trailer.length < 8 || Buffer.from(trailer).readUInt32LE() !== sum) return 'damaged';
    const more = await passPadding(cursor);
    if (more !== 'member') return more;
  }
  return 'damaged';
}

async function passHeader(cursor: Cursor): Promise<boolean> {
  const fixed = await cursor.take(10);
  const [first, second, method, given = 0] = fixed;
  if (fixed.length < 10 || first !== 0x1f || second !== 0x8b || method !== 8) return false;
  if ((given & flags.extra) !== 0) {
    const length = await cursor.take(2);
    if (length.length < 2) return false;
    await cursor.take(Buffer.from(length).readUInt16LE());
  }
  for (const flag of [flags.name, flags.comment]) if ((given & flag) !== 0 && !(await passText(cursor))) return false;
  if ((given & flags.sum) !== 0) await cursor.take(2);
  return true;
}

const maxNameBytes = 65_536;

/** Up to its NUL. */
async function passText(cursor: Cursor): Promise<boolean> {
  const start = await cursor.take(maxNameBytes);
  const end = start.indexOf(0);
  if (end !== -1) cursor.putBack(start.subarray(end + 1));
  return end !== -1;
}

/** NULs pad what was written on tape. */
async function passPadding(cursor: Cursor): Promise<'member' | 'whole' | 'damaged'> {
  for (;;) {
    const next = await cursor.take(512);
    if (next.length === 0) return 'whole';
    const start = next.findIndex((byte) => byte !== 0);
    if (start === -1) continue;
    cursor.putBack(next.subarray(start));
    return next[start] === 0x1f ? 'member' : 'damaged';
  }
}
