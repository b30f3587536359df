import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isWithinDepth } from '../../src/teams/json-depth.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

test('agrees with the depth of the value, whatever its text looks like', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 8 }),
      fc.integer({ min: 0, max: 10 }),
      fc.boolean(),
      (value, max, isSpaced) => {
        const text = JSON.stringify(value, null, isSpaced ? 2 : 0);

        expect(isWithinDepth(text, max)).toBe(depthOf(value) <= max);
      },
    ),
  );
});

test.each(['"[', '"\\', '"\\"[[', ']]]][', ''])('comes to an end on broken text: %j', (text) => {
  expect(isWithinDepth(text, 1)).toBe(true);
});
