import fc from 'fast-check';

const codePoint = fc.oneof(
  fc.nat(0x7f),
  fc.nat(0x7ff),
  fc.integer({ min: 0xd800, max: 0xdfff }),
  fc.nat(0xffff),
  fc.nat(0x10ffff),
);

/** Of code points of every length in UTF-8, halves of surrogate pairs among them. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.array(codePoint, { maxLength }).map((points) => String.fromCodePoint(...points));
}
