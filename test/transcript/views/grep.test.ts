import { describe, expect, test } from '@jest/globals';
import { createGrep, type GrepPage } from '../../../src/transcript/views/grep.ts';
import type { SpooledText } from '../../../src/transcript/spool/transcript.ts';
import { thrown } from '../../support/thrown.ts';
import { roomy, spooling } from '../spooling.ts';

const spool = spooling();

function grep(text: SpooledText, typed: string, first = 1, size = roomy): Promise<GrepPage> {
  return createGrep()(text, { typed, first, size });
}

/** `>` before a match. */
function drawn({ rows }: GrepPage): readonly string[] {
  return rows.map(({ line, text, isMatch }) => `${isMatch ? '>' : ' '}${line} ${text}`);
}

describe('plain text', () => {
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
