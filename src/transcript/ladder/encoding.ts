/** Which encoding a text is in, judged by its first bytes. */

import { isUtf8 } from 'node:buffer';
import { sequenceBytes, wholeBytes } from './utf8.ts';

export interface Encoding {
  readonly name: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'windows-1252';
  /** Of the byte order mark; of all, where programs wrote one before another. */
  readonly markBytes: number;
}

/** How much of a text is looked at. */
export const sampleBytes = 65_536;

const marks = [
  { name: 'UTF-8', bytes: [0xef, 0xbb, 0xbf] },
  { name: 'UTF-16LE', bytes: [0xff, 0xfe] },
  { name: 'UTF-16BE', bytes: [0xfe, 0xff] },
] as const;

export function encodingOf(sample: Uint8Array): Encoding {
  const mark = marks.find(({ bytes }) => startsWith(sample, bytes, 0));
  if (mark !== undefined) {
    let markBytes = mark.bytes.length;
    while (startsWith(sample, mark.bytes, markBytes)) markBytes += mark.bytes.length;
    return { name: mark.name, markBytes };
  }
  return { name: wideName(sample) ?? (isLegacy(sample) ? 'windows-1252' : 'UTF-8'), markBytes: 0 };
}

function startsWith(sample: Uint8Array, bytes: readonly number[], at: number): boolean {
  return bytes.every((byte, i) => sample[at + i] === byte);
}

const wideSampleBytes = 4_096;

/**
 * By the NULs: Latin letters have one in every second place, NULs that pad a text are in both. JSON that starts with a
 * bracket and a NUL is wide even if its texts are in letters that have none.
 */
function wideName(sample: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | undefined {
  const start = sample.subarray(0, wideSampleBytes);
  const nuls = [0, 0];
  for (let at = start.indexOf(0); at !== -1; at = start.indexOf(0, at + 1)) nuls[at & 1] = (nuls[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  const pairs = start.length >> 1;
  const isJson = (first: number, second: number): boolean =>
    (first === 0x7b || first === 0x5b) && '" \t\r\n{'.includes(String.fromCharCode(second));
  const [a = 0, b = 0, c = 0, d = 0] = start;
  if (b === 0 && d === 0 && isJson(a, c)) return 'UTF-16LE';
  if (a === 0 && c === 0 && isJson(b, d)) return 'UTF-16BE';
  if (odd * 5 >= pairs * 2 && odd > 1 && even * 20 <= odd) return 'UTF-16LE';
  if (even * 5 >= pairs * 2 && even > 1 && odd * 20 <= even) return 'UTF-16BE';
  return undefined;
}

/** More bytes that are no UTF-8 than letters that only UTF-8 has: else it is UTF-8 with some damage. */
function isLegacy(sample: Uint8Array): boolean {
  const end = wholeBytes(sample);
  if (isUtf8(sample.subarray(0, end))) return false;
  let strays = 0;
  let letters = 0;
  for (let at = 0; at < end;) {
    const length = sequenceBytes(sample, at);
    if (length === 0) strays += 1;
    else if (length > 1) letters += 1;
    at += Math.max(1, length);
  }
  return strays > letters;
}
