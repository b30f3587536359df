import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitting, pageOf, type Page } from '../../src/cards/pages.ts';

const size = { maxRows: 4, maxUnits: 10, unitsOf: (row: number) => row };

function page(rows: readonly number[], wanted: number): Page<number> {
  return pageOf(rows.values(), wanted, size);
}

function allPages(rows: readonly number[]): readonly Page<number>[] {
  const pages = [page(rows, 1)];
  while (pages.at(-1)?.hasNext === true) pages.push(page(rows, pages.length + 1));
  return pages;
}

describe('a page', () => {
  test('is full at its rows or at its size, whatever comes first', () => {
    expect(page([1, 1, 1, 1, 1], 1)).toEqual({ rows: [1, 1, 1, 1], page: 1, before: 0, hasNext: true });
    expect(page([5, 5, 1], 1)).toEqual({ rows: [5, 5], page: 1, before: 0, hasNext: true });
    expect(page([5, 5, 1], 2)).toEqual({ rows: [1], page: 2, before: 2, hasNext: false });
  });

  test('has a row even where that is too large', () => {
    expect(page([11, 12], 1)).toMatchObject({ rows: [11], hasNext: true });
    expect(page([11, 12], 2)).toMatchObject({ rows: [12], hasNext: false });
  });

  test('of nothing is the first and the last', () => {
    expect(page([], 7)).toEqual({ rows: [], page: 1, before: 0, hasNext: false });
  });

  test.each([-1, 0])('before the first (%d) is the first', (wanted) => {
    expect(page([5, 5, 5], wanted)).toMatchObject({ rows: [5, 5], page: 1 });
  });

  test('beyond the end is the last', () => {
    expect(page([5, 5, 5], 1_000_000)).toEqual({ rows: [5], page: 2, before: 2, hasNext: false });
  });
});

test('all pages together are all rows, each once and in order, and each page is within bounds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 })), (rows) => {
      const pages = allPages(rows);
      expect(pages.flatMap((one) => one.rows)).toEqual(rows);
      for (const one of pages) {
        const units = one.rows.reduce((sum, row) => sum + row, 0);
        expect(one.rows.length).toBeLessThanOrEqual(size.maxRows);
        expect(units <= size.maxUnits || one.rows.length === 1).toBe(true);
        expect(rows.slice(one.before, one.before + one.rows.length)).toEqual(one.rows);
      }
    }),
  );
});

test('what fits is counted, and the first is there in any case', () => {
  expect(fitting(['aa', 'bb', 'cc'], 8)).toEqual({ shown: ['aa', 'bb'], left: 1 });
  expect(fitting(['a'.repeat(100), 'b'], 8)).toEqual({ shown: ['a'.repeat(100)], left: 1 });
  expect(fitting([], 8)).toEqual({ shown: [], left: 0 });
});
