import { describe, expect, test } from '@jest/globals';
import { ZipDeflate, zipSync } from 'fflate';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { streamedZip } from '../streamed-zip.ts';
import { chunked, climbed, climbing } from './climbing.ts';

const mib = 1024 * 1024;
const limits = { maxBytes: 8 * mib, maxRatio: 200, freeBytes: mib };
/** Packs 1,000 to 1. */
const dense = gzipSync(Buffer.alloc(128 * mib, 'a'), { level: 1 });

/** A body that tells how much of it was read. */
function counted(bytes: Uint8Array, size = 16_384) {
  const read = { bytes: 0 };
  async function* body(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunked(bytes, size)) {
      read.bytes += chunk.length;
      yield chunk;
    }
  }
  return { body: body(), read };
}

describe('a bomb', () => {
  test('of gzip stops at the ratio, with the text so far, and the rest of it is not read', async () => {
    const { body, read } = counted(dense);

    const { output, steps } = await climbed(body, { ...limits, maxBytes: 512 * mib });

    expect(output).toMatch(/^a+$/);
    expect(output.length).toBeGreaterThanOrEqual(mib);
    expect(output.length).toBeLessThanOrEqual(200 * read.bytes);
    expect(read.bytes).toBeLessThanOrEqual(65_536);
    expect(steps).toContainEqual({ kind: 'bomb', bytes: output.length, maxRatio: 200 });
  });

  test('within another is measured by the body', async () => {
    const { output, steps } = await climbed(chunked(gzipSync(dense)), limits);

    expect(output.length).toBe(mib);
    expect(steps).toContainEqual({ kind: 'bomb', bytes: mib, maxRatio: 200 });
  });

  test('of a zip is measured over all its entries, also those that are not shown', async () => {
    const entry = Buffer.alloc(mib, 'a');
    const zip = streamedZip({ stdout: entry, note: entry, stderr: entry }, ZipDeflate);
    const { output, steps } = await climbed(chunked(zip), limits);

    expect(output.length).toBe(mib);
    expect(steps).toContainEqual({ kind: 'bomb', bytes: mib, maxRatio: 200 });
  });

  test('of a zip within gzip is not read behind where it stops', async () => {
    const entry = Buffer.alloc(2 * mib, 'a');
    const zip = Buffer.concat([streamedZip({ stdout: entry }, ZipDeflate), randomBytes(4 * mib)]);
    const { body, read } = counted(gzipSync(zip, { level: 0 }));

    const { output } = await climbed(body, limits);

    expect(output.length).toBe(mib);
    expect(read.bytes).toBeLessThan(mib);
  });

  test('of members with nothing in them is not read to its end', async () => {
    const empty = gzipSync('');
    const body = Buffer.concat([...Array.from({ length: 1_500 }, () => empty), gzipSync('text')]);

    const { output, steps } = await climbed(chunked(body), limits);

    expect(output).toBe('');

    expect(steps).toEqual([{ kind: 'gunzipped' }, { kind: 'damagedGzip' }]);
  });

  test('is none when it is small', async () => {
    const { output, steps } = await climbed(chunked(gzipSync(Buffer.alloc(mib, 'a'))), limits);

    expect(output.length).toBe(mib);
    expect(steps).toEqual([{ kind: 'gunzipped' }, { kind: 'notJson' }]);
  });
});

describe('what is longer than allowed is read so far', () => {
  const long = Buffer.from(Array.from({ length: 150_000 }, (_, i) => `${((i * 7_919) % 1_000_003) ** 2}\n`).join(''));
  const small = { ...limits, maxBytes: mib };

  test('as it came', async () => {
    const { output, raw, steps } = await climbed(chunked(long), small);

    expect(output).toBe(long.subarray(0, mib).toString());
    expect(raw.bytes).toBe(mib);
    expect(steps).toEqual([{ kind: 'cut', bytes: mib }, { kind: 'notJson' }]);
  });

  test('unpacked', async () => {
    const { output, content, steps } = await climbed(chunked(gzipSync(long)), small);

    expect(output).toBe(long.subarray(0, mib).toString());
    expect(content.bytes).toBe(mib);
    expect(steps).toEqual([{ kind: 'gunzipped' }, { kind: 'cut', bytes: mib }, { kind: 'notJson' }]);
  });

  test('where even the packed body is', async () => {
    const { output, steps } = await climbed(chunked(gzipSync(long)), { ...limits, maxBytes: 100_000 });

    expect(long.toString().startsWith(output)).toBe(true);
    expect(output.length).toBe(100_000);
    expect(steps).toContainEqual({ kind: 'cut', bytes: 100_000 });
  });

  test('and that the JSON has no end then is no wonder', async () => {
    const { steps } = await climbed(chunked(Buffer.from(`{"script_output":"${'x'.repeat(mib)}`)), small);

    expect(steps).toEqual([{ kind: 'cut', bytes: mib }]);
  });
});

test('no more text comes of any bytes than the budget and the letters of windows-1252 allow', async () => {
  const packed = fc.uint8Array({ maxLength: 3_000 }).map((bytes) => gzipSync(bytes));
  const zipped = fc
    .dictionary(fc.string(), fc.uint8Array({ maxLength: 2_000 }), { noNullPrototype: true })
    .map((files) => zipSync(files));
  const flipped = fc
    .tuple(fc.oneof(packed, zipped), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
    .map(([bytes, flips]) => {
      const copy = Buffer.from(bytes);
      for (const [at, value] of flips) copy[at % copy.length] = value;
      return copy;
    });
  const marked = fc
    .tuple(fc.constantFrom('1f8b08', '504b0304', 'fffe', 'feff', 'efbbbf', '7b22'), fc.uint8Array({ maxLength: 500 }))
    .map(([mark, bytes]) => Buffer.concat([Buffer.from(mark, 'hex'), bytes]));
  await fc.assert(
    fc.asyncProperty(fc.oneof(flipped, marked), fc.integer({ min: 1, max: 4_000 }), async (bytes, size) => {
      const { result: whole } = await climbing(chunked(bytes), { ...limits, maxBytes: 1_000 });
      const { chunks, result: pieces } = await climbing(chunked(bytes, size), { ...limits, maxBytes: 1_000 });

      expect(pieces).toEqual(whole);
      expect(chunks.reduce((sum, chunk) => sum + chunk.length, 0)).toBeLessThanOrEqual(3_000);
    }),
    { numRuns: 500 },
  );
});
