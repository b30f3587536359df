/** zlib over slices: what can be unpacked is given, up to damage, a missing end or a spent budget. */

import type { InflateRaw } from 'node:zlib';
import type { Budget } from './budget.ts';

export interface InflateEnd {
  readonly end: 'whole' | 'damaged' | 'spent';
  /** Read, but behind the end of what is packed. */
  readonly unused: Uint8Array;
}

/** Of unpacked bytes, as zlib hands them over. What stands in one when damage is met is lost: see `sliceBytes`. */
export const unpackedChunkBytes = 131_072;

/** Deflate packs 1,032 to 1 at the most (zlib.net/zlib_tech.html): so this bounds what comes out of zlib unasked. */
const maxSliceBytes = 16_384;

/**
 * How many packed bytes go to zlib at once when so many went before. Few at first and growing slowly: damage costs the
 * text of one slice at most, and so never much of what came.
 */
export function sliceBytes(taken: number): number {
  return Math.min(maxSliceBytes, Math.max(64, taken >>> 4));
}

/** @param nextSlice - packed bytes; none at their end. */
export async function* inflate(
  nextSlice: () => Promise<Uint8Array>,
  unpacker: InflateRaw,
  budget: Budget,
): AsyncGenerator<Uint8Array, InflateEnd> {
  const ready: Uint8Array[] = [];
  unpacker.on('error', () => undefined); // it is looked up in `errored`, where it stays
  unpacker.on('data', (chunk: Uint8Array) => {
    const allowed = budget.spend(chunk.length); // a zlib stream gives buffers
    if (allowed > 0) ready.push(chunk.subarray(0, allowed));
    if (allowed < chunk.length) unpacker.destroy();
  });
  let fed = 0;
  let slice: Uint8Array = new Uint8Array();
  let writing: Promise<void> = Promise.resolve();
  try {
    for (;;) {
      await writing;
      const batch = ready.splice(0);
      if (unpacker.destroyed || unpacker.readableEnded || unpacker.bytesWritten < fed) {
        yield* batch;
        break;
      }
      slice = await nextSlice();
      fed += slice.length;
      writing = slice.length === 0 ? ended(unpacker) : written(unpacker, slice); // while the reader has the batch
      yield* batch;
    }
    const unused = slice.subarray(slice.length - Math.max(0, Math.min(slice.length, fed - unpacker.bytesWritten)));
    if (budget.spent() !== undefined) return { end: 'spent', unused };
    return { end: unpacker.errored === null ? 'whole' : 'damaged', unused };
  } finally {
    unpacker.destroy();
  }
}

/** Until all of it is taken, or nothing more will be: then the callback of `write` does not come. */
function written(unpacker: InflateRaw, slice: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      unpacker.off('close', done);
      resolve();
    };
    unpacker.on('close', done).write(slice, done);
  });
}

function ended(unpacker: InflateRaw): Promise<void> {
  return new Promise((resolve) => {
    if (unpacker.destroyed) resolve();
    unpacker.once('close', resolve).end();
  });
}
