import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isUtf8 } from 'node:buffer';
import { createDecoder } from '../../../src/transcript/ladder/decoder.ts';
import type { Encoding } from '../../../src/transcript/ladder/encoding.ts';
import { createNotes } from '../../../src/transcript/ladder/notes.ts';
import { anyText } from './any-text.ts';

function decoded(name: Encoding['name'], bytes: Uint8Array, size: number) {
  const notes = createNotes();
  const decode = createDecoder(name, notes);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(decode(bytes.subarray(at, at + size), false));
  parts.push(decode(new Uint8Array(), true));
  return { text: Buffer.concat(parts).toString(), areWhole: parts.every((part) => isUtf8(part)), steps: notes.steps() };
}

const sizes = fc.integer({ min: 1, max: 9 });

describe('in chunks of any size', () => {
  test('UTF-8 stays as it is', () => {
    fc.assert(
      fc.property(anyText(40), sizes, (text, size) => {
        expect(decoded('UTF-8', Buffer.from(text), size)).toEqual({
          text: text.toWellFormed(),
          areWhole: true,
          steps: [],
        });
      }),
    );
  });

  test('UTF-16 of either order is what it was, and half pairs are counted', () => {
    fc.assert(
      fc.property(anyText(40), sizes, fc.boolean(), (text, size, isBig) => {
        const units = Buffer.from(text, 'utf16le');
        const lone = text.match(/\p{Surrogate}/gu)?.length ?? 0;

        const result = decoded(isBig ? 'UTF-16BE' : 'UTF-16LE', isBig ? units.swap16() : units, size);

        expect(result).toEqual({
          text: text.toWellFormed(),
          areWhole: true,
          steps: lone === 0 ? [] : [{ kind: 'loneSurrogates', count: lone }],
        });
      }),
    );
  });

  test('windows-1252 is what the standard makes of it', () => {
    fc.assert(
      fc.property(fc.uint8Array(), sizes, (bytes, size) => {
        expect(decoded('windows-1252', bytes, size).text).toBe(new TextDecoder('windows-1252').decode(bytes));
      }),
    );
  });

  test('bytes that are no UTF-8 are windows-1252 each, and what is UTF-8 around them stays', () => {
    const piece = fc.oneof(
      fc.constantFrom('a', 'é', '€', '😀').map((letter) => ({ bytes: Buffer.from(letter), text: letter, strays: 0 })),
      fc
        .constantFrom<readonly [number, string]>([0x80, '€'], [0xff, 'ÿ'], [0xc0, 'À'], [0xf5, 'õ'], [0xa0, '\u00A0'])
        .map(([byte, letter]) => ({ bytes: Buffer.from([byte]), text: letter, strays: 1 })),
    );
    fc.assert(
      fc.property(fc.array(piece), sizes, (pieces, size) => {
        const strays = pieces.reduce((sum, { strays: count }) => sum + count, 0);

        const result = decoded('UTF-8', Buffer.concat(pieces.map(({ bytes }) => bytes)), size);

        expect(result).toEqual({
          text: pieces.map(({ text }) => text).join(''),
          areWhole: true,
          steps: strays === 0 ? [] : [{ kind: 'legacyBytes', count: strays }],
        });
      }),
    );
  });

  test.each([
    ['too long for what it is', [0xc1, 0x81]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['too long, of four', [0xf0, 0x80, 0x80, 0x80]],
    ['too long, of three', [0xe0, 0x80, 0x80]],
  ])('a sequence that is %s is none', (_, bytes) => {
    for (const size of [1, 9]) {
      const { text, steps } = decoded('UTF-8', Uint8Array.from(bytes), size);

      expect(text).toBe(new TextDecoder('windows-1252').decode(Uint8Array.from(bytes)));
      expect(steps).toEqual([{ kind: 'legacyBytes', count: bytes.length }]);
    }
  });

  test('any bytes give letters', () => {
    fc.assert(
      fc.property(fc.uint8Array(), sizes, fc.constantFrom('UTF-8', 'UTF-16LE', 'UTF-16BE'), (bytes, size, name) => {
        const { text, areWhole } = decoded(name, bytes, size);

        expect(areWhole).toBe(true);
        expect(text).toBe(decoded(name, bytes, 100).text);
      }),
    );
  });
});
