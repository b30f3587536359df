/** UTF-8 of whole code points, whatever came. */

import { isUtf8 } from 'node:buffer';
import { windows1252 } from './windows-1252.ts';

/** How many bytes the sequence takes that stands here; 0: none does. Source: RFC 3629 section 4 */
export function sequenceBytes(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (lead >= 0xc2 && lead <= 0xdf) return isTail(second) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf; // surrogates are no code points
    return second >= low && second <= high && isTail(bytes[at + 2]) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && isTail(bytes[at + 2]) && isTail(bytes[at + 3]) ? 4 : 0;
  }
  return 0;
}

function isTail(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Up to a sequence at the end of which more may be to come. */
export function wholeBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (isTail(byte)) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** @param onLegacy - how many bytes were no UTF-8, and read as windows-1252 one by one. */
export function mendUtf8(bytes: Uint8Array, onLegacy: (count: number) => void): Uint8Array {
  if (isUtf8(bytes)) return bytes;
  const mended = Buffer.allocUnsafe(bytes.length * 3);
  let to = 0;
  let legacy = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceBytes(bytes, at);
    if (length === 1) mended[to++] = bytes[at++] ?? 0;
    else if (length > 1) for (const end = at + length; at < end;) mended[to++] = bytes[at++] ?? 0;
    else {
      for (const byte of windows1252(bytes[at++] ?? 0)) mended[to++] = byte;
      legacy += 1;
    }
  }
  onLegacy(legacy);
  return mended.subarray(0, to);
}
