import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shownBytes, shownText } from '../src/terminal-sequences.ts';

const bits = [
  '\x1B',
  '\x1B[',
  '\x1B]',
  '\x9B',
  '\x9C',
  '\x9D',
  '\x07',
  '\x1B\\',
  '31',
  ';',
  'm',
  'x',
  'ü',
  ' ',
  '\xA0',
];
const hostile = fc.array(fc.constantFrom(...bits), { maxLength: 20 }).map((parts) => parts.join(''));
const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

describe('what a terminal does not show is taken out', () => {
  test.each([
    ['a colour', 'a\x1B[1;31mb', 'ab', 1],
    ['one of forty parameters', `a\x1B[${'1;'.repeat(40)}mb`, 'ab', 1],
    ['one that begins with one character', 'a\x9B0mb', 'ab', 1],
    ['a title', 'a\x1B]0;title\x07b', 'ab', 1],
    ['one of 3,000 characters', `a\x1B]0;${'t'.repeat(3_000)}\x07b`, 'ab', 1],
    ['one that ends with the one character of ST', 'a\x1B]0;t\x9Cb', 'ab', 1],
    ['one that is one character at both ends', 'a\x9D0;t\x9Cb', 'ab', 1],
    ['both ends of a link', '\x1B]8;;https://evil.example\x1B\\here\x1B]8;;\x1B\\', 'here', 2],
    ['a two-character escape', 'a\x1B(Bb\x1B7c', 'abc', 2],
    ['none', 'aüb', 'aüb', 0],
    ['of a title that does not end its beginning', 'a\x1B]0;b', 'a]0;b', 1],
    ['or not on its line', 'a\x1B]0;b\nc\x07', 'a]0;b\nc\x07', 1],
    ['or in which a colour begins', 'a\x1B]0;\x9B0mb\x07', 'a]0;b\x07', 2],
    ['of a colour within another', 'a\x1B[\x1B[1mb', 'a[b', 2],
  ])('%s', (_, text, shown, count) => {
    expect(shownText(text)).toMatchObject({ text: shown, count });
    expect(shownBytes(latin1(text))).toMatchObject({ text: latin1(shown), count });
  });
});

test('titles and targets are at hand, and where they stood', () => {
  const text = 'ü\x1B]0;täg\x07b\x9D8;;x\x9C';

  expect(shownText(text).strings.map(({ text: string, from }) => [string, text.indexOf(string) === from])).toEqual([
    ['0;täg', true],
    ['8;;x', true],
  ]);
  expect(shownBytes(latin1(text)).strings).toEqual([
    { text: latin1('0;täg'), from: 4 },
    { text: '8;;x', from: 14 },
  ]);
});

test('text and bytes are read alike', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(shownBytes(latin1(text)).text).toBe(latin1(shownText(text).text));
    }),
  );
});

test('each character that is left is found where it stood', () => {
  fc.assert(
    fc.property(hostile, (original) => {
      const { text, at, before } = shownText(original);

      const places = Array.from(text.split('').keys(), at);

      expect(places.map((place) => original[place]).join('')).toBe(text);
      expect(places.map(before)).toEqual([...places.keys()]);
      expect(before(original.length)).toBe(text.length);
    }),
  );
});

test('of what is left, nothing is a sequence', () => {
  fc.assert(fc.property(hostile, (text) => expect(shownText(shownText(text).text).count).toBe(0)));
});

test('a text that is cut anywhere hides nothing that the whole does not', () => {
  fc.assert(
    fc.property(hostile, fc.nat(20), (original, cut) => {
      const { text } = shownText(original);

      const halves = shownText(original.slice(0, cut)).text + shownText(original.slice(cut)).text;

      expect(isWithin(text, halves)).toBe(true);
    }),
  );
});

test.each(['\x1B[', '\x1B]', '\x9D', '\xC2\x9D', '\x1B[1', '\x1B]0\x1B', '\x1B '])(
  '%j over and over is read',
  (bit) => {
    const text = bit.repeat(Math.ceil(1_000_000 / bit.length));

    expect(shownText(text).text.length).toBeLessThanOrEqual(text.length);
    expect(shownBytes(text).text.length).toBeLessThanOrEqual(text.length);
  },
);

/** All characters of one stand in the other, in their order. */
function isWithin(one: string, other: string): boolean {
  let at = 0;
  for (const char of other) if (char === one[at]) at += 1;
  return at === one.length;
}
