import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createKey, fileCipher } from '../../../src/transcript/spool/cipher.ts';

describe('a file', () => {
  test('is read back from any byte on, in whatever chunks it was written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 6 }),
        fc.nat(420),
        fc.nat(70),
        (chunks, from, length) => {
          const { encrypt, decryptFrom } = fileCipher(createKey());
          const text = Buffer.concat(chunks);
          const sealed = Buffer.concat(chunks.map((chunk) => encrypt(chunk)));

          const read = decryptFrom(from)(sealed.subarray(from, from + length));

          expect(read.equals(text.subarray(from, from + length))).toBe(true);
        },
      ),
    );
  });

  test('is read on past the stretch that the counter of one byte counts', () => {
    const { encrypt, decryptFrom } = fileCipher(createKey());
    const text = Buffer.alloc(16 * 70_000, 'all work and no play');
    const sealed = encrypt(text);

    for (const from of [16 * 255 + 3, 16 * 256, 16 * 65_536 + 15])
      expect(decryptFrom(from)(sealed.subarray(from)).equals(text.subarray(from))).toBe(true);
  });

  test('has the length of its text, and says nothing without the key', () => {
    const { encrypt } = fileCipher(createKey());
    const text = Buffer.alloc(1_000, 'password ');

    const sealed = encrypt(text);

    expect(sealed.length).toBe(text.length);
    expect(sealed.toString('latin1')).not.toContain('password');
  });
});

test('two files under one key share no stretch of the key stream', () => {
  const key = createKey();
  const zeros = Buffer.alloc(16 * 64);
  const streams = Array.from({ length: 50 }, () => fileCipher(key).encrypt(zeros));

  const blocks = streams.flatMap((stream) =>
    Array.from({ length: 64 }, (_, i) => stream.toString('hex', i * 16, i * 16 + 16)),
  );

  expect(new Set(blocks).size).toBe(50 * 64);
});

test('the same text at two places of a file does not look the same', () => {
  const { encrypt } = fileCipher(createKey());
  const line = Buffer.from('sixteen bytes...');

  expect(encrypt(line).equals(encrypt(line))).toBe(false);
});

test('every process has another key', () => {
  expect(createKey().equals(createKey())).toBe(false);
  expect(createKey()).toHaveLength(32);
});
