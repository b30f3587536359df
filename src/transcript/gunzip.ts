/** gzip, sniffed and not believed. */

import { createGunzip, type Gunzip } from 'node:zlib';

/** Source: RFC 1952 section 2.3.1 */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** Packed bytes given to zlib at once: deflate packs 1,032 to 1 at the most, so this bounds what comes out unasked. */
const sliceBytes = 16_384;

/**
 * Gives what can be unpacked, and stops there when the rest is damaged or missing.
 * @param onDamage - called at most once.
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>, onDamage: () => void): AsyncGenerator<Uint8Array> {
  const unpacker = createGunzip();
  const ready: Uint8Array[] = [];
  unpacker.on('data', (chunk: Uint8Array) => ready.push(chunk)); // a gunzip stream gives buffers
  unpacker.on('error', () => undefined); // it is looked up in `errored`, where it stays
  try {
    for await (const slice of sliced(chunks)) {
      await written(unpacker, slice);
      yield* ready.splice(0);
      if (isOver(unpacker)) break;
    }
    await ended(unpacker);
    yield* ready.splice(0);
    if (unpacker.errored !== null) onDamage();
  } finally {
    unpacker.destroy();
  }
}

/** Damaged, or at its end though more bytes follow. */
function isOver({ errored, readableEnded }: Gunzip): boolean {
  return errored !== null || readableEnded;
}

async function* sliced(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += sliceBytes) yield chunk.subarray(at, at + sliceBytes);
}

/** Until all of it is taken, or found damaged: then the callback of `write` does not come. */
function written(unpacker: Gunzip, slice: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      unpacker.off('error', done);
      resolve();
    };
    unpacker.on('error', done).write(slice, done);
  });
}

/** Until the end, which is missing when the packed bytes were too few. */
function ended(unpacker: Gunzip): Promise<void> {
  return new Promise((resolve) => {
    if (isOver(unpacker)) resolve();
    unpacker.once('end', resolve).once('error', () => resolve());
    unpacker.end();
  });
}

/** The first bytes without losing them. */
export async function peek(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
): Promise<{ readonly start: Uint8Array; readonly whole: AsyncGenerator<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let start = new Uint8Array();
  let done = false;
  while (start.length < bytes && !done) {
    const next = await iterator.next();
    done = next.done === true;
    if (next.done !== true) start = Buffer.concat([start, next.value]);
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      if (start.length > 0) yield start;
      while (!done) {
        const next = await iterator.next();
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { start, whole: whole() };
}
