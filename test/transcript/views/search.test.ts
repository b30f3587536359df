import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
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

/** Looks at each character whether a match begins there. */
function naiveMatches(text: string, needle: string): readonly string[] {
  const gap = '(?:\u001b\\[[0-?]{0,32}[ -/]{0,4}[@-~]){0,8}';
  const chars = Array.from(needle, (char) => char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const regex = new RegExp(chars.join(gap), 'iuy');
  const lines = naiveLines(text);
  const last = lines.findLastIndex((line) => /[^\t\n\v\f\r ]/.test(line)) + 1;
  const rows = new Set<string>();
  for (const [i, line] of lines.slice(0, last).entries()) {
    const pieces = naiveRows(line);
    let at = 0;
    for (const { piece, text: row } of pieces) {
      for (let k = 0; k < row.length; k += (row.codePointAt(k) ?? 0) > 0xffff ? 2 : 1) {
        regex.lastIndex = at + k;
        if (regex.test(line)) {
          rows.add(`${i + 1}.${piece}`);
          break;
        }
      }
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
      { numRuns: 40 },
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
