/** Fields as they may come, hostile text in every foreign one. */

import fc from 'fast-check';
import { marked } from './hostile-text.ts';
import { now } from './views.ts';

export const text = fc.option(marked, { nil: undefined });
export const time = fc.option(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') }), {
  nil: undefined,
});
export const count = fc.option(fc.nat({ max: Number.MAX_SAFE_INTEGER }), { nil: undefined });
export const flag = fc.option(fc.boolean(), { nil: undefined });
export const hex = (digits: number) =>
  fc.string({ unit: fc.constantFrom('0', 'a', 'f'), minLength: digits, maxLength: digits });
export const hash = (digits: number) => fc.option(hex(digits), { nil: undefined });
export const texts = fc.oneof(
  { weight: 5, arbitrary: fc.array(marked, { maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(marked, fc.nat({ max: 300 })).map(([one, n]) => Array.from({ length: n }, () => one)),
  },
);
export const reader = fc.record({ now: fc.constant(now), asOf: fc.constant(now), shownFor: text });
export const many = <T>(item: fc.Arbitrary<T>, most: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.array(item, { maxLength: 6 }) },
    {
      weight: 1,
      arbitrary: fc.tuple(item, fc.nat({ max: most })).map(([one, n]) => Array.from({ length: n }, () => one)),
    },
  );
