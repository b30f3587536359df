import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hiddenSequences, runsOf, unitsOf, type Block } from '../../src/cards/lines.ts';
import type { Row } from '../../src/transcript/views/row.ts';
import { hostileText } from './hostile-text.ts';
import { errorRows, row, rows } from './transcript-views.ts';

/** As a reader has it: break points unseen, all spaces alike. */
function read(blocks: readonly Block[], isRaw = false): readonly string[] {
  const texts = runsOf(blocks, isRaw).map(({ text }) => text);
  return texts.join('').replaceAll('\u00A0', ' ').replaceAll('\u200B', '').split('\n');
}

function readRows(shown: readonly Row[], isRaw = false): readonly string[] {
  return read([{ heading: undefined, rows: shown }], isRaw);
}

/** JSON of the runs as the template writes them. */
function unitsIn(shown: readonly Row[], isRaw: boolean): number {
  const frame = { type: 'TextRun', fontType: 'Monospace', size: 'Small' };
  const runs = runsOf([{ heading: undefined, rows: shown }], isRaw);
  return JSON.stringify(runs.map((run) => ({ ...frame, ...run }))).length;
}

describe('rows', () => {
  test('have their numbers, aligned over all blocks, and errors are told apart', () => {
    const blocks = [
      { heading: undefined, rows: errorRows(['bad']) },
      { heading: 'the last lines', rows: rows(['one', 'two'], { line: 9 }) },
    ];

    expect(read(blocks)).toEqual(['e1 bad', 'the last lines', ' 9 one', '10 two']);
    expect(runsOf(blocks, false).map(({ color }) => color)).toEqual([
      ...['Default', 'Attention'],
      'Default',
      ...['Default', 'Default'],
      ...['Default', 'Default'],
    ]);
  });

  test('that are empty are shown as empty lines', () => {
    expect(readRows(rows(['a', '', 'b', '']))).toEqual(['1 a', '2  ', '3 b', '4  ']);
  });

  test('of nothing are nothing', () => {
    expect(runsOf([], false)).toEqual([]);
  });

  test('keep their indentation', () => {
    const [, run] = runsOf([{ heading: undefined, rows: rows(['    a  b']) }], false);

    expect(run).toMatchObject({ text: '\u00A0\u00A0\u00A0\u00A0a\u00A0 b' });
  });

  test('have a mark where lines are left out between them', () => {
    expect(readRows([...rows(['a', 'b'], { line: 3 }), row('c', { line: 120 })])).toEqual([
      ...['  3 a', '  4 b'],
      '  ⋮',
      '120 c',
    ]);
  });

  test('of a search have a colon where they match, and their numbers end in one column', () => {
    const shown = rows(['a', 'b', 'c'], { line: 99 }).map((one) => ({ ...one, isMatch: one.text === 'b' }));

    expect(readRows(shown)).toEqual([' 99  a', '100: b', '101  c']);
  });
});

describe('a long line', () => {
  const piece = (n: number, parts: Partial<Row> = {}): Row =>
    row(`piece ${n}`, { line: 12, piece: n, pieceOf: { pieces: 3, lineBytes: 4_001 }, ...parts });

  test('goes on in the next row, and says at its end how long it is', () => {
    expect(readRows([piece(1), piece(2), piece(3), row('next', { line: 13 })])).toEqual([
      '12 piece 1',
      ' … piece 2',
      ' … piece 3 (4,001 bytes in this line)',
      '13 next',
    ]);
  });

  test('that ends on another page says so, and how long it is', () => {
    expect(readRows([piece(1)])).toEqual(['12 piece 1… (4,001 bytes in this line)']);
  });

  test('that began on another page has its number and piece', () => {
    expect(readRows([piece(3)])).toEqual(['12.3 piece 3 (4,001 bytes in this line)']);
  });

  test('of which a piece in the middle matches has its number, and a mark before it', () => {
    expect(readRows([piece(1), piece(3, { isMatch: true })])).toEqual([
      '  12  piece 1… (4,001 bytes in this line)',
      '    ⋮',
      '12.3: piece 3 (4,001 bytes in this line)',
    ]);
  });

  test('that is still being written goes on', () => {
    expect(readRows([piece(1, { pieceOf: { pieces: undefined, lineBytes: undefined } })])).toEqual(['12 piece 1…']);
  });
});

describe('terminal control sequences', () => {
  const colored = rows(['\u001B[31mred\u001B[0m', 'plain', '\u001B]8;;http://evil.example/\u0007link\u001B]8;;\u0007']);

  test('are hidden and counted', () => {
    expect(readRows(colored)).toEqual(['1 red', '2 plain', '3 link']);
    expect(hiddenSequences([{ heading: undefined, rows: colored }])).toBe(4);
  });

  test('are seen by stand-ins in what is raw', () => {
    expect(readRows(colored, true)[0]).toBe('1 ␛[31mred␛[0m');
  });
});

test('the units of rows are never more than was reckoned, whatever is in them', () => {
  const place = fc.record({
    line: fc.nat({ max: 999_999_999 }),
    piece: fc.integer({ min: 1, max: 300_000 }),
    part: fc.constantFrom('output', 'errors'),
    pieceOf: fc.option(fc.record({ pieces: fc.nat(), lineBytes: fc.nat({ max: 2 ** 29 }) }), { nil: undefined }),
  });
  const anyRow = fc.tuple(hostileText, place).map(([text, at]) => row(text, { ...at, isMatch: true }));

  fc.assert(
    fc.property(fc.array(anyRow, { minLength: 1, maxLength: 40 }), fc.boolean(), (shown, isRaw) => {
      expect(unitsIn(shown, isRaw)).toBeLessThanOrEqual(shown.reduce((sum, one) => sum + unitsOf(one), 2));
    }),
  );
});
