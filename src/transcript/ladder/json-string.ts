/** The inside of a JSON string → UTF-8, in bulk, as lenient as can be. */

import { unicodeEscape, writeUtf8 } from './json-escape.ts';

export interface StringFaults {
  nuls: number;
  loneSurrogates: number;
  /** Something that no JSON string may hold. */
  isMended: boolean;
}

export interface StringRun {
  /** Unescaped. */
  readonly bytes: Uint8Array;
  /** Where it stopped: at the closing quote, or at what needs more bytes to be understood. */
  readonly at: number;
  readonly isClosed: boolean;
}

/** Whether the quote at `at` closes the string. `undefined`: that takes more bytes to tell. */
export type Closes = (input: Uint8Array, at: number, isLast: boolean) => boolean | undefined;

const quote = 0x22;
const backslash = 0x5c;

/** Bytes with a meaning of their own: control characters, the quote, the backslash. */
const special = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 || byte === quote || byte === backslash ? 1 : 0,
);

/** `\n` → line feed, by the second byte; 0: no such escape. Source: RFC 8259 section 7 */
const escaped = new Uint8Array(256);
for (const [name, char] of Object.entries({
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}))
  escaped[name.charCodeAt(0)] = char.charCodeAt(0);

/** From `start` on. What is unescaped is never longer than what it was made of. */
export function unescapeRun(
  input: Uint8Array,
  start: number,
  isLast: boolean,
  faults: StringFaults,
  closes: Closes,
): StringRun {
  const length = input.length;
  const output = Buffer.allocUnsafe(length - start);
  let at = start;
  let to = 0;
  while (at < length) {
    const plain = copyPlain(input, at, output, to);
    at += plain;
    to += plain;
    if (at === length) break;
    const byte = input[at] ?? 0;
    if (byte === backslash) {
      const char = escaped[input[at + 1] ?? 0] ?? 0;
      if (char !== 0) {
        output[to++] = char;
        at += 2;
        continue;
      }
      const escape = unicodeEscape(input, at);
      if (escape === 'more' && !isLast) break;
      if (escape === 'more') {
        at = length; // it was cut in the middle of an escape
      } else if (escape === undefined) {
        output[to++] = backslash; // one that stood for itself
        faults.isMended = true;
        at += 1;
      } else {
        if (escape.code === 0) faults.nuls += 1;
        else to = writeUtf8(output, to, escape.code);
        if (escape.isLone) faults.loneSurrogates += 1;
        at += escape.length;
      }
    } else if (byte === quote) {
      const isClosing = closes(input, at, isLast);
      if (isClosing === true) return { bytes: output.subarray(0, to), at, isClosed: true };
      if (isClosing === undefined) break;
      output[to++] = quote;
      faults.isMended = true;
      at += 1;
    } else {
      if (byte === 0) faults.nuls += 1;
      else output[to++] = byte;
      faults.isMended = true;
      at += 1;
    }
  }
  return { bytes: output.subarray(0, to), at, isClosed: false };
}

/** Up to what has a meaning of its own; gives how many. Nearly all of the work is done here. */
function copyPlain(input: Uint8Array, from: number, output: Uint8Array, to: number): number {
  const length = input.length - from;
  let count = 0;
  while (count < length) {
    const byte = input[from + count] ?? 0;
    if (special[byte] !== 0) break;
    output[to + count] = byte;
    count += 1;
  }
  return count;
}
