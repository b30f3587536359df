/** Texts that are hard on whoever counts lines and characters. */

import fc from 'fast-check';

const bits = [
  ...['\n', '\r', '\r\n', 'a', 'needle', ' ', 'ü', 'Ü', '€', '😀', 'ſ', 'K', 'σς', '\t'],
  ...['\u001b[31m', '\u009b0m', '\u001b]0;', '\u0007', '\u001b7'],
];

export const hostileText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...bits) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => Buffer.from(parts.join('')).toString()); // without lone surrogates

const repeated = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(fc.constantFrom('x', '€', '😀', 'ab\r', 'needle '), fc.constantFrom(0, 700, 2_000)),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('x', '€', 'needle '), fc.constant(25_000)) },
);

/** The same with a stretch that is repeated, for lines longer than a row and than what is read at once. */
export const longText = fc
  .tuple(hostileText, repeated, hostileText)
  .map(([before, [bit, times], after]) => before + bit.repeat(times) + after);
