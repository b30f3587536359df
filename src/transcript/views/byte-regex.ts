/**
 * Plain text in any letter case, as a regular expression over the bytes of UTF-8, each byte a Latin-1 character: so no
 * text is decoded to be searched, and a hit is a byte offset. A character matches those that JavaScript's `iu` says.
 */

/** Global: `lastIndex` is where it goes on. */
export function byteRegex(text: string): RegExp {
  const cased = isAsciiOnly(text) && !/[sk]/i.test(text) ? '' : casedChars();
  return new RegExp(Array.from(text, (char) => unit(char, cased)).join(''), 'gi');
}

/** One character: an ASCII letter by itself, as the flag `i` takes care of its case. */
function unit(char: string, cased: string): string {
  const others = cased === '' ? [] : (cased.match(new RegExp(escaped(char), 'giu')) ?? []);
  const all = [...new Set([char, ...others])].map(bytesOf);
  return all.length === 1 ? (all[0] ?? '') : `(?:${all.join('|')})`;
}

/** The case of bytes beyond ASCII is none: `[\xC3]` is the same for the flag `i` as `\xE3`, a class of one with its flag off is not. */
function bytesOf(char: string): string {
  if (char < '\x80') return escaped(char);
  const bytes = Array.from(Buffer.from(char), (byte) => `\\x${byte.toString(16)}`).join('');
  return `(?-i:${bytes})`;
}

/** Letters beyond ASCII that have another case, by Unicode as Node knows it: some 3,000. */
function casedChars(): string {
  const codes = Array.from({ length: maxCased - 0x7f }, (_, i) => i + 0x80);
  const all = codes.reduce((text, code) => text + String.fromCodePoint(code), '');
  return (all.match(/[\p{Changes_When_Casemapped}\p{Changes_When_Casefolded}]/gu) ?? []).join('');
}

/** Adlam is the last script with letter case. Source: unicode.org/Public/UCD/latest/ucd/CaseFolding.txt */
const maxCased = 0x1e943;

function isAsciiOnly(text: string): boolean {
  return /^[\x00-\x7F]*$/.test(text);
}

function escaped(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
