/** Text that an attacker may put where Defender, a device or a person supplies it. */

import fc from 'fast-check';

/** Marks foreign text: no treatment touches it, and no short form keeps it. */
export const sentinel = '§evil§';

/** Characters that deceive the eye, of every kind, and the pieces that JSON, Markdown and templates are made of. */
const pieces = [
  ...['\0', '\u0007', '\u001B[31m', '\u007F', '\u0085', '\r', '\n', '\t', '\v'],
  ...['\u061C', '\u200B', '\u200D', '\u200E', '\u202E', '\u2066', '\u2069', '\u2028', '\u2029', '\uFEFF'],
  ...['\u00A0', '\u1680', '\u2003', '\u202F', '\u3000', '\u2800', ' ', '   '],
  ...['\u115F', '\u3164', '\uFFA0', '\u034F', '\u180B', '\uFE0F', '\u{E0041}', '\u{E0100}'],
  ...['\uD800', '\uDC00', '\uDBFF', '\uE000', '\u{F0000}', '\u{10FFFF}', '😀', '𝒳', 'é', 'ß', '漢', 'ا'],
  ...['"', '\\', '${summary}', '{{DATE(x)}}', '[x](http://evil.example)', '**b**', '<at>x</at>', '<script>', '&amp;'],
  ...['http://evil.example', 'https://a@evil.example:1/x', 'ftp://x', 'a@evil.example', 'www.evil.example', '…', '⟨U+'],
  ...['constructor', '__proto__', 'toString'],
];

/** Short mostly, sometimes far longer than any card takes. */
export const hostileText = fc
  .oneof(
    { weight: 6, arbitrary: fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' }))) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...pieces), fc.integer({ min: 80, max: 3_000 })).map(repeated) },
  )
  .map((parts) => parts.join(''));

function repeated([piece, times]: readonly [string, number]): readonly string[] {
  return [piece.repeat(times)];
}

/** Foreign text that can be told from our own. */
export const marked = hostileText.map((text) => `${sentinel}${text}`);

/** What deceives the eye. Assigned or not is the business of fonts: unassigned characters show as a box. */
export const deceiving = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u;
