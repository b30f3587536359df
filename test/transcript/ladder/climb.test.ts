import { describe, expect, test } from '@jest/globals';
import { ZipDeflate, zipSync } from 'fflate';
import { isUtf8 } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { climb } from '../../../src/transcript/ladder/climb.ts';
import { bodies } from '../bodies.ts';
import { streamedZip } from '../streamed-zip.ts';
import { chunked, climbed, climbing, limits } from './climbing.ts';

describe('a reader sees of', () => {
  test.each(bodies)('$name', async (body) => {
    const { output, errors, scriptName, exitCode, areErrorsKnown, steps } = await climbed(chunked(body.bytes));

    expect({ output, errors, scriptName, exitCode, areErrorsKnown, steps }).toEqual({
      output: body.output,
      errors: body.errors ?? '',
      scriptName: body.scriptName,
      exitCode: body.exitCode,
      areErrorsKnown: body.areErrorsKnown ?? false,
      steps: body.steps ?? [],
    });
  });
});

describe('the same, whatever the chunks, of', () => {
  test.each(bodies)('$name', async ({ bytes }) => {
    const { result: whole } = await climbing(chunked(bytes));

    for (const size of bytes.length > 10_000 ? [997, 65_535] : [1, 2, 3, 7, 64]) {
      const { chunks, result } = await climbing(chunked(bytes, size));
      expect(result).toEqual(whole);
      expect(chunks.every((chunk) => chunk.length > 0 && isUtf8(chunk) && !chunk.includes(0))).toBe(true);
    }
  });
});

const sha256 = (bytes: Uint8Array): { readonly bytes: number; readonly sha256: string } => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

describe('sizes and sums are those of', () => {
  const json = Buffer.from('{"script_output":"x"}');
  const other = Buffer.from('other');
  const list = zipSync({ a: json, b: other });

  test.each<[string, Uint8Array, Uint8Array]>([
    ['the body', json, json],
    ['what gzip holds', gzipSync(json), json],
    ['what the inner gzip holds', gzipSync(gzipSync(json)), json],
    ['the entries that are shown', zipSync({ stdout: json, stderr: other, note: other }), Buffer.concat([json, other])],
    ['the single entry', gzipSync(zipSync({ a: json })), json],
    ['a zip that is listed', gzipSync(list), list],
    ['all of the body, also behind damage', Buffer.concat([gzipSync(json), Buffer.alloc(200_000, 'x')]), json],
  ])('%s', async (_, body, content) => {
    const facts = await climbed(chunked(body));

    expect(facts).toMatchObject({ raw: sha256(body), content: sha256(content) });
  });
});

describe('a body', () => {
  test('that breaks breaks the reader, after the text so far', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`{"script_output":"${'x'.repeat(100_000)}`);
      await Promise.resolve();
      throw new Error('connection lost');
    }
    const { events } = climb(broken(), limits);
    let bytes = 0;

    const reading = (async () => {
      for await (const event of events) bytes += event.bytes.length;
    })();

    await expect(reading).rejects.toThrow('connection lost');
    expect(bytes).toBeGreaterThan(50_000);
  });

  test.each([
    ['as it came', (bytes: Uint8Array) => bytes],
    ['gzip', (bytes: Uint8Array) => gzipSync(bytes)],
    ['zip', (bytes: Uint8Array) => zipSync({ stdout: bytes })],
  ])('is let go when its reader stops early (%s)', async (_, packed) => {
    const bytes = packed(randomBytes(300_000));
    let isLetGo = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield* chunked(bytes);
      } finally {
        isLetGo = true;
      }
    }

    for await (const { bytes: text } of climb(endless(), limits).events) if (text.length > 0) break;

    expect(isLetGo).toBe(true);
  });
});

describe('of a zip', () => {
  const other = Buffer.from('other');
  const long = Buffer.from(Array.from({ length: 450_000 }, (_, i) => `${((i * 7_919) % 1_000_003) ** 2}\n`).join(''));

  test('a first entry too long to wait for the others is shown, and the others are counted', async () => {
    const { output, errors, steps } = await climbed(
      chunked(zipSync({ a: long, b: other, stderr: other }, { level: 0 })),
    );

    expect(output).toBe(long.toString());
    expect(errors).toBe('');
    expect(steps).toEqual([{ kind: 'unzipped' }, { kind: 'otherEntries', count: 2 }, { kind: 'notJson' }]);
  });

  test('thousands of entries are listed up to a bound', async () => {
    const files = Object.fromEntries(Array.from({ length: 10_100 }, (_, i) => [`${i}`, new Uint8Array()]));

    const { output, steps } = await climbed(chunked(zipSync(files, { level: 0 })));

    expect(output.split('\n').length).toBe(10_001);
    expect(steps).toContainEqual({ kind: 'zipListed', count: 10_100 });
  });

  test('thousands of entries that only unpacking finds the end of are not all unpacked', async () => {
    const files = Object.fromEntries(Array.from({ length: 2_010 }, (_, i) => [`${i}`, other]));

    const { steps } = await climbed(chunked(streamedZip(files, ZipDeflate)));

    expect(steps).toEqual([{ kind: 'unzipped' }, { kind: 'zipListed', count: 2_000 }, { kind: 'damagedZip' }]);
  }, 30_000);

  test('a name of any length is shown cut', async () => {
    const { output } = await climbed(chunked(zipSync({ ['n'.repeat(60_000)]: other, b: other })));

    expect(output).toBe(`${'n'.repeat(256)}… (5 bytes)\nb (5 bytes)\n`);
  });
});
