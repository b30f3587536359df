/** gzip, sniffed and not believed. */

import { createGunzip, constants } from 'node:zlib';
import { Readable } from 'node:stream';

/** Source: RFC 1952 section 2.3.1 */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/**
 * Gives what can be unpacked, and stops there when the rest is damaged.
 * @param onDamage - called at most once.
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>, onDamage: () => void): AsyncGenerator<Uint8Array> {
  const source = Readable.from(chunks);
  const unpacker = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  source.on('error', (error) => unpacker.destroy(error));
  source.pipe(unpacker);
  try {
    for await (const chunk of unpacker) yield chunk as Uint8Array; // a gunzip stream gives buffers
  } catch (error) {
    if (!isZlibError(error)) throw error;
    onDamage();
  } finally {
    source.destroy();
    unpacker.destroy();
  }
}

function isZlibError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_');
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
