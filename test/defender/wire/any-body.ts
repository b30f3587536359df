/** Bodies of a shape, of which each field is sound, null, absent, or anything at all. */

import fc from 'fast-check';
import type { Leaf, LeafKind, Nested, Shape } from './shapes.ts';

type Body = Readonly<Record<string, unknown>>;

/** What trips decoders up, and any JSON. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, 0, -1, 7.5, 1e21, '', ' ', '0', '007', '1e3', '-1', 'null', 'true', 'Unknown'),
  fc.constantFrom<unknown>([], {}, [null], [7, 'text', ''], ['a', 'b'], [{}], { value: [] }, '2026-02-30T00:00:00Z'),
  fc.string(),
  fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('__proto__')),
);

const hex = (digits: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[0-9a-fA-F]{${digits}}$`)).filter((text) => text.length === digits);

const text = fc.oneof(
  fc.constantFrom(
    'High',
    'Live Response',
    'live response',
    'a,b',
    ' one , two ',
    'Contoso &amp; Sons &copy;',
    '\u202E',
  ),
  fc.string({ minLength: 1 }),
);
const day = fc.tuple(
  fc.integer({ min: 0, max: 9999 }),
  fc.integer({ min: 0, max: 13 }),
  fc.integer({ min: 0, max: 32 }),
);
const clock = fc.tuple(
  fc.integer({ min: 0, max: 23 }),
  fc.integer({ min: 0, max: 61 }),
  fc.integer({ min: 0, max: 61 }),
);
const padded = (parts: readonly number[], digits: readonly number[], by: string): string =>
  parts.map((part, at) => String(part).padStart(digits[at] ?? 2, '0')).join(by);
const time = fc
  .tuple(
    day,
    clock,
    fc.stringMatching(/^(\.[0-9]{0,9})?$/),
    fc.constantFrom('Z', 'z', '', '+02:00', '-11:30', '+25:00'),
  )
  .map(
    ([date, hours, fraction, zone]) =>
      `${padded(date, [4, 2, 2], '-')}T${padded(hours, [2, 2, 2], ':')}${fraction}${zone}`,
  );
const count = fc.oneof(fc.nat(), fc.maxSafeInteger(), fc.nat().map(String));
const texts = fc.array(fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: anything }), { maxLength: 4 });

const sound: Readonly<Record<LeafKind, fc.Arbitrary<unknown>>> = {
  ...{ text, html: text, category: text, required: text, actionType: text, textOrUnknown: text },
  ...{ count, integer: fc.maxSafeInteger(), flag: fc.boolean(), time, texts },
  words: fc.oneof(text, texts),
  sha1: hex(40),
  sha256: hex(64),
  md5: hex(32),
};

export function bodyOf(shape: Shape): fc.Arbitrary<Body> {
  const fields = Object.fromEntries(Object.values(shape).flatMap(fieldsOf));
  const own = fc.record(fields, { requiredKeys: [] });
  const more = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 });
  return fc.tuple(more, own).map(([around, body]) => ({ ...prefixed(around), ...body }));
}

function fieldsOf(field: Leaf | Nested): readonly (readonly [string, fc.Arbitrary<unknown>])[] {
  if (field[0] === 'object' || field[0] === 'objects') {
    const [kind, name, shape] = field; // by its kind
    const one = bodyOf(shape);
    return [[name, mostly(kind === 'object' ? one : fc.array(mostly(one), { maxLength: 3 }))]];
  }
  const [kind, ...names] = field as Leaf; // the only kinds left
  return names.map((name) => [name, mostly(sound[kind])] as const);
}

function mostly(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 5, arbitrary },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: anything },
  );
}

/** Fields that no decoder looks for. */
function prefixed(more: Body): Body {
  return Object.fromEntries(Object.entries(more).map(([name, value]) => [`x-${name}`, value]));
}
