import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commandLineText, nameText, outputText, sentenceText, shortName, titleText } from '../../src/cards/text.ts';
import { deceiving, hostileText } from './hostile-text.ts';

type Treatment = readonly [kind: string, treat: (text: string) => string, maxChars: number];

const treatments: readonly Treatment[] = [
  ['a name', nameText, 256],
  ['a command line', commandLineText, 1_000],
  ['a sentence', sentenceText, 1_000],
  ['a title', titleText, 256],
];

describe.each<Treatment>([...treatments, ['output', outputText, Infinity]])('%s', (_, treat) => {
  test.each([
    ['a bell', 'a\u0007b', 'a␇b'],
    ['a line break', 'a\nb', 'a␊b'],
    ['a NUL', 'a\0b', 'a␀b'],
    ['delete', 'a\u007Fb', 'a␡b'],
    ['a C1 control', 'a\u0085b', 'a⟨U+0085⟩b'],
    ['a right-to-left override', 'a\u202Efdp.exe', 'a⟨U+202E⟩fdp.exe'],
    ['an isolate', 'a\u2066b', 'a⟨U+2066⟩b'],
    ['a zero-width space', 'a\u200Bb', 'a⟨U+200B⟩b'],
    ['a byte order mark', 'a\uFEFFb', 'a⟨U+FEFF⟩b'],
    ['a letter that nobody sees', 'a\u3164b', 'a⟨U+3164⟩b'],
    ['a variation selector', 'a\uFE0Fb', 'a⟨U+FE0F⟩b'],
    ['a tag character', 'a\u{E0041}b', 'a⟨U+E0041⟩b'],
    ['a line separator', 'a\u2028b', 'a⟨U+2028⟩b'],
    ['half of a surrogate pair', 'a\uD800b', 'a⟨U+D800⟩b'],
    ['private use', 'a\uE000b', 'a⟨U+E000⟩b'],
  ])('shows that there is %s', (_kind, text, shown) => {
    expect(treat(text)).toBe(shown);
  });

  test.each(['kms.exe', 'Ümläut 漢字 اب 😀.txt', 'a&b "c" <d> ${e} **f** [g] h\\i', ''])('leaves %j alone', (text) => {
    expect(treat(text)).toBe(text);
  });

  test('lets nothing through that the eye is deceived by', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = treat(text).replace(/[\u00A0\u200B]/g, ''); // what our own treatment adds: see below
        expect(shown).not.toMatch(deceiving);
      }),
    );
  });

  test('survives 200 KB of anything', () => {
    const many = ['\u202E', '\u009D', ' ', '\t', '@a.', 'http://', '://', 'www.', '\uD800', 'a', '⟨U+', '[.]'];

    for (const piece of many) expect(typeof treat(piece.repeat(200_000 / piece.length))).toBe('string');
  });
});

describe.each(treatments)('%s', (_, treat, maxChars) => {
  test.each([
    ['a no-break space', '\u00A0', '⟨U+00A0⟩'],
    ['an em space', '\u2003', '⟨U+2003⟩'],
    ['an ideographic space', '\u3000', '⟨U+3000⟩'],
    ['the blank of Braille', '\u2800', '⟨U+2800⟩'],
  ])('shows %s for what it is', (_kind, space, shown) => {
    expect(treat(`a${space}b`)).toBe(`a${shown}b`);
  });

  test('stays as it is when treated again', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const once = treat(text).replaceAll('\u200B', '');
        fc.pre(once.length <= maxChars);
        expect(treat(once).replaceAll('\u200B', '')).toBe(once);
      }),
    );
  });

  test('is cut with its length said', () => {
    expect(treat('x '.repeat(2_000))).toBe(`${'x '.repeat(maxChars / 2)}… (4,000 characters)`);
    expect(treat('x '.repeat(maxChars / 2))).toBe('x '.repeat(maxChars / 2));
  });

  test('has a known size, whatever became of it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = treat(text).replaceAll('\u200B', '');
        const isWhole = shown.length <= maxChars && text.length <= maxChars;
        expect(shown.length).toBeLessThanOrEqual(maxChars + '… (1,000,000 characters)'.length);
        if (!isWhole) expect(shown).toContain(`… (${text.length.toLocaleString('en-US')} characters)`);
      }),
    );
  });

  test('is never cut within a surrogate pair or a stand-in', () => {
    for (const shift of Array.from({ length: 12 }, (__, i) => 'x'.repeat(i))) {
      const [pairs, standIns] = ['😀', '\u202E'].map((char) =>
        treat(shift + char.repeat(2_000)).replaceAll('\u200B', ''),
      );
      expect(pairs).toMatch(/^x*(?:😀)+… \(/u);
      expect(standIns).toMatch(/^x*(?:⟨U\+202E⟩)+… \(/u);
    }
  });
});

describe('output', () => {
  test.each([
    ['indentation', '   a', '\u00A0\u00A0\u00A0a'],
    ['one space of it', ' a', '\u00A0a'],
    ['a tab', '\ta', '\u00A0\u00A0\u00A0\u00A0a'],
    ['a run of spaces, which ends in one that a line may break at', 'a   b', 'a\u00A0\u00A0 b'],
    ['a single space', 'a b', 'a b'],
    ['spaces of other languages', '1\u202F234\u3000x', '1\u00A0234\u00A0x'],
  ])('keeps %s', (_, line, shown) => {
    expect(outputText(line)).toBe(shown);
  });

  test('can break after 80 characters of a word, between characters', () => {
    expect(outputText('x'.repeat(80))).toBe('x'.repeat(80));
    expect(outputText('x'.repeat(81))).toBe(`${'x'.repeat(80)}\u200Bx`);
    expect(outputText('😀'.repeat(161))).toBe(`${'😀'.repeat(80)}\u200B${'😀'.repeat(80)}\u200B😀`);
    expect(outputText(' '.repeat(200))).toMatch(/^\u00A0{80}\u200B\u00A0{80}\u200B\u00A0{40}$/);
  });

  test('loses nothing but what is shown by a stand-in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (line) => {
        const shown = outputText(line).replaceAll('\u200B', '').replaceAll('\u00A0', ' ');
        expect(shown).toBe(line);
      }),
    );
  });

  test('never leaves a longer run without a place to break', () => {
    fc.assert(fc.property(hostileText, (line) => expect(outputText(line)).not.toMatch(/[^ \u200B]{81}/u)));
  });
});

describe('a short form', () => {
  test.each([
    ['kms.exe', 'kms.exe'],
    ['LAPTOP-042', 'LAPTOP-042'],
    ['HackTool:MSIL/AutoKms', 'HackTool-MSIL-AutoKms'],
    ['Größe 漢字_1.txt', 'Größe 漢字_1.txt'],
    ['[click](http://evil.example)', '-click-http-evil.example-'],
    ['a\u202Eb\u3164c\u{E0041}d', 'a-b-c-d'],
    ['<at>x</at>', '-at-x-at-'],
    ['  a  ', 'a'],
    ['x'.repeat(80), 'x'.repeat(80)],
    [`x${'𝒳'.repeat(50)}`, `x${'𝒳'.repeat(39)}…`],
    ['x'.repeat(81), `${'x'.repeat(80)}…`],
  ])('of %j is %j', (name, short) => {
    expect(shortName(name)).toBe(short);
  });

  test('holds letters, digits, space and ._- only', () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const short = shortName(name);
        expect(short).toMatch(/^[\p{L}\p{N} ._-]*…?$/u);
        expect(short).not.toMatch(/\p{Default_Ignorable_Code_Point}/u);
        expect(short.length).toBeLessThanOrEqual(81);
      }),
    );
  });
});

test.each([nameText, commandLineText, sentenceText])(
  'spaces that push what follows out of sight are counted',
  (treated) => {
    expect(treated(`invoice.pdf${' '.repeat(200)}.exe`)).toBe('invoice.pdf ⟨200 spaces⟩ .exe');
    expect(treated('a  b')).toBe('a  b');
  },
);

test.each([nameText, outputText, sentenceText])('marks that pile up on a letter are counted, not shown', (treated) => {
  expect(treated(`Z${'\u0301'.repeat(100)}algo`)).toBe(`Z${'\u0301'.repeat(4)}⟨96 marks⟩algo`);
  expect(treated('e\u0301')).toBe('e\u0301');
});

test.each([nameText, commandLineText, outputText, sentenceText])(
  'a date that a client would work out is read as it was written',
  (treated) => {
    for (const written of ['{{DATE(2026-11-24T12:00:00Z, SHORT)}}', '{{{time(2026-11-24T12:00:00Z)}}}']) {
      expect(treated(written)).not.toMatch(/\{\{(?:DATE|TIME)\(/i);
      expect(treated(written).replaceAll('\u200B', '')).toBe(written);
    }
  },
);

test('a character that is none is made visible', () => {
  expect(nameText('a\uFFFEb')).toBe('a⟨U+FFFE⟩b');
});
