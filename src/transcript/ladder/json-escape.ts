/** `\u` escapes. Source: RFC 8259 section 7 */

export interface Escape {
  /** Code point. */
  readonly code: number;
  /** Of the escape, in bytes. */
  readonly length: number;
  /** Half of a surrogate pair, which is U+FFFD then. */
  readonly isLone: boolean;
}

const replacement = 0xfffd;

/** `undefined`: no such escape stands here. `more`: it, or the other half of its pair, does not end here. */
export function unicodeEscape(input: Uint8Array, at: number): Escape | 'more' | undefined {
  const high = codeUnit(input, at);
  if (high === undefined || high === 'more') return high;
  if (high < 0xd800 || high > 0xdfff) return { code: high, length: 6, isLone: false };
  const low = high <= 0xdbff ? codeUnit(input, at + 6) : undefined;
  if (low === 'more') return low;
  if (low === undefined || low < 0xdc00 || low > 0xdfff) return { code: replacement, length: 6, isLone: true };
  return { code: 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00), length: 12, isLone: false };
}

const digits = new Map(
  Array.from('0123456789abcdefABCDEF', (digit) => [digit.charCodeAt(0), Number.parseInt(digit, 16)]),
);

function codeUnit(input: Uint8Array, at: number): number | 'more' | undefined {
  let unit = 0;
  for (let i = 0; i < 6; i++) {
    const byte = input[at + i];
    if (byte === undefined) return 'more';
    if (i < 2) {
      if (byte !== (i === 0 ? 0x5c : 0x75)) return undefined; // `\u`
      continue;
    }
    const digit = digits.get(byte);
    if (digit === undefined) return undefined;
    unit = unit * 16 + digit;
  }
  return unit;
}

/** Gives where the next byte goes. Source: RFC 3629 section 3 */
export function writeUtf8(output: Uint8Array, at: number, code: number): number {
  let to = at;
  if (code < 0x80) {
    output[to++] = code;
    return to;
  }
  if (code < 0x800) output[to++] = 0xc0 | (code >> 6);
  else {
    if (code < 0x10000) output[to++] = 0xe0 | (code >> 12);
    else {
      output[to++] = 0xf0 | (code >> 18);
      output[to++] = 0x80 | ((code >> 12) & 0x3f);
    }
    output[to++] = 0x80 | ((code >> 6) & 0x3f);
  }
  output[to++] = 0x80 | (code & 0x3f);
  return to;
}
