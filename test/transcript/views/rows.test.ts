import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SpoolWriter } from '../../../src/transcript/spool/entry.ts';
import type { Row } from '../../../src/transcript/views/row.ts';
import { createRows } from '../../../src/transcript/views/rows.ts';
import { longText } from '../hostile-text.ts';
import { spooling } from '../spooling.ts';
import { collected, drawn, naiveRows } from './naive.ts';

const spool = spooling();
const raw = { isRaw: true };

async function rowsOf(output: string): Promise<readonly Row[]> {
  return spool().withText({ output }, ({ output: part }) => {
    const rows = createRows(part, raw);
    return collected(rows.from(rows.start));
  });
}

test('the rows are those of the text, whatever is in it and however it came', async () => {
  await fc.assert(
    fc.asyncProperty(longText, fc.constantFrom(5_000, 65_536, 65_537), async (output, chunkBytes) => {
      await spool().withText({ output, chunkBytes }, async ({ output: part }) => {
        const rows = createRows(part, raw);

        expect(drawn(await collected(rows.from(rows.start)))).toBe(drawn(naiveRows(output)));
      });
    }),
    { numRuns: 40 },
  );
});

test('from any row on, and backwards from any, they are the same', async () => {
  await fc.assert(
    fc.asyncProperty(longText, fc.nat(), fc.integer({ min: 0, max: 90 }), async (output, seed, back) => {
      await spool().withText({ output }, async ({ output: part }) => {
        const rows = createRows(part, raw);
        const naive = naiveRows(output);
        const i = naive.length === 0 ? 0 : seed % naive.length;
        const position = { part: part.name, line: naive[i]?.line ?? 1, piece: naive[i]?.piece ?? 1 };

        expect(drawn(await collected(rows.from(position)))).toBe(drawn(naive.slice(i)));
        const { value: first } = await rows.from(await rows.before(position, back)).next();
        expect(drawn(first === undefined ? [] : [first])).toBe(drawn(naive.slice(Math.max(0, i - back)).slice(0, 1)));
        const last = await collected(rows.from(await rows.before('end', back)));
        expect(drawn(last)).toBe(drawn(naive.slice(Math.max(0, naive.length - back))));
      });
    }),
    { numRuns: 40 },
  );
});

describe('a line that is too long for a row', () => {
  test('is cut into pieces that say how many there are and how long the line is', async () => {
    const rows = await rowsOf(`${'€'.repeat(1_500)}\r\nshort`);

    expect(rows.map(({ line, piece, pieceOf, text }) => [line, piece, pieceOf, Buffer.byteLength(text)])).toEqual([
      [1, 1, { pieces: 3, lineBytes: 4_500 }, 1_998],
      [1, 2, { pieces: 3, lineBytes: 4_500 }, 2_001],
      [1, 3, { pieces: 3, lineBytes: 4_500 }, 501],
      [2, 1, undefined, 5],
    ]);
  });

  test.each([1_999, 2_000])('is not one of %d bytes', async (bytes) => {
    expect(await rowsOf(`${'x'.repeat(bytes)}\n`)).toMatchObject([{ pieceOf: undefined }]);
  });

  test('is read at any place without the rest of it', async () => {
    await spool().withText({ output: 'x'.repeat(20_000_000) }, async ({ output }) => {
      let read = 0;
      const rows = createRows(
        { ...output, read: (from, length) => ((read += length), output.read(from, length)) },
        raw,
      );

      const { value } = await rows.from({ part: 'output', line: 1, piece: 5_001 }).next();

      expect(value).toMatchObject({ piece: 5_001, pieceOf: { pieces: 10_000, lineBytes: 20_000_000 } });
      expect(read).toBeLessThan(300_000);
    });
  });

  test('ends with its last piece, for who asks beyond it', async () => {
    await spool().withText({ output: `${'x'.repeat(4_500)}\nnext` }, async ({ output }) => {
      const rows = createRows(output, raw);

      const [row] = await collected(rows.from({ part: 'output', line: 1, piece: 99 }));

      expect(row).toMatchObject({ line: 1, piece: 3 });
    });
  });
});

describe('while the text is being written', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a line that has not ended is left out', 'one\ntwo\nthr', ['one', 'two']],
    ['so is one whose end may be half of an end', 'one\r\ntwo\r', ['one']],
    [
      'of a long line, the pieces that are complete are there',
      `one\n${'x'.repeat(4_500)}`,
      ['one', 'x'.repeat(2_000), 'x'.repeat(2_000)],
    ],
    ['nothing is there', '', []],
  ];

  test.each(cases)('%s', async (_, text, expected) => {
    const end = Promise.withResolvers<string>();
    const decode = async (writer: SpoolWriter): Promise<string> => {
      await writer.write('output', Buffer.from(text));
      await writer.flush();
      return end.promise;
    };

    const read = await spool()
      .open()
      .read('a', decode, async ({ output, until }) => {
        await until(() => output.soFar().bytes === text.length);
        const rows = createRows(output, { isRaw: false });
        const found = await collected(rows.from(rows.start));
        end.resolve('done');
        return found;
      });

    expect(read.map((row) => row.text)).toEqual(expected);
    expect(read.at(-1)?.pieceOf).toEqual(
      read.at(-1)?.piece === 2 ? { pieces: undefined, lineBytes: undefined } : undefined,
    );
  });
});
