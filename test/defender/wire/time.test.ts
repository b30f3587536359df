import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { timeOf } from '../../../src/defender/wire/time.ts';

test.each([
  ['2021-01-26T20:33:57Z', '2021-01-26T20:33:57.000Z'],
  ['2021-01-26T20:33:59.2Z', '2021-01-26T20:33:59.200Z'],
  ['2021-01-26T20:33:57.7220239Z', '2021-01-26T20:33:57.722Z'],
  ['2021-01-26T20:33:57.9999999Z', '2021-01-26T20:33:57.999Z'],
  ['2021-01-26T20:33:57', '2021-01-26T20:33:57.000Z'],
  ['2021-01-26T20:33:57.5+02:00', '2021-01-26T18:33:57.500Z'],
])('reads %s in UTC, cut to milliseconds', (text, expected) => {
  expect(timeOf(text)?.toISOString()).toBe(expected);
});

test.each([
  '',
  'yesterday',
  '2021-01-26',
  '2021-13-26T20:33:57Z',
  '2021-01-26T25:00:00Z',
  '2021-02-29T20:33:57Z',
  '2021-04-31T20:33:57.1234567+02:00',
  '2021-00-01T20:33:57Z',
  '2021-01-26 20:33:57Z',
  0,
  {},
])('reads no time from %j', (value) => {
  expect(timeOf(value)).toBeUndefined();
});

test('reads back every time that a computer can name', () => {
  const bounds = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(bounds), fc.integer({ min: 0, max: 9_999 }), (time, ticks) => {
      const text = time.toISOString().replace('Z', `${String(ticks).padStart(4, '0')}Z`);
      expect(timeOf(text)).toEqual(time);
    }),
  );
});
