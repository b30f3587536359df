import { expect, test } from '@jest/globals';
import { retryAfterMs } from '../../src/defender/retry-after.ts';
import { response } from './fakes.ts';

const now = Date.parse('2026-11-24T14:03:22Z');

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
