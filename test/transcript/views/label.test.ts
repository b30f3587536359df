import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { labelOf, positionIn } from '../../../src/transcript/views/label.ts';

test.each([
  ['12', { part: 'output', line: 12, piece: 1 }],
  ['0', { part: 'output', line: 0, piece: 1 }],
  ['e3', { part: 'errors', line: 3, piece: 1 }],
  ['12.2', { part: 'output', line: 12, piece: 2 }],
  ['e3.40', { part: 'errors', line: 3, piece: 40 }],
] as const)('%s is the label of %j', (label, position) => {
  expect(labelOf(position)).toBe(label);
  expect(positionIn(label)).toEqual(position);
});

test.each([
  ['E3', { part: 'errors', line: 3, piece: 1 }],
  ['12.0', { part: 'output', line: 12, piece: 1 }],
  ['012', { part: 'output', line: 12, piece: 1 }],
] as const)('%s is understood as %j', (label, position) => {
  expect(positionIn(label)).toEqual(position);
});

test.each(['', 'e', 'x1', '-1', '1.', '.2', '1.2.3', '1e3', ' 1', '1 ', '1\n', '1234567890', '١٢'])(
  '%j is no place',
  (label) => {
    expect(positionIn(label)).toBeUndefined();
  },
);

test('every place is found again by its label', () => {
  const position = fc.record({
    part: fc.constantFrom('output' as const, 'errors' as const),
    line: fc.nat({ max: 999_999_999 }),
    piece: fc.integer({ min: 1, max: 999_999_999 }),
  });
  fc.assert(fc.property(position, (place) => expect(positionIn(labelOf(place))).toEqual(place)));
});
