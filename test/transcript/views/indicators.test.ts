import { describe, expect, test } from '@jest/globals';
import type { SpooledPart } from '../../../src/transcript/spool/transcript.ts';
import { createIndicatorSearch } from '../../../src/transcript/views/indicators.ts';
import { thrown } from '../../support/thrown.ts';
import { spooling } from '../spooling.ts';

const spool = spooling();
const nobody = new AbortController().signal;
const megabytes = 'nothing to find in this line of a kind\n'.repeat(80_000);

/** Counts how often a part is read from its start. */
function counted(part: SpooledPart): { readonly part: SpooledPart; readonly reads: () => number } {
  let reads = 0;
  return {
    part: { ...part, stream: (from, end) => (reads++, part.stream(from, end)) },
    reads: () => reads,
  };
}

test('are those of both parts, each value once, with its place where the output has it', async () => {
  const output = 'CVE-2021-34527\r\nfrom EVE@contoso.com\r\nCVE-2021-34527';
  const errors = 'cve-2021-34527\nno CVE-2020-0601\nmail eve@contoso.com';
  await spool().withText({ output, errors }, async (text) => {
    const { indicators, cut } = await createIndicatorSearch()(text, nobody);

    expect(indicators.map(({ value, count, part, firstLine }) => [value, count, part, firstLine])).toEqual([
      ['contoso.com', 2, 'output', 2],
      ['EVE@contoso.com', 2, 'output', 2],
      ['CVE-2021-34527', 3, 'output', 1],
      ['CVE-2020-0601', 1, 'errors', 2],
    ]);
    expect(cut).toEqual([]);
  });
});

test('that are noise in one part and none in the other are none', async () => {
  const name = 'see report.md';
  await spool().withText({ output: name, errors: 'https://report.md/x' }, async (text) => {
    const { indicators } = await createIndicatorSearch()(text, nobody);

    expect(indicators.find(({ kind }) => kind === 'domain')).toMatchObject({ value: 'report.md', mark: undefined });
  });
});

test('are none of what is hidden, and have the lines that the other views count', async () => {
  const header =
    'Transcript started, output file is C:\\ProgramData\\PSScript_Transcript_{A1B2}.txt\r\nfirst\r\nCVE-2021-34527\r\n';
  await spool().withText({ output: header }, async (text) => {
    const { indicators } = await createIndicatorSearch()(text, nobody);

    expect(indicators).toMatchObject([{ value: 'CVE-2021-34527', firstLine: 2 }]);
  });
});

test.each(['', 'Transcript started, output file is C:\\T\\PSScript_Transcript_{A1B2}.txt'])(
  'are none where there is nothing to read (%j)',
  async (output) => {
    await spool().withText({ output }, async (text) => {
      expect(await createIndicatorSearch()(text, nobody)).toEqual({ indicators: [], cut: [] });
    });
  },
);

test('are found at the end of a text of many stretches', async () => {
  await spool().withText({ output: `${megabytes}CVE-2021-34527` }, async (text) => {
    const { indicators } = await createIndicatorSearch()(text, nobody);

    expect(indicators).toMatchObject([{ value: 'CVE-2021-34527', firstLine: 80_001 }]);
  });
});

describe('the search', () => {
  test('reads a transcript once, whoever asks meanwhile or later', async () => {
    await spool().withText({ output: 'CVE-2021-34527' }, async (text) => {
      const { part, reads } = counted(text.output);
      const search = createIndicatorSearch();
      const asked = { ...text, output: part };

      const [one, other] = await Promise.all([search(asked, nobody), search(asked, nobody)]);
      const later = await search(asked, nobody);

      expect(reads()).toBe(1);
      expect([other, later]).toEqual([one, one]);
    });
  });

  test('waits until the transcript is read to its end', async () => {
    await spool().withText({ output: 'CVE-2021-34527' }, async (text) => {
      const { part, reads } = counted(text.output);
      const whole = Promise.withResolvers<string>();

      const found = createIndicatorSearch()({ ...text, output: part, whole: whole.promise }, nobody);
      await new Promise(setImmediate);
      const before = reads();
      whole.resolve('done');

      expect((await found).indicators).toHaveLength(1);
      expect(before).toBe(0);
    });
  });

  test('lets others run between two stretches', async () => {
    await spool().withText({ output: megabytes }, async (text) => {
      let turns = 0;
      const isOver = { value: false };
      const others = (async () => {
        while (!isOver.value) {
          await new Promise(setImmediate);
          turns++;
        }
      })();
      const turnsAt: number[] = [];
      const stream = async function* (from: number, end: number) {
        for await (const stretch of text.output.stream(from, end)) {
          turnsAt.push(turns);
          yield stretch;
        }
        return undefined;
      };

      await createIndicatorSearch()({ ...text, output: { ...text.output, stream } }, nobody);
      isOver.value = true;
      await others;

      expect(turnsAt.length).toBeGreaterThan(40);
      expect(new Set(turnsAt).size).toBe(turnsAt.length);
    });
  });

  test('ends when nobody waits for it any more, and is begun anew for who comes then', async () => {
    await spool().withText({ output: megabytes }, async (text) => {
      let stretches = 0;
      const stop = new AbortController();
      const stream = async function* (from: number, end: number) {
        for await (const stretch of text.output.stream(from, end)) {
          if (stretches++ === 0) stop.abort(new Error('gave up'));
          yield stretch;
        }
        return undefined;
      };
      const search = createIndicatorSearch();
      const asked = { ...text, output: { ...text.output, stream } };

      const error = await thrown(search(asked, stop.signal));
      const { indicators } = await search(text, nobody);

      expect(error.message).toBe('gave up');
      expect(indicators).toEqual([]);
      expect(stretches).toBeLessThanOrEqual(2);
    });
  });

  test('goes on for those who still wait', async () => {
    await spool().withText({ output: `${megabytes}CVE-2021-34527` }, async (text) => {
      const stop = new AbortController();
      const search = createIndicatorSearch();

      const leaving = thrown(search(text, stop.signal));
      const staying = search(text, nobody);
      await new Promise(setImmediate);
      stop.abort(new Error('gave up'));

      expect((await leaving).message).toBe('gave up');
      expect((await staying).indicators).toHaveLength(1);
    });
  });

  test('is not remembered where it failed', async () => {
    await spool().withText({ output: 'CVE-2021-34527' }, async (text) => {
      const search = createIndicatorSearch();
      const broken = {
        ...text.output,
        stream: () => {
          throw new Error('no disk');
        },
      };

      const error = await thrown(search({ ...text, output: broken }, nobody));

      expect(error.message).toBe('no disk');
      expect((await search(text, nobody)).indicators).toHaveLength(1);
    });
  });
});
