import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { retryAfterHeaderMs } from '../src/retry-after.ts';

const now = Date.parse('2026-11-24T14:03:22Z');

test.each([
  [undefined, undefined],
  ['0', 0],
  ['12', 12_000],
  ['Tue, 24 Nov 2026 14:03:52 GMT', 30_000],
  ['Tuesday, 24-Nov-26 14:03:52 GMT', 30_000],
  ['Tue, 24 Nov 2026 14:03:00 GMT', 0],
  ['', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['5 apples', undefined],
  ['9999999999999999999999', undefined],
])('reads "%s" as %p ms', (value, expected) => {
  expect(retryAfterHeaderMs(value, now)).toBe(expected);
});

test('gives a finite time that is not past, or nothing, for any header', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const ms = retryAfterHeaderMs(value, now);
      return ms === undefined || (Number.isFinite(ms) && ms >= 0);
    }),
  );
});
