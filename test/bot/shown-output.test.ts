import { describe, expect, test } from '@jest/globals';
import type { View } from '../../src/bot/view.ts';
import type { ShownOutput } from '../../src/cards/transcript.ts';
import { labelOf } from '../../src/transcript/views/label.ts';
import { thrown } from '../support/thrown.ts';
import { at, labels, lines, showing, span, type Parts } from './shown-stage.ts';

const shown = showing();
const header = String.raw`Transcript started, output file is C:\x\PSScript_Transcript_{A}.txt`;

describe('a part of a long output', () => {
  const parts = { output: `${header}\r\n${lines(100)}`, errors: lines(50) };
  const toOverview = { title: 'Overview', words: [] };
  const next = (...words: readonly string[]) => ({ title: 'Next page', words });
  const previous = (...words: readonly string[]) => ({ title: 'Previous page', words });

  test.each<[string, View, readonly string[], string, object | undefined, object | undefined]>([
    ['page 1', { kind: 'page', page: 1 }, span(1, 40), 'lines 1-40 of 100', next('from', '41'), toOverview],
    [
      'page 2',
      { kind: 'page', page: 2 },
      span(41, 80),
      'lines 41-80 of 100',
      next('from', '81'),
      previous('from', '1'),
    ],
    ['page 3', { kind: 'page', page: 3 }, span(81, 100), 'lines 81-100 of 100', undefined, previous('from', '41')],
    ['page 99', { kind: 'page', page: 99 }, span(81, 100), 'lines 81-100 of 100', undefined, previous('from', '41')],
    ['head', { kind: 'head', lines: 3 }, span(1, 3), 'lines 1-3 of 100', next('from', '4'), toOverview],
    ['tail', { kind: 'tail', lines: 3 }, span(98, 100), 'lines 98-100 of 100', undefined, previous('from', '58')],
    [
      'a line',
      { kind: 'from', from: at('99') },
      span(99, 100),
      'lines 99-100 of 100',
      undefined,
      previous('from', '59'),
    ],
    ['beyond', { kind: 'from', from: at('999') }, ['100'], 'line 100 of 100', undefined, previous('from', '60')],
    ['line 0', { kind: 'from', from: at('0') }, span(1, 40), 'lines 1-40 of 100', next('from', '41'), toOverview],
    ['an error', { kind: 'from', from: at('e50') }, ['e50'], 'line e50 of 50', undefined, previous('from', 'e10')],
    [
      'raw',
      { kind: 'raw', from: undefined },
      span(0, 39),
      'raw, lines 0-39 of 101',
      next('raw', 'from', '40'),
      toOverview,
    ],
    [
      'raw, on',
      { kind: 'raw', from: at('99') },
      span(99, 100),
      'raw, lines 99-100 of 101',
      undefined,
      previous('raw', 'from', '59'),
    ],
  ])('%s', async (_, view, rows, where, forward, back) => {
    const seen = await shown(parts, view);

    expect(labels(seen)).toEqual([rows]);
    expect(seen).toMatchObject({ where, isRaw: view.kind === 'raw' });
    expect(seen.next).toEqual(forward);
    expect(seen.previous).toEqual(back);
    expect(seen.isHeaderHidden).toBe(view.kind !== 'raw' && !where.includes('e50'));
  });

  test('of nothing says so, with a way back', async () => {
    const seen = await shown({ errors: 'a' }, { kind: 'page', page: 2 });

    expect(seen).toMatchObject({ blocks: [], where: 'no output', next: undefined, previous: toOverview });
  });

  test('goes on within a line that is longer than a page', async () => {
    const long = { output: `a\n${'x'.repeat(50_000)}` };
    const first = await shown(long, { kind: 'page', page: 1 });
    const second = await shown(long, { kind: 'from', from: at(first.next?.words[1] ?? '') });

    expect(first).toMatchObject({
      where: 'lines 1-2 of 2',
      next: { words: ['from', expect.stringMatching(/^2\.\d+$/)] },
    });
    expect(labels(second)[0]?.[0]).toBe(first.next?.words[1]);
    expect(second.where).toBe('line 2 of 2');
  });
});

describe('errors', () => {
  const errors: View = { kind: 'errors', from: undefined };

  test.each<[string, Parts, string]>([
    ['of the script', { errors: 'a\nb', output: 'x' }, '2 error lines of the script'],
    ['in the output', { output: 'x\nERROR: disk\n' }, '1 line of its output that read like errors'],
    [
      'of both kinds',
      { errors: 'a', output: 'ERROR: a\nx\nERROR: b\n' },
      '1 error line of the script, 2 lines of its output that read like errors',
    ],
    ['of neither', { output: 'x' }, 'no error lines'],
  ])('%s', async (_, parts, where) => {
    const seen = await shown(parts, errors);

    expect(seen.where).toBe(where);
    expect(seen.previous).toEqual({ title: 'From the start', words: ['page', '1'] });
  });

  test('are paged, from the script to its output', async () => {
    const parts = { errors: lines(45), output: 'x\nERROR: disk\n' };
    const first = await shown(parts, errors);
    const second = await shown(parts, { kind: 'errors', from: at('e41') });

    expect(first.next).toEqual({ title: 'Next page', words: ['errors', 'from', 'e41'] });
    expect(labels(second)).toEqual([['e41', 'e42', 'e43', 'e44', 'e45', '2']]);
    expect(second).toMatchObject({ next: undefined, previous: { title: 'First page', words: ['errors'] } });
  });
});

describe('a search', () => {
  const grep = (text: string, first = 1): View => ({ kind: 'grep', text, first });
  const output = Array.from({ length: 1_000 }, (_, i) => (i % 10 === 4 ? `found ${i}` : `other ${i}`)).join('\n');

  test('says what is sought and how many lines have it, with two lines around each', async () => {
    const seen = await shown({ output: lines(20), errors: 'bad LINE 7' }, grep('line 7'));

    expect(labels(seen)).toEqual([['search: line 7', 'e1']]);
    expect(seen).toMatchObject({
      where: 'match 1 of 2',
      next: { title: 'Next matches', words: ['grep', 'line 7', 'from', '2'] },
      previous: { title: 'From the start', words: ['page', '1'] },
    });
    expect(labels(await shown({ output: lines(20), errors: 'bad LINE 7' }, grep('line 7', 2)))).toEqual([
      ['search: line 7', '5', '6', '7', '8', '9'],
    ]);
  });

  test('goes through all matches by its buttons, forth and back', async () => {
    const seenLabels: string[] = [];
    let first = 1;
    let last: ShownOutput | undefined;
    for (let pages = 0; pages < 50; pages++) {
      last = await shown({ output }, grep('found', first));
      const matches = last.blocks.flatMap(({ rows }) => rows.filter(({ isMatch }) => isMatch).map(labelOf));
      seenLabels.push(...matches);
      if (last.next === undefined) break;
      expect(last.next.words.slice(0, 3)).toEqual(['grep', 'found', 'from']);
      first = Number(last.next.words[3]);
    }

    expect(new Set(seenLabels)).toEqual(new Set(Array.from({ length: 100 }, (_, i) => String(10 * i + 5))));
    expect(last?.previous).toMatchObject({
      title: 'Earlier matches',
      words: ['grep', 'found', 'from', String(first - 8)],
    });
    expect(last?.where).toBe(`matches ${first}-100 of 100`);
  });

  test('beyond the last match shows the last', async () => {
    expect(labels(await shown({ output }, grep('found', 999)))).toEqual([
      ['search: found', '993', '994', '995', '996', '997'],
    ]);
  });

  test.each([
    ['/found [0-4]4$/', '4 matches'],
    ['FOUND 994', '1 match'],
    ['/^other 1$/', '1 match'],
    ['other 1.', 'no match'],
    ['/./', 'matches 1-38 of 1,000'],
  ])('by %s has %s', async (typed, words) => {
    expect((await shown({ output }, grep(typed))).where).toBe(words);
  });

  test('without a match says so, and leads to the output', async () => {
    expect(await shown({ output }, grep('nowhere'))).toMatchObject({
      blocks: [{ heading: 'search: nowhere', rows: [] }],
      where: 'no match',
      next: undefined,
      previous: { title: 'From the start' },
    });
  });

  test('by a pattern that cannot be read is refused', async () => {
    expect(await thrown(shown({ output }, grep('/(/')))).toMatchObject({ name: 'PatternError', kind: 'invalid' });
  });

  test('shows what is sought without what deceives the eye', async () => {
    const seen = await shown({ output }, grep('a\u202Eb\nc'));

    expect(seen.blocks[0]?.heading).toBe('search: a⟨U+202E⟩b␊c');
  });
});
