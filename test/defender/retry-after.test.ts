import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { retryAfterMs } from '../../src/defender/retry-after.ts';
import { response } from './fakes.ts';

const now = Date.parse('2026-11-24T14:03:22Z');

test.each([
  ['0', 0],
  ['12', 12_000],
  ['Tue, 24 Nov 2026 14:03:52 GMT', 30_000],
  ['Tuesday, 24-Nov-26 14:03:52 GMT', 30_000],
  ['Tue, 24 Nov 2026 14:03:00 GMT', 0],
  ['', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['9999999999999999999999', undefined],
])('reads "%s" as %p ms', (value, expected) => {
  expect(retryAfterMs(response(429, { headers: { 'retry-after': value } }), now)).toBe(expected);
});

const told = { error: { code: '429', message: 'Rate limit is exceeded. You can send requests again in 42 seconds.' } };

test('reads the message of a 429 where the header is missing', () => {
  expect(retryAfterMs(response(429, { body: told }), now)).toBe(42_000);
});

test('prefers the header to the message', () => {
  expect(retryAfterMs(response(429, { headers: { 'retry-after': '5' }, body: told }), now)).toBe(5_000);
});

test('reads no message of another status', () => {
  expect(retryAfterMs(response(503, { body: told }), now)).toBeUndefined();
});

test('gives a finite time that is not past, or nothing, for any header', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const ms = retryAfterMs(response(503, { headers: { 'retry-after': value } }), now);
      return ms === undefined || (Number.isFinite(ms) && ms >= 0);
    }),
  );
});
