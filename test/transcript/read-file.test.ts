import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { CollectedFile } from '../../src/transcript/model.ts';
import { readFile } from '../../src/transcript/read-file.ts';
import { thrown } from '../support/thrown.ts';
import { downloadOf } from './storage.ts';

const limits = { maxBytes: 20_000_000, maxRatio: 200, freeBytes: 1024 * 1024 };
const megabyte = 1024 * 1024;

async function fileOf(bytes: Uint8Array, fileName?: string): Promise<CollectedFile> {
  const result = await readFile(downloadOf(bytes, fileName === undefined ? {} : { fileName }), limits);
  if (result.kind !== 'file') throw new TypeError(result.kind);
  return result.file;
}

function sums(bytes: Uint8Array) {
  const hash = (algorithm: string): string => createHash(algorithm).update(bytes).digest('hex');
  return { bytes: bytes.length, sha256: hash('sha256'), sha1: hash('sha1'), md5: hash('md5') };
}

/** Bytes that do not pack well, the same in every run. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 0x7fffffff)));
}

const emptyMember = gzipSync('');

describe('a collected file', () => {
  test.each([0, 1, 70_000, 3_000_000])(
    'of %d bytes has the sums of its content and of what is stored',
    async (length) => {
      const content = noise(length);
      const packed = gzipSync(content);

      expect(await fileOf(packed, 'dmp.zip')).toEqual({
        name: 'dmp.zip',
        gunzipped: true,
        raw: sums(packed),
        content: sums(content),
      });
    },
  );

  test('that is stored as it is has its own sums', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        fc.pre(bytes[0] !== 0x1f);
        expect(await fileOf(bytes)).toMatchObject({ name: undefined, gunzipped: false, content: sums(bytes) });
      }),
    );
  });

  test.each([1, 8, 100])('without its last %d packed bytes has no sums of its content', async (missing) => {
    const packed = gzipSync(noise(50_000));

    expect(await fileOf(packed.subarray(0, -missing))).toMatchObject({ content: undefined, gunzipped: true });
  });

  test('that is a bomb by its ratio is refused before it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(15 * megabyte)); // 15 KB, and below the bound on bytes

    expect(await thrown(fileOf(bomb))).toMatchObject({ name: 'DownloadError', kind: 'tooLarge' });
  });

  test('that is small is none, whatever its ratio', async () => {
    expect((await fileOf(gzipSync(Buffer.alloc(megabyte)))).content?.bytes).toBe(megabyte);
  });

  test('of more bytes than are read is refused, packed or not', async () => {
    const large = Buffer.alloc(21_000_000, 'abcdefghijklmnopqrstuvwxyz0123456789');
    const generous = { ...limits, maxRatio: 1_000_000 };

    for (const bytes of [large, gzipSync(large)])
      expect(await thrown(readFile(downloadOf(bytes), generous))).toMatchObject({ kind: 'tooLarge' });
  });

  test('that unpacks to nothing without an end is given up', async () => {
    const nothing = Buffer.concat(Array.from({ length: 60_000 }, () => emptyMember));

    expect(await thrown(readFile(downloadOf(nothing), { ...limits, maxBytes: megabyte }))).toMatchObject({
      kind: 'tooLarge',
    });
  });
});
