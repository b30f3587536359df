/** Bytes in some encoding → UTF-8 of whole code points, chunk by chunk. */

import type { Encoding } from './encoding.ts';
import type { Notes } from './notes.ts';
import { mendUtf8, wholeBytes } from './utf8.ts';

/** @param isLast - nothing comes after it. */
export type Decode = (chunk: Uint8Array, isLast: boolean) => Uint8Array;

export function createDecoder(name: Encoding['name'], notes: Notes): Decode {
  switch (name) {
    case 'UTF-8':
      return carrying(wholeBytes, (bytes) => mendUtf8(bytes, (count) => notes.count('legacyBytes', count)));
    case 'UTF-16LE':
      return carrying(wholeUnits(1), (bytes) => fromUtf16(bytes, false, notes));
    case 'UTF-16BE':
      return carrying(wholeUnits(0), (bytes) => fromUtf16(bytes, true, notes));
    case 'windows-1252':
      return (bytes) => Buffer.from(new TextDecoder('windows-1252').decode(bytes));
  }
}

/** What is not whole at the end of a chunk waits for the next. */
function carrying(whole: (bytes: Uint8Array) => number, decode: (bytes: Uint8Array) => Uint8Array): Decode {
  let carry: Uint8Array = new Uint8Array();
  return (chunk, isLast) => {
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const end = isLast ? bytes.length : whole(bytes);
    carry = Uint8Array.from(bytes.subarray(end)); // a copy: a few bytes must not keep a chunk
    return decode(bytes.subarray(0, end));
  };
}

/** Even, and not between the two halves of a surrogate pair. */
function wholeUnits(highByte: 0 | 1): (bytes: Uint8Array) => number {
  return (bytes) => {
    const end = bytes.length & ~1;
    const high = end === 0 ? 0 : (bytes[end - 2 + highByte] ?? 0);
    return high >= 0xd8 && high <= 0xdb ? end - 2 : end;
  };
}

/** @param bytes - of even length, but for the last. */
function fromUtf16(bytes: Uint8Array, isBigEndian: boolean, notes: Notes): Uint8Array {
  const units = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length & ~1);
  const text = (isBigEndian ? Buffer.from(units).swap16() : units).toString('utf16le');
  if (!text.isWellFormed()) notes.count('loneSurrogates', text.match(/\p{Surrogate}/gu)?.length ?? 0);
  const isHalf = bytes.length > units.length;
  if (isHalf) notes.count('badBytes', 1);
  return Buffer.from(isHalf ? `${text}\uFFFD` : text); // which writes U+FFFD for a lone surrogate
}
