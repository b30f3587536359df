import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shownText } from '../../../src/terminal-sequences.ts';
import { createGrep, type GrepPage } from '../../../src/transcript/views/grep.ts';
import type { SpooledText } from '../../../src/transcript/spool/transcript.ts';
import { longText } from '../hostile-text.ts';
import { roomy, spooling } from '../spooling.ts';
import { naiveLines, naiveRows } from './naive.ts';

const spool = spooling();
/** All rows that match, page by page. */
async function matches(
  text: SpooledText,
  typed: string,
): Promise<{ readonly found: readonly string[]; readonly count: number }> {
  const found = new Set<string>();
  const again = createGrep();
  let first: number | undefined = 1;
  let count = 0;
  while (first !== undefined) {
    const page: GrepPage = await again(text, { typed, first, size: roomy });
    for (const { line, piece } of page.rows.filter(({ isMatch }) => isMatch)) found.add(`${line}.${piece}`);
    ({ next: first, count } = page);
  }
  return { found: [...found], count };
}

/** Looks at each character that a terminal shows whether a match begins there, and into what it is told beside that. */
function naiveMatches(text: string, needle: string): readonly string[] {
  const chars = Array.from(needle, (char) => char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const regex = new RegExp(chars.join(''), 'iuy');
  const anywhere = new RegExp(chars.join(''), 'giu');
  const lines = naiveLines(text);
  const last = lines.findLastIndex((line) => /[^\t\n\v\f\r ]/.test(line)) + 1;
  const rows = new Set<string>();
  for (const [i, line] of lines.slice(0, last).entries()) {
    const pieces = naiveRows(line);
    const { text: shown, before, strings } = shownText(line);
    const told = strings.flatMap(({ text: title, from }) =>
      [...title.matchAll(anywhere)].map(({ index }) => from + index),
    );
    let at = 0;
    for (const { piece, text: row } of pieces) {
      for (let k = before(at); k < before(at + row.length); k += (shown.codePointAt(k) ?? 0) > 0xffff ? 2 : 1) {
        regex.lastIndex = k;
        if (regex.test(shown)) {
          rows.add(`${i + 1}.${piece}`);
          break;
        }
      }
      if (told.some((place) => place >= at && place < at + row.length)) rows.add(`${i + 1}.${piece}`);
      at += row.length;
    }
  }
  return [...rows];
}

describe('plain text', () => {
  test('is found where a slow and simple search finds it', async () => {
    const needles = fc.constantFrom(
      'needle',
      'NEEDLE',
      'ü',
      'Ü€',
      'ΣΣ',
      's',
      'k',
      'aa',
      'x',
      '.',
      ' ',
      '😀',
      'eedle n',
      'needleneedle',
    );
    await fc.assert(
      fc.asyncProperty(longText, needles, async (output, needle) => {
        await spool().withText({ output }, async (text) => {
          const expected = naiveMatches(output, needle);

          const { found, count } = await matches(text, needle);

          expect(found).toEqual(expected);
          expect(count).toBe(expected.length);
        });
      }),
      { numRuns: 25 },
    );
  });

  test('is found where stretches of reading meet, and where rows do', async () => {
    for (const at of [1_997, 65_533, 131_069, 262_141, 1_048_573]) {
      const output = `${'x'.repeat(at)}needle${'y'.repeat(70_000)}\n`;
      await spool().withText({ output }, async (text) => {
        const { count, rows } = await createGrep()(text, { typed: 'needle', first: 1, size: roomy });
        expect(count).toBe(1);
        expect(rows.find(({ isMatch }) => isMatch)?.piece).toBe(Math.floor(at / 2_000) + 1);
      });
    }
  });
});

describe('a pattern in lines that are read in stretches', () => {
  const start = `START ${'x'.repeat(400_000)}`;

  test.each([
    ['/^x/', `${start}\nx second`, ['2.1']],
    ['/^START/', `${start}\nx second`, ['1.1']],
    ['/x$/', `${'x'.repeat(400_000)}END\n`, []],
    ['/END$/', `${'x'.repeat(400_000)}END\n`, ['1.201']],
    ['/^$/', `${start}\n\nx`, ['2.1']],
    ['/$/', 'x'.repeat(400_000), ['1.200']],
    ['/\\bx{3}/', `${'x'.repeat(400_000)} xxx\n`, ['1.1', '1.201']],
    ['/xEND$/', `${'x'.repeat(131_071)}END\r`, ['1.66']],
    ['/^S.*$/', `${start}END\n`, ['1.1']],
    ['/^S.*x$/', `${start}END\n`, []],
  ])('%s takes no border of a stretch for the border of a line', async (typed, output, rows) => {
    await spool().withText({ output }, async (text) => {
      expect((await matches(text, typed)).found).toEqual(rows);
    });
  });

  test('is found at each border, once', async () => {
    for (const at of [61_439, 61_440, 61_441, 65_535, 65_536, 126_975, 126_976, 131_072, 196_608]) {
      const output = `${'x'.repeat(at)}\u001b[1mNEEDLE${'y'.repeat(200_000)}\n`;
      await spool().withText({ output }, async (text) => {
        expect((await matches(text, '/NE+DLE/')).found).toEqual([`1.${Math.floor((at + 4) / 2_000) + 1}`]);
      });
    }
  });
});
