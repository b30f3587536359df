import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { gunzip, isGzip, peek } from '../../src/transcript/gunzip.ts';
import { bytesOf } from './storage.ts';

const text = Buffer.from(Array.from({ length: 6_000 }, (_, i) => `${(i * 7_919) % 10_007};`).join(''));
const packed = gzipSync(text);

async function* chunked(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function unpacked(chunks: AsyncIterable<Uint8Array>) {
  let damages = 0;
  const bytes = await bytesOf(gunzip(chunks, () => damages++));
  return { bytes, damages };
}

describe('gzip', () => {
  test.each([1, 7, 1_000, 65_536])('is unpacked from chunks of %d bytes', async (size) => {
    const { bytes, damages } = await unpacked(chunked(packed, size));

    expect(bytes.equals(text)).toBe(true);
    expect(damages).toBe(0);
  });

  test('of several members is all of them', async () => {
    const { bytes, damages } = await unpacked(chunked(Buffer.concat([packed, gzipSync('more')])));

    expect(bytes.equals(Buffer.concat([text, Buffer.from('more')]))).toBe(true);
    expect(damages).toBe(0);
  });

  test.each([0, 1, 20, 20_000])('of %d bytes is whole', async (length) => {
    const { bytes, damages } = await unpacked(chunked(gzipSync(Buffer.alloc(length, 'x'))));

    expect({ length: bytes.length, damages }).toEqual({ length, damages: 0 });
  });

  test('may be padded with zeros', async () => {
    const { bytes, damages } = await unpacked(chunked(Buffer.concat([packed, Buffer.alloc(70_000)])));

    expect(bytes.equals(text)).toBe(true);
    expect(damages).toBe(0);
  });
});

describe('damaged gzip', () => {
  test.each([1, 8, 20, 1_000, packed.length - 20])('without its last %d bytes is told as damaged', async (missing) => {
    const { bytes, damages } = await unpacked(chunked(packed.subarray(0, -missing)));

    expect(damages).toBe(1);
    expect(text.subarray(0, bytes.length).equals(bytes)).toBe(true);
    if (missing <= 20) expect(bytes.length).toBeGreaterThan(text.length * 0.99);
  });

  test.each([
    ['a wrong sum', Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8, 1)])],
    ['garbage behind its end', Buffer.concat([packed, Buffer.from('garbage')])],
  ])('with %s gives nearly all', async (_, bytes) => {
    const result = await unpacked(chunked(bytes));

    expect(result.damages).toBe(1);
    expect(text.subarray(0, result.bytes.length).equals(result.bytes)).toBe(true);
    expect(result.bytes.length).toBeGreaterThan(text.length - 16_384);
  });

  test.each([
    ['garbage after the magic', Buffer.from([0x1f, 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9])],
    ['the magic alone', Buffer.from([0x1f, 0x8b])],
  ])('%s gives nothing and ends', async (_, bytes) => {
    expect(await unpacked(chunked(bytes))).toEqual({ bytes: Buffer.alloc(0), damages: 1 });
  });

  test('never hangs, throws or invents bytes, whatever is flipped', async () => {
    const small = text.subarray(0, 2_000);
    const good = gzipSync(small);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 }), async (at, value) => {
        const bytes = Buffer.from(good);
        bytes[at] = value;
        const result = await unpacked(chunked(bytes, 100));
        expect(result.damages === 1 || result.bytes.equals(small)).toBe(true);
      }),
    );
  });
});

test('a source that breaks breaks the reader, and is no damage of the gzip', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield packed.subarray(0, 100);
    await Promise.resolve();
    throw new Error('connection lost');
  }

  await expect(unpacked(broken())).rejects.toThrow('connection lost');
});

test('a reader that stops early stops the source', async () => {
  let isOver = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield await Promise.resolve(packed);
    } finally {
      isOver = true;
    }
  }

  for await (const chunk of gunzip(endless(), () => undefined)) if (chunk.length > 0) break;

  expect(isOver).toBe(true);
});

test.each([
  ['damage', Buffer.alloc(1_000, 7)],
  ['its end', Buffer.alloc(1_000)],
])('no more is read of a source than up to %s', async (_, rest) => {
  let rests = 0;
  async function* source(): AsyncGenerator<Uint8Array> {
    yield packed;
    for (; rests < 10_000; rests++) yield await Promise.resolve(rest);
  }

  await unpacked(source());

  expect(rests).toBeLessThan(100);
});

test('gzip is known by its first two bytes', () => {
  expect([packed, Buffer.from([0x1f]), Buffer.from('{}'), new Uint8Array()].map(isGzip)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

describe('a look at the first bytes', () => {
  test('loses none of them, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 4 })),
        fc.integer({ min: 1, max: 8 }),
        async (parts, wanted) => {
          async function* chunks(): AsyncGenerator<Uint8Array> {
            for (const part of parts) yield await Promise.resolve(part);
          }
          const all = Buffer.concat(parts);

          const { start, whole } = await peek(chunks(), wanted);

          expect(start.length).toBeGreaterThanOrEqual(Math.min(wanted, all.length));
          expect((await bytesOf(whole)).equals(all)).toBe(true);
        },
      ),
    );
  });
});
