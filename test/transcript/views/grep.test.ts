import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createGrep, type GrepPage } from '../../../src/transcript/views/grep.ts';
import type { SpooledText } from '../../../src/transcript/spool/transcript.ts';
import { thrown } from '../../support/thrown.ts';
import { longText } from '../hostile-text.ts';
import { roomy, spooling } from '../spooling.ts';
import { naiveLines, naiveRows } from './naive.ts';

const spool = spooling();

function grep(text: SpooledText, typed: string, first = 1, size = roomy): Promise<GrepPage> {
  return createGrep()(text, { typed, first, size });
}

/** `>` before a match. */
function drawn({ rows }: GrepPage): readonly string[] {
  return rows.map(({ line, text, isMatch }) => `${isMatch ? '>' : ' '}${line} ${text}`);
}

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
      { numRuns: 60 },
    );
  });

  test('is shown with two rows around, which overlap once', async () => {
    const output = 'a\nb\nc\nneedle 1\nd\ne\nNEEDLE 2\nf\ng\nh\ni\nj\nneedle 3';
    await spool().withText({ output }, async (text) => {
      const page = await grep(text, 'needle');

      expect(drawn(page)).toEqual([
        ' 2 b',
        ' 3 c',
        '>4 needle 1',
        ' 5 d',
        ' 6 e',
        '>7 NEEDLE 2',
        ' 8 f',
        ' 9 g',
        ' 11 i',
        ' 12 j',
        '>13 needle 3',
      ]);
      expect(page).toMatchObject({ count: 3, first: 1, next: undefined, previous: undefined, isWhole: true });
    });
  });

  test.each([
    ['STRASSE', 'Strasse', true],
    ['ΌΣΟΣ', 'όσος', true],
    ['ÄRGER', 'ärger', true],
    ['ı', 'I', false],
    ['a.c', 'abc', false],
    ['(x)', '(X)', true],
    ['kelvin', '\u212Aelvin', true],
    ['boss', 'bo\u017F\u017F', true],
  ])('%s is found in %s: %s', async (needle, output, isFound) => {
    await spool().withText({ output }, async (text) => {
      expect((await grep(text, needle)).count).toBe(isFound ? 1 : 0);
    });
  });

  test('is found across colours', async () => {
    await spool().withText({ output: 'n\u001b[31mee\u001b[0m\u001b[1;32mdle' }, async (text) => {
      expect((await grep(text, 'needle')).count).toBe(1);
      expect((await grep(text, '/^needle$/')).count).toBe(1);
    });
  });

  test('is found where stretches of reading meet, and where rows do', async () => {
    for (const at of [1_997, 65_533, 131_069, 262_141, 1_048_573]) {
      const output = `${'x'.repeat(at)}needle${'y'.repeat(70_000)}\n`;
      await spool().withText({ output }, async (text) => {
        const { count, rows } = await grep(text, 'needle');
        expect(count).toBe(1);
        expect(rows.find(({ isMatch }) => isMatch)?.piece).toBe(Math.floor(at / 2_000) + 1);
      });
    }
  });

  test('is looked for in the errors first, and not in what is hidden', async () => {
    const output = 'Transcript started, output file is C:\\needle\\PSScript_Transcript_{1}.txt\nneedle\n';
    await spool().withText({ output, errors: 'a needle' }, async (text) => {
      const { rows, count, next } = await grep(text, 'needle');
      expect(rows).toMatchObject([{ part: 'errors', line: 1, isMatch: true, isError: true }]);
      expect({ count, next }).toEqual({ count: 2, next: 2 });

      expect((await grep(text, 'needle', 2)).rows).toMatchObject([{ part: 'output', line: 1, isMatch: true }]);
    });
  });

  test('that is not there is not there', async () => {
    await spool().withText({ output: 'hay' }, async (text) => {
      expect(await grep(text, 'needle')).toEqual({
        rows: [],
        count: 0,
        first: 0,
        next: undefined,
        previous: undefined,
        isWhole: true,
      });
    });
  });

  test('with more matches than are remembered is found again, each once and in order', async () => {
    const output = 'needle\n'.repeat(10_000);
    await spool().withText({ output }, async (text) => {
      const again = createGrep();

      const { rows, count, next } = await again(text, { typed: 'needle', first: 7_777, size: roomy });

      expect(count).toBe(10_000);
      expect(
        rows
          .filter(({ isMatch }) => isMatch)
          .map(({ line }) => line)
          .slice(0, 3),
      ).toEqual([7_775, 7_776, 7_777]);
      expect(next).toBe(7_813);
    });
  });
});

describe('a page', () => {
  const tight = { ...roomy, maxRows: 5 };

  test('has as many matches as fit with the rows around them, and the next goes on', async () => {
    const output = Array.from({ length: 60 }, (_, i) => (i % 10 === 5 ? 'needle\n' : 'hay\n')).join('');
    await spool().withText({ output }, async (text) => {
      const pages = [await grep(text, 'needle', 1, tight), await grep(text, 'needle', 2, tight)];

      expect(pages.map(({ rows, next }) => [rows[0]?.line, rows.at(-1)?.line, next])).toEqual([
        [4, 8, 2],
        [14, 18, 3],
      ]);
      expect((await grep(text, 'needle', 99, tight)).first).toBe(6);
    });
  });

  test('on which not even one fits has its row alone', async () => {
    await spool().withText({ output: 'a\nneedle\nb' }, async (text) => {
      expect(drawn(await grep(text, 'needle', 1, { ...roomy, maxRows: 1 }))).toEqual(['>2 needle']);
    });
  });

  test('later on costs no search: only rows are read', async () => {
    await spool().withText({ output: 'hay\n'.repeat(500_000) + 'needle\n'.repeat(100) }, async (text) => {
      let streams = 0;
      const output = {
        ...text.output,
        stream: (from: number, end: number) => (streams++, text.output.stream(from, end)),
      };
      const again = createGrep();
      const counted = { ...text, output };

      await again(counted, { typed: 'needle', first: 1, size: roomy });
      await again(counted, { typed: 'needle', first: 60, size: roomy });

      expect(streams).toBe(1);
    });
  });
});

describe('a pattern', () => {
  test.each([
    ['/n.*le$/', 'NEEDLE', 1],
    ['/^a$/', 'a\r\nab\r\nA', 2],
    ['/\\d{3}/', 'ü 123\nü 12', 1],
    ['/^$/', 'a\n\n\nb', 2],
    ['/ü+x/', 'ÜÜX', 1],
    ['/a.b/', 'a\nb', 0],
    ['/a\\sb/', 'a\rb', 0],
  ])('%s is found line by line in %j: %d', async (typed, output, count) => {
    await spool().withText({ output }, async (text) => {
      expect((await grep(text, typed)).count).toBe(count);
    });
  });

  test('finds each row of a long line', async () => {
    await spool().withText({ output: `${'€'.repeat(1_000)}needle${'x'.repeat(3_000)}needle` }, async (text) => {
      const { rows } = await grep(text, '/needle/');

      expect(rows.filter(({ isMatch }) => isMatch).map(({ piece }) => piece)).toEqual([2, 4]);
    });
  });

  test('that makes others take forever is linear in the text: each byte is looked at in a bounded number of steps', async () => {
    await spool().withText({ output: 'x'.repeat(300_000) }, async (text) => {
      expect((await grep(text, '/(x+x+)+y/')).count).toBe(0);
      expect((await grep(text, '/(x*)*(x*)*y/')).count).toBe(0);
    });
  });

  test('ends when its asker gives up', async () => {
    await spool().withText({ output: 'x' }, async (text) => {
      const signal = AbortSignal.abort(new Error('gave up'));

      const error = await thrown(createGrep()(text, { typed: 'x', first: 1, size: roomy, signal }));

      expect(error.message).toBe('gave up');
    });
  });

  test('that is none is refused', async () => {
    await spool().withText({ output: 'x' }, async (text) => {
      expect(await thrown(grep(text, '/(/'))).toMatchObject({ name: 'PatternError', kind: 'invalid' });
    });
  });
});
