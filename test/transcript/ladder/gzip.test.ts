import { describe, expect, test } from '@jest/globals';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { chunked, climbed } from './climbing.ts';

const text = Array.from({ length: 6_000 }, (_, i) => `${((i * 7_919) % 10_007) ** 2}\n`).join('');
const packed = gzipSync(text);

/** Source: RFC 1952 section 2.3 */
function framed(flags: number, fields: Uint8Array): Buffer {
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32LE(crc32(text));
  sizes.writeUInt32LE(text.length, 4);
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3]), fields, deflateRawSync(text), sizes]);
}

test.each([
  ['a name', 8, Buffer.from('a.txt\0')],
  ['a comment', 16, Buffer.from('hello\0')],
  ['an extra field', 4, Buffer.from([3, 0, 1, 2, 3])],
  ['a sum of its own', 2, Buffer.from([0, 0])],
  ['all of them', 30, Buffer.from('\u0003\0abcname\0comment\0xx')],
])('a header with %s is passed over', async (_, flags, fields) => {
  const { output, steps } = await climbed(chunked(framed(flags, fields), 7));

  expect(output).toBe(text);
  expect(steps).toEqual([{ kind: 'gunzipped' }, { kind: 'notJson' }]);
});

describe('damage', () => {
  test.each([2_000, 9_000, packed.length - 30])('at byte %d costs little of the text before it', async (at) => {
    const bytes = Buffer.concat([packed.subarray(0, at), Buffer.alloc(20, 0xff), packed.subarray(at + 20)]);

    const { output, steps, raw } = await climbed(chunked(bytes));

    const undamaged = Math.floor((at / packed.length) * text.length * 0.75);
    expect(output.slice(0, undamaged)).toBe(text.slice(0, undamaged));
    expect(steps).toContainEqual({ kind: 'damagedGzip' });
    expect(raw.bytes).toBe(bytes.length);
  });

  test.each([1, 8, 20, 1_000, packed.length - 11, packed.length - 5])(
    'of an end that is missing by %d bytes costs nothing else',
    async (missing) => {
      const { output, steps } = await climbed(chunked(packed.subarray(0, -missing)));

      expect(text.startsWith(output)).toBe(true);
      if (missing <= 8) expect(output).toBe(text);
      expect(output.length).toBeGreaterThanOrEqual(text.length * (1 - (missing + 100) / packed.length) * 0.9);
      expect(steps).toContainEqual({ kind: 'damagedGzip' });
    },
  );
});
