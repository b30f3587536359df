import { describe, expect, test } from '@jest/globals';
import { fromPosition, head, pageOf, pagesIn, tail, type Excerpt } from '../../../src/transcript/views/excerpt.ts';
import type { PageSize } from '../../../src/transcript/views/row.ts';
import { roomy, spooling } from '../spooling.ts';

const spool = spooling();
const options = { size: roomy };
const header = 'Transcript started, output file is C:\\ProgramData\\Temp\\PSScript_Transcript_{8F4D0A8D}.txt';

function lines(count: number, from = 1): string {
  return Array.from({ length: count }, (_, i) => `line ${from + i}\n`).join('');
}

function numbers({ rows }: Excerpt): string {
  return rows.length === 0 ? '' : `${rows[0]?.line}-${rows.at(-1)?.line}`;
}

describe('a page', () => {
  test.each([
    [1, '1-40', undefined, 41],
    [2, '41-80', 1, 81],
    [3, '81-100', 41, undefined],
    [4, '81-100', 41, undefined],
    [0, '1-40', undefined, 41],
  ])('%d has the lines %s', async (page, range, previous, next) => {
    await spool().withText({ output: lines(100) }, async (text) => {
      const shown = await pageOf(text, page, options);

      expect(numbers(shown)).toBe(range);
      expect([shown.previous?.line, shown.next?.line]).toEqual([previous, next]);
      expect(shown).toMatchObject({ lines: 100, isWhole: true, isHeaderHidden: false });
    });
  });

  test('begins at the same line whatever fits, and says where it goes on', async () => {
    const size: PageSize = { maxRows: 40, maxUnits: 50, unitsOf: ({ text }) => text.length };
    await spool().withText({ output: lines(100) }, async (text) => {
      const shown = await pageOf(text, 2, { size });
      const rest = await fromPosition(text, shown.next ?? { part: 'output', line: 0, piece: 0 }, { size });

      expect(numbers(shown)).toBe('41-47');
      expect(numbers(rest)).toBe('48-54');
    });
  });

  test('has at least one row', async () => {
    await spool().withText({ output: lines(3) }, async (text) => {
      const { rows } = await pageOf(text, 1, { size: { maxRows: 40, maxUnits: 0, unitsOf: () => 1 } });

      expect(rows).toHaveLength(1);
    });
  });

  test('going on from one to the next gives each row once', async () => {
    const size: PageSize = { maxRows: 7, maxUnits: 5_000, unitsOf: ({ text }) => text.length };
    await spool().withText({ output: `${lines(10)}${'x'.repeat(9_000)}\n${lines(10, 12)}` }, async (text) => {
      const seen: string[] = [];
      let shown = await head(text, 7, { size });
      for (;;) {
        seen.push(...shown.rows.map(({ line, piece }) => `${line}.${piece}`));
        if (shown.next === undefined) break;
        shown = await fromPosition(text, shown.next, { size });
      }

      expect(seen).toHaveLength(25);
      expect(new Set(seen).size).toBe(25);
    });
  });

  test.each([
    [0, 1],
    [40, 1],
    [41, 2],
    [2_000_000, 50_000],
  ])('of %d lines there are %d', (count, pages) => {
    expect(pagesIn(count)).toBe(pages);
  });
});

describe('head and tail', () => {
  test('give so many rows', async () => {
    await spool().withText({ output: lines(100) }, async (text) => {
      expect(numbers(await head(text, 3, options))).toBe('1-3');
      expect(numbers(await tail(text, 15, options))).toBe('86-100');
      expect(numbers(await tail(text, 1_000, options))).toBe('61-100');
    });
  });

  test('of a short text give it whole', async () => {
    await spool().withText({ output: lines(3) }, async (text) => {
      expect(numbers(await head(text, 15, options))).toBe('1-3');
      expect(await tail(text, 15, options)).toMatchObject({
        previous: undefined,
        next: undefined,
        rows: { length: 3 },
      });
    });
  });

  test('the tail keeps the last rows where not all fit, and says what is before', async () => {
    const size: PageSize = { maxRows: 40, maxUnits: 20, unitsOf: ({ text }) => text.length };
    await spool().withText({ output: lines(100) }, async (text) => {
      const shown = await tail(text, 15, { size });

      expect(numbers(shown)).toBe('99-100');
      expect(shown.previous).toMatchObject({ line: 59 });
    });
  });

  test('of an empty text give nothing', async () => {
    await spool().withText({}, async (text) => {
      for (const shown of [await head(text, 3, options), await tail(text, 3, options), await pageOf(text, 1, options)])
        expect(shown).toMatchObject({ rows: [], next: undefined, previous: undefined, lines: 0 });
    });
  });

  test('the tail of one endless line is its last pieces', async () => {
    await spool().withText({ output: 'x'.repeat(1_000_000) }, async (text) => {
      const { rows } = await tail(text, 2, options);

      expect(rows.map(({ piece }) => piece)).toEqual([499, 500]);
    });
  });
});

describe('from a position', () => {
  test.each([
    [50, '50-89'],
    [-3, '1-40'],
    [5_000, '100-100'],
  ])('%d gives the lines %s', async (line, range) => {
    await spool().withText({ output: lines(100) }, async (text) => {
      expect(numbers(await fromPosition(text, { part: 'output', line, piece: 1 }, options))).toBe(range);
    });
  });

  test('of the errors, their lines are given', async () => {
    await spool().withText({ output: 'out', errors: 'a\nb' }, async (text) => {
      const { rows } = await fromPosition(text, { part: 'errors', line: 2, piece: 1 }, options);

      expect(rows).toMatchObject([{ part: 'errors', line: 2, text: 'b', isError: true }]);
    });
  });
});

describe('the header', () => {
  const output = `${header}\r\nfirst\r\nsecond\r\n\r\n \r\n`;

  test('is hidden, and not counted: the line after it is the first', async () => {
    await spool().withText({ output }, async (text) => {
      const shown = await pageOf(text, 1, options);

      expect(shown.rows.map(({ line, text: row }) => [line, row])).toEqual([
        [1, 'first'],
        [2, 'second'],
      ]);
      expect(shown).toMatchObject({ lines: 2, isHeaderHidden: true });
    });
  });

  test('is line 0 of the raw view, which hides nothing, and no other line has another number', async () => {
    await spool().withText({ output }, async (text) => {
      const shown = await head(text, 40, { ...options, isRaw: true });

      expect(shown.rows.map(({ line, text: row }) => [line, row])).toEqual([
        [0, header],
        [1, 'first'],
        [2, 'second'],
        [3, ''],
        [4, ' '],
      ]);
      expect(shown).toMatchObject({ lines: 5, isHeaderHidden: false });
    });
  });

  test('alone is no output', async () => {
    await spool().withText({ output: header }, async (text) => {
      expect(await tail(text, 15, options)).toMatchObject({ rows: [], lines: 0, isHeaderHidden: true });
    });
  });
});
