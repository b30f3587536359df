import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { CollectedFile, Transcript } from '../../src/transcript/model.ts';
import { readFile, readTranscript, type ReadLimits } from '../../src/transcript/read.ts';
import { thrown } from '../support/thrown.ts';
import { downloadOf } from './storage.ts';

const limits: ReadLimits = { maxTranscriptBytes: 1_000_000, maxFileBytes: 20_000_000, maxRatio: 200 };
const megabyte = 1024 * 1024;

function hash(algorithm: string, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

async function transcriptOf(bytes: Uint8Array, bounds: Partial<ReadLimits> = {}): Promise<Transcript> {
  const result = await readTranscript(downloadOf(bytes), { ...limits, ...bounds });
  if (result.kind !== 'transcript') throw new TypeError(result.kind);
  return result.transcript;
}

async function fileOf(bytes: Uint8Array, fileName?: string): Promise<CollectedFile> {
  const result = await readFile(downloadOf(bytes, fileName === undefined ? {} : { fileName }), limits);
  if (result.kind !== 'file') throw new TypeError(result.kind);
  return result.file;
}

/** Bytes that do not pack well, the same in every run. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 0x7fffffff)));
}

const body = Buffer.from(JSON.stringify({ script_name: 'a.ps1', exit_code: 0, script_output: 'one\ntwo' }));

describe('a transcript', () => {
  test('has the sums of what came', async () => {
    const sums = { bytes: body.length, sha256: hash('sha256', body) };

    expect(await transcriptOf(body)).toMatchObject({ output: ['one', 'two'], steps: [], raw: sums, content: sums });
  });

  test('that is packed has the sums of both', async () => {
    const packed = gzipSync(body);

    expect(await transcriptOf(packed)).toMatchObject({
      output: ['one', 'two'],
      steps: [{ kind: 'gunzipped' }],
      raw: { bytes: packed.length, sha256: hash('sha256', packed) },
      content: { bytes: body.length, sha256: hash('sha256', body) },
    });
  });

  test('that is packed and damaged is shown as far as it goes, and that is said', async () => {
    const transcript = await transcriptOf(gzipSync(body).subarray(0, -9));

    expect(transcript.steps).toContainEqual({ kind: 'damagedGzip' });
    expect(transcript.output[0]).toBe('one');
  });

  test.each([
    ['plain', (bytes: Buffer) => bytes, []],
    ['packed', (bytes: Buffer) => gzipSync(bytes), [{ kind: 'gunzipped' }]],
  ])('of more bytes than are read is cut, which is said (%s)', async (_, pack, steps) => {
    const long = Buffer.from(JSON.stringify({ exit_code: 7, script_output: 'line\n'.repeat(1_000_000) }));

    const transcript = await transcriptOf(pack(long));

    expect(transcript.steps).toEqual([...steps, { kind: 'cut', bytes: 1_000_000 }]);
    expect(transcript).toMatchObject({ exitCode: 7, content: { bytes: 1_000_000 } });
    expect(transcript.content.sha256).toBe(hash('sha256', long.subarray(0, 1_000_000)));
    expect(transcript.output.at(0)).toBe('line');
  });

  test('of just as many bytes as are read is not', async () => {
    expect((await transcriptOf(body, { maxTranscriptBytes: body.length })).steps).toEqual([]);
    expect((await transcriptOf(body, { maxTranscriptBytes: body.length - 1 })).steps).toEqual([
      { kind: 'cut', bytes: body.length - 1 },
    ]);
  });

  test('that is a bomb is cut like every other', async () => {
    const bomb = gzipSync(Buffer.alloc(300 * megabyte));
    const before = process.memoryUsage().rss;

    const { steps, content } = await transcriptOf(bomb);

    expect(steps).toContainEqual({ kind: 'cut', bytes: 1_000_000 });
    expect(content.bytes).toBe(1_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * megabyte);
  });

  test('that unpacks to nothing without an end is given up', async () => {
    const nothing = Buffer.concat(Array.from({ length: 50_000 }, () => emptyMember));

    expect(await thrown(transcriptOf(nothing, { maxFileBytes: megabyte / 2 }))).toMatchObject({ kind: 'tooLarge' });
  });
});

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
        raw: {
          bytes: packed.length,
          sha256: hash('sha256', packed),
          sha1: hash('sha1', packed),
          md5: hash('md5', packed),
        },
        content: {
          bytes: length,
          sha256: hash('sha256', content),
          sha1: hash('sha1', content),
          md5: hash('md5', content),
        },
      });
    },
  );

  test('that is stored as it is has its own sums', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        fc.pre(bytes[0] !== 0x1f);
        const file = await fileOf(bytes);
        expect(file).toMatchObject({ name: undefined, gunzipped: false, content: { sha256: hash('sha256', bytes) } });
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

    expect(await thrown(readFile(downloadOf(nothing), { ...limits, maxFileBytes: megabyte }))).toMatchObject({
      kind: 'tooLarge',
    });
  });
});
