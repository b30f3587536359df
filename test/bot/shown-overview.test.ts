import { describe, expect, test } from '@jest/globals';
import { maxOutputUnits, unitsOf } from '../../src/cards/lines.ts';
import { spooling } from '../transcript/spooling.ts';
import { labels, lines, showing, shownIn, span, type Parts } from './shown-stage.ts';

const overview = { kind: 'overview' } as const;
const shown = showing();
const spool = spooling();

describe('at first sight', () => {
  test.each<[string, Parts, readonly (readonly string[])[], string]>([
    ['nothing', {}, [], 'no output'],
    ['blank lines alone', { output: '\r\n \r\n' }, [], 'no output'],
    ['one line', { output: 'a' }, [['1']], 'all shown: 1 line'],
    ['forty lines', { output: lines(40) }, [span(1, 40)], 'all shown: 40 lines'],
    ['errors alone', { errors: 'a\nb' }, [['e1', 'e2']], 'all shown: 2 error lines'],
    [
      'errors, then output',
      { output: 'x\ny', errors: 'a' },
      [['e1'], ['1', '2']],
      'all shown: 1 error line and 2 lines',
    ],
    [
      'as many errors as a card has rows',
      { errors: lines(40) },
      [span(1, 40).map((n) => `e${n}`)],
      'all shown: 40 error lines',
    ],
  ])('%s: all of it', async (_, parts, rows, where) => {
    const seen = await shown(parts, overview);

    expect(labels(seen)).toEqual(rows);
    expect(seen).toMatchObject({ where, next: undefined, previous: undefined });
  });

  test('a long output: how it ended, and a way to its beginning', async () => {
    const seen = await shown({ output: lines(2_000) }, overview);

    expect(labels(seen)).toEqual([['last 15 lines', ...span(1_986, 2_000)]]);
    expect(seen).toMatchObject({
      where: 'lines 1986-2000 of 2,000',
      next: { title: 'From the start', words: ['page', '1'] },
      previous: undefined,
    });
  });

  test('a long output with few errors: errors first', async () => {
    const seen = await shown({ output: lines(100), errors: 'a\nb' }, overview);

    expect(labels(seen)).toEqual([
      ['2 error lines', 'e1', 'e2'],
      ['last 15 lines', ...span(86, 100)],
    ]);
    expect(seen.previous).toBeUndefined();
  });

  test('a long output with many errors: the first of them, and a way to all', async () => {
    const output = `${lines(60)}ERROR: disk\n${lines(60)}`;
    const seen = await shown({ output, errors: lines(30) }, overview);

    expect(labels(seen)).toEqual([
      ['first 12 of 31 error lines', ...span(1, 12).map((n) => `e${n}`)],
      ['last 15 lines', ...span(107, 121)],
    ]);
    expect(seen.previous).toEqual({ title: 'All errors', words: ['errors'] });
  });

  test('errors that are recognised in a long output come first too', async () => {
    const seen = await shown({ output: `${lines(60)}ERROR: disk\n${lines(60)}` }, overview);

    expect(labels(seen)[0]).toEqual(['1 error line', '61']);
  });

  test('as many errors as a card has rows, and output: both in part', async () => {
    const seen = await shown({ output: 'x', errors: lines(40) }, overview);

    expect(labels(seen)).toEqual([
      ['first 12 of 40 error lines', ...span(1, 12).map((n) => `e${n}`)],
      ['last 1 line', '1'],
    ]);
  });

  test('many errors without output: errors, and no way to an output that is not there', async () => {
    const seen = await shown({ errors: lines(100) }, overview);

    expect(labels(seen)).toEqual([span(1, 40).map((n) => `e${n}`)]);
    expect(seen).toMatchObject({
      where: '100 error lines of the script',
      next: { title: 'Next page', words: ['errors', 'from', 'e41'] },
      previous: undefined,
    });
  });

  test('lines that do not fit a card: no more than fits', async () => {
    const seen = await shown(
      { output: `${'"'.repeat(1_900)}\n`.repeat(30), errors: `${'"'.repeat(1_900)}\n`.repeat(3) },
      overview,
    );

    const units = seen.blocks.flatMap(({ rows }) => rows).reduce((sum, row) => sum + unitsOf(row), 0);
    expect(units).toBeLessThanOrEqual(maxOutputUnits);
    expect(labels(seen)).toEqual([
      ['first 1 of 3 error lines', 'e1'],
      ['last 1 line', '30'],
    ]);
  });
});

test('while it is being written, an output is shown from its start, so far', async () => {
  const gate = Promise.withResolvers<undefined>();
  const seen = await spool()
    .open()
    .read(
      'a',
      async (writer) => {
        await writer.write('errors', Buffer.from('bad\n'));
        await writer.write('output', Buffer.from(`${lines(60)}half of a li`));
        await writer.flush();
        await gate.promise;
        return 'done';
      },
      async (text) => {
        await text.until(() => text.output.soFar().bytes > 0 && text.errors.soFar().bytes > 0);
        const first = await shownIn(text, { kind: 'overview' });
        const page = await shownIn(text, { kind: 'tail', lines: 2 });
        const found = await shownIn(text, { kind: 'grep', text: 'zzz', first: 1 });
        return { first, page, found };
      },
    )
    .finally(() => gate.resolve(undefined));

  expect(labels(seen.first)).toEqual([
    ['1 error line', 'e1'],
    ['first 25 lines', ...span(1, 25)],
  ]);
  expect(seen.first.where).toBe('lines 1-25 of 60 so far');
  expect(seen.page.where).toBe('lines 59-60 of 60 so far');
  expect(seen.found.where).toBe('no match so far');
});
