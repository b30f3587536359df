import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  age,
  ageOrDate,
  count,
  duration,
  exactSize,
  joined,
  number,
  size,
  utcDate,
  utcMoment,
  utcTime,
} from '../../src/cards/units.ts';
import { now } from './views.ts';

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
  [1_234_567, '1,234,567 files'],
])('%d of something is %s', (n, words) => {
  expect(count(n, 'file')).toBe(words);
});

test('numbers have a comma at the thousands and no unit of their own', () => {
  expect([999, 1_000, -12_345, 705_012].map(number)).toEqual(['999', '1,000', '-12,345', '705,012']);
});

describe('a size', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 KB'],
    [1_024, '1.0 KB'],
    [10_035, '9.8 KB'],
    [10_239, '10 KB'],
    [740_544, '723 KB'],
    [1_023_590, '1.0 MB'],
    [1_048_576, '1.0 MB'],
    [53_687_091, '51 MB'],
    [1_500_000_000, '1.4 GB'],
    [5e15, '4547 TB'],
  ])('of %d bytes is %s', (bytes, words) => {
    expect(size(bytes)).toBe(words);
  });

  test('never has more than three places below a thousand terabytes', () => {
    fc.assert(
      fc.property(fc.nat({ max: 900 * 1024 ** 4 }), (bytes) =>
        expect(size(bytes)).toMatch(/^(?:\d{1,3}|\d\.\d) (?:B|KB|MB|GB|TB)$/),
      ),
    );
  });

  test.each([
    [1, '1 byte'],
    [512, '512 bytes'],
    [1_234, '1,234 bytes (1.2 KB)'],
  ])('of %d bytes is, as evidence, %s', (bytes, words) => {
    expect(exactSize(bytes)).toBe(words);
  });
});

describe('time', () => {
  test('is UTC and says so', () => {
    expect(utcTime(now)).toBe('14:03:22 UTC');
    expect(utcDate(new Date('2015-11-01T23:59:59.999Z'))).toBe('2015-11-01');
  });

  test.each([
    [0, '14:03:22 UTC'],
    [day - 1, '14:03:22 UTC'],
    [day, '2026-11-23 14:03:22 UTC'],
    [-day, '2026-11-25 14:03:22 UTC'],
  ])('%d ms ago has its date from a day on', (ms, words) => {
    expect(utcMoment(new Date(now.getTime() - ms), now)).toBe(words);
  });

  test.each([
    [0, 'just now'],
    [59 * second, 'just now'],
    [-5 * minute, 'just now'],
    [minute, '1 min ago'],
    [59 * minute + 59 * second, '59 min ago'],
    [hour, '1 h ago'],
    [47 * hour, '47 h ago'],
    [2 * day, '2 days ago'],
    [4_000 * day, '4,000 days ago'],
  ])('%d ms back is %s', (ms, words) => {
    expect(age(new Date(now.getTime() - ms), now)).toBe(words);
  });

  test('beyond two months is told by its date', () => {
    expect(ageOrDate(new Date(now.getTime() - 60 * day), now)).toBe('60 days ago');
    expect(ageOrDate(new Date(now.getTime() - 61 * day), now)).toBe('2026-09-24');
  });

  test.each([
    [-1, '0 s'],
    [999, '0 s'],
    [12_400, '12 s'],
    [59_999, '59 s'],
    [minute, '1 min'],
  ])('%d ms last %s', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });
});

test('parts that are not there leave no separator', () => {
  expect(joined([undefined, 'a', '', 'b', undefined])).toBe('a · b');
  expect(joined([undefined, ''])).toBe('');
});
