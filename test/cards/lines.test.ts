import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linesPage, numbered, type Line, type LinesPage } from '../../src/cards/lines.ts';
import { hostileText } from './hostile-text.ts';

/** JSON of a page as its template writes it. */
function unitsOf({ runs }: LinesPage): number {
  const frame = { type: 'TextRun', fontType: 'Monospace', size: 'Small' };
  return JSON.stringify(runs.map((run) => ({ ...frame, ...run }))).length;
}

function allPages(lines: readonly Line[]): readonly LinesPage[] {
  const pages = [linesPage(lines, 1)];
  while (pages.at(-1)?.hasNext === true) pages.push(linesPage(lines, pages.length + 1));
  return pages;
}

/** What stands on a page, line breaks of ours and treatment of ours undone where it can be. */
function read({ runs }: LinesPage): string {
  return runs
    .map(({ text }) => (typeof text === 'string' ? text : '?'))
    .join('')
    .replaceAll('\u00A0', ' ')
    .replaceAll('\u200B', '');
}

const output = (...lines: readonly string[]) => [...numbered(lines, [])];

describe('a page of lines', () => {
  test('numbers each line, errors first and told apart', () => {
    const page = linesPage([...numbered(['one', 'two'], ['bad'])], 1);

    expect(read(page).split('\n')).toEqual(['e1 bad', ' 1 one', ' 2 two']);
    expect(page.runs.map(({ color }) => color)).toEqual([
      ...['Default', 'Attention'],
      ...['Default', 'Default'],
      ...['Default', 'Default'],
    ]);
    expect(page.range).toEqual({ first: 'e1', last: '2' });
  });

  test('has forty lines', () => {
    const lines = output(...Array.from({ length: 85 }, (_, i) => `line ${i + 1}`));

    const pages = allPages(lines);

    expect(pages.map(({ range }) => range)).toEqual([
      { first: '1', last: '40' },
      { first: '41', last: '80' },
      { first: '81', last: '85' },
    ]);
    expect(linesPage(lines, 99)).toEqual(pages[2]);
  });

  test('of nothing has no range and nothing on it', () => {
    expect(linesPage([], 1)).toEqual({ runs: [], hasNext: false, range: undefined, page: 1 });
  });

  test('shows empty lines as empty lines', () => {
    expect(read(linesPage(output('a', '', 'b', ''), 1)).split('\n')).toEqual(['1 a', '2 ', '3 b', '4  ']);
  });

  test('goes on in the next row with a long line, and says at its end how long it is', () => {
    const rows = read(linesPage(output('x'.repeat(4_001)), 1)).split('\n');

    expect(rows).toEqual([`1 ${'x'.repeat(2_000)}`, `… ${'x'.repeat(2_000)}`, '… x (4,001 characters)']);
  });

  test('never splits a surrogate pair', () => {
    const rows = allPages(output(`x${'😀'.repeat(3_000)}`))
      .map(read)
      .join('\n')
      .split('\n');

    expect(rows.map((row) => row.replace(/^\S+ /, '').replace(/ \(.*/, '')).join('')).toBe(`x${'😀'.repeat(3_000)}`);
  });
});

describe('all pages of any lines', () => {
  const anyLines = fc
    .tuple(
      fc.array(fc.oneof(hostileText, fc.string({ maxLength: 300 })), { maxLength: 60 }),
      fc.array(hostileText, { maxLength: 5 }),
    )
    .map(([lines, errors]) => [...numbered(lines, errors)]);

  test('are within their part of a card', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        for (const page of allPages(lines)) expect(unitsOf(page)).toBeLessThan(20_000);
      }),
    );
  });

  test.each([
    ['one line of 100,000 letters', ['x'.repeat(100_000)]],
    ['100,000 quotes', ['"'.repeat(100_000)]],
    ['100,000 backslashes', ['\\'.repeat(100_000)]],
    ['100,000 surrogates', ['😀'.repeat(50_000)]],
    ['100,000 halves of surrogates', ['\uD800'.repeat(100_000)]],
    ['100,000 overrides', ['\u202E'.repeat(100_000)]],
    ['100,000 tabs', ['\t'.repeat(100_000)]],
    ['1,000 empty lines', Array.from({ length: 1_000 }, () => '')],
    ['200 lines of 300 quotes', Array.from({ length: 200 }, () => '"'.repeat(300))],
  ])('hold %s, each page within its part of a card', (_, lines) => {
    const pages = allPages(output(...lines));

    for (const page of pages) expect(unitsOf(page)).toBeLessThan(20_000);
    expect(pages.at(-1)?.range?.last).toBe(String(lines.length));
  });

  test('are the same however they are reached', () => {
    fc.assert(
      fc.property(anyLines, fc.integer({ min: 1, max: 9 }), (lines, page) => {
        const pages = allPages(lines);
        expect(linesPage(lines, page)).toEqual(pages[Math.min(page, pages.length) - 1]);
      }),
    );
  });

  test('show every character of every line once, in order', () => {
    const plain = fc.array(fc.string({ unit: fc.constantFrom(...['a', 'b', '"', '\\', '.']), maxLength: 5_000 }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(plain, (lines) => {
        const rows = allPages(output(...lines)).flatMap((page) => read(page).split('\n'));
        const shown = rows.map((row) => /^ *(\S+) (.*)$/.exec(row)).map((match) => match?.slice(1) ?? ['?', '?']);
        const texts: string[] = [];
        for (const [label = '', text = ''] of shown) {
          if (label === '…') texts.push((texts.pop() ?? '') + text.replace(/ \([\d,]+ characters\)$/, ''));
          else texts.push(text);
        }
        expect(texts.map((text) => text.trim())).toEqual(lines);
        expect(shown.map(([label]) => label).filter((label) => label !== '…')).toEqual(
          lines.map((_, i) => String(i + 1)),
        );
      }),
    );
  });
});
