import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { intervalMs } from '../../src/watch/intervals.ts';

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

test.each([
  [0, 5 * second],
  [59 * second, 5 * second],
  [minute, 10 * second],
  [5 * minute, 30 * second],
  [15 * minute, minute],
  [hour, 2 * minute],
  [6 * hour, 5 * minute],
  [300 * hour, 5 * minute],
])('an action of %d ms is asked for again after %d ms', (ageMs, everyMs) => {
  expect(intervalMs({ ageMs, failures: 0 })).toBe(everyMs);
});

test('looks that fail come less and less often, up to minutes, and never more often than others', () => {
  const after = (failures: number): number => intervalMs({ ageMs: 0, failures });

  expect([1, 2, 3, 4, 5, 6, 7, 1_000].map(after)).toEqual(
    [10, 20, 40, 80, 160, 300, 300, 300].map((seconds) => seconds * second),
  );
  fc.assert(
    fc.property(fc.integer(), fc.nat(5_000), (ageMs, failures) => {
      const ms = intervalMs({ ageMs, failures });

      expect(ms).toBeGreaterThanOrEqual(intervalMs({ ageMs, failures: 0 }));
      expect(ms).toBeLessThanOrEqual(5 * minute);
    }),
  );
});
