/** Small pieces of JSON in bytes: what stands between the texts. */

/** A NUL pads what was written by a program in C. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0;
}

/** Longer than any key that is looked for, written as escapes throughout. */
const maxKeyBytes = 96;

export interface Key {
  /** `undefined`: too long, or no string, so that it is none of those looked for. */
  readonly name: string | undefined;
  /** Behind its closing quote; `undefined` when that is not in sight. */
  readonly end: number | undefined;
}

/** The key whose opening quote stands here; `more`: more bytes are needed. */
export function keyAt(input: Uint8Array, start: number, isLast: boolean): Key | 'more' {
  let at = start + 1;
  for (; at < input.length && at - start <= maxKeyBytes; at += input[at] === 0x5c ? 2 : 1)
    if (input[at] === 0x22) return { name: keyName(input.subarray(start, at + 1)), end: at + 1 };
  return at - start > maxKeyBytes || isLast ? { name: undefined, end: undefined } : 'more';
}

function keyName(quoted: Uint8Array): string | undefined {
  const text = Buffer.from(quoted).toString();
  if (!text.includes('\\')) return text.slice(1, -1);
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const maxScalarBytes = 64;

/** A number or a word, up to what ends it. `isEnded`: it did not just run out of bytes. */
export function scalarAt(
  input: Uint8Array,
  start: number,
  isLast: boolean,
): { readonly token: string; readonly isEnded: boolean } | 'more' {
  const text = Buffer.from(input.buffer, input.byteOffset + start, Math.min(maxScalarBytes, input.length - start));
  const token = /^[^\s\0,:"{}[\]]*/.exec(text.toString('latin1'))?.[0] ?? '';
  if (token.length < text.length || text.length === maxScalarBytes) return { token, isEnded: true };
  return isLast ? { token, isEnded: false } : 'more';
}

/** Source: RFC 8259 sections 3 and 6 */
export function isScalar(token: string): boolean {
  return /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/.test(token);
}

const maxAheadBytes = 256;

/**
 * Whether the quote at `at` closes the text, or is one of the output's own that nobody escaped: behind a closing one
 * stands the end of the object, or a comma and the next key. In doubt it closes.
 */
export function closesText(input: Uint8Array, at: number, isLast: boolean): boolean | undefined {
  let isKey = false;
  let hasComma = false;
  for (let i = at + 1; ; i++) {
    if (i - at > maxAheadBytes) return true;
    const byte = input[i];
    if (byte === undefined) return isLast ? true : undefined;
    if (isKey) {
      if (byte === 0x5c) return true;
      if (byte === 0x22) return followedByColon(input, i, at, isLast);
    } else if (byte === 0x22 && hasComma) isKey = true;
    else if (byte === 0x2c && !hasComma) hasComma = true;
    else if (byte === 0x7d) return true;
    else if (!isSpace(byte)) return false;
  }
}

function followedByColon(input: Uint8Array, at: number, start: number, isLast: boolean): boolean | undefined {
  for (let i = at + 1; ; i++) {
    const byte = input[i];
    if (i - start > maxAheadBytes) return true;
    if (byte === undefined) return isLast ? true : undefined;
    if (!isSpace(byte)) return byte === 0x3a;
  }
}
