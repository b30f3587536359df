import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { TranscriptFacts } from '../../src/transcript/model.ts';
import { readTranscript } from '../../src/transcript/read-transcript.ts';
import { SpoolError } from '../../src/transcript/spool/errors.ts';
import { thrown } from '../support/thrown.ts';
import { bodies } from './bodies.ts';
import { downloadOf } from './storage.ts';

const limits = { maxBytes: 1_000_000, maxRatio: 200, freeBytes: 1024 * 1024 };
const megabyte = 1024 * 1024;

interface Written {
  readonly output: string;
  readonly errors: string;
  readonly facts: TranscriptFacts;
}

async function written(bytes: Uint8Array, chunkBytes = 65_536, bounds = limits): Promise<Written> {
  const parts = { output: [] as Buffer[], errors: [] as Buffer[] };
  const facts = await readTranscript(
    downloadOf(bytes, { chunkBytes }),
    {
      write: async (part, chunk) => {
        parts[part].push(Buffer.from(chunk));
        await Promise.resolve();
      },
      flush: () => Promise.resolve(),
    },
    bounds,
  );
  const text = (part: readonly Buffer[]): string => Buffer.concat(part).toString();
  return { output: text(parts.output), errors: text(parts.errors), facts };
}

function sum(bytes: Uint8Array) {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const body = Buffer.from(JSON.stringify({ script_name: 'a.ps1', exit_code: 0, script_output: 'one\ntwo' }));

describe('a transcript', () => {
  test.each(bodies)('of $name is written as its reader must see it', async ({ bytes, output, errors = '' }) => {
    const { facts, ...text } = await written(bytes, 997, { ...limits, maxBytes: 64 * megabyte });

    expect(text).toEqual({ output, errors });
    expect(facts.masked).toEqual([]);
  });

  test('has the sums of what came and of what was unpacked', async () => {
    const packed = gzipSync(body);

    expect((await written(packed)).facts).toEqual({
      scriptName: 'a.ps1',
      exitCode: 0,
      areErrorsKnown: false,
      steps: [{ kind: 'gunzipped' }],
      raw: sum(packed),
      content: sum(body),
      masked: [],
    });
  });

  test.each([
    ['plain', (bytes: Buffer) => bytes, []],
    ['packed', (bytes: Buffer) => gzipSync(bytes), [{ kind: 'gunzipped' }]],
  ])('of more bytes than are read is cut, which is said (%s)', async (_, pack, steps) => {
    const long = Buffer.from(JSON.stringify({ exit_code: 7, script_output: noise(2_000_000) }));

    const { output, facts } = await written(pack(long));

    expect(facts).toMatchObject({ exitCode: 7, steps: [...steps, { kind: 'cut', bytes: 1_000_000 }] });
    expect(facts.content).toEqual(sum(long.subarray(0, 1_000_000)));
    expect(output.length).toBeGreaterThan(900_000);
  });

  test('that is a bomb is read up to its ratio, which is said', async () => {
    const { facts } = await written(gzipSync(Buffer.alloc(100 * megabyte, 'x')), 1_024, {
      ...limits,
      maxBytes: 64 * megabyte,
    });

    expect(facts.steps).toContainEqual(expect.objectContaining({ kind: 'bomb', maxRatio: 200 }));
    expect(facts.content.bytes).toBeLessThan(64 * megabyte);
  });

  test('of one line over and over is read whole, though it packs better than most', async () => {
    const line = `${'-'.repeat(60)} nothing to report\r\n`;
    const packed = gzipSync(JSON.stringify({ exit_code: 0, script_output: line.repeat(50_000) }));

    const { output, facts } = await written(packed, 1_024, {
      ...limits,
      maxBytes: 64 * megabyte,
      freeBytes: 8 * megabyte,
    });

    expect(output).toBe(line.repeat(50_000));
    expect(facts.steps).toEqual([{ kind: 'gunzipped' }]);
  });

  test('that nobody can write fails as writing does', async () => {
    const error = new SpoolError('tooLarge', 'More text than a transcript may have');
    const writer = { write: () => Promise.reject(error), flush: () => Promise.resolve() };

    expect(await thrown(readTranscript(downloadOf(body), writer, limits))).toBe(error);
  });
});

describe('secrets', () => {
  const password = 'Sup3r-s3cret-word';
  const text = Buffer.from(
    JSON.stringify({
      script_output: `x\n${'y'.repeat(500)}\npassword=${password}\n`,
      script_errors: `pwd=${password}`,
    }),
  );

  test.each([1, 7, 64, 65_536])('are masked before anything is written, in chunks of %d bytes', async (chunkBytes) => {
    const { output, errors, facts } = await written(text, chunkBytes);

    expect(output).toMatch(/\npassword=\[password masked\]\n$/);
    expect(errors).toBe('pwd=[password masked]');
    expect(facts.masked).toMatchObject([{ kind: 'password', count: 2 }]);
  });

  test('are counted by kind, most first', async () => {
    const mixed = `AKIAIOSFODNN7EXAMPLQ\npassword=${password}\npwd=${password}x`;

    const { facts } = await written(Buffer.from(JSON.stringify({ script_output: mixed })));

    expect(facts.masked.map(({ count }) => count)).toEqual([2, 1]);
    expect(facts.masked[0]).toMatchObject({ kind: 'password', count: 2 });
  });

  test('have the numbers of their lines, as the views number them, of both parts', async () => {
    const header =
      'Transcript started, output file is C:\\ProgramData\\Microsoft\\Windows Defender Advanced Threat Protection\\Temp\\PSScript_Transcript_{0}.txt';
    const output = [header, 'one', 'password=x1', 'password=x2 password=x3', 'password=x4', 'password=x5'].join('\r\n');

    const { facts } = await written(Buffer.from(JSON.stringify({ script_output: output, script_errors: 'pwd=x6' })));

    expect(facts.masked).toEqual([
      {
        kind: 'password',
        count: 6,
        lines: [
          { part: 'output', line: 2 },
          { part: 'output', line: 3 },
          { part: 'output', line: 4 },
          { part: 'errors', line: 1 },
        ],
      },
    ]);
  });
});

/** Letters and digits that do not pack to a bomb, the same in every run. */
function noise(length: number): string {
  let state = 1;
  const next = (): string => ((state = (state * 48_271) % 0x7fffffff) % 36).toString(36);
  return Array.from({ length }, next).join('').replace(/.{80}/g, '$&\n').slice(0, length);
}
