/** Line breaks in bytes: LF, CR LF, and CR alone. */

const [lf, cr] = [0x0a, 0x0d];

/** Counts breaks over consecutive bytes: CR LF is one, also where the two come apart. */
export function createBreakCount(): (bytes: Buffer, from: number, to: number) => number {
  let last = 0;
  return (bytes, from, to) => {
    if (from >= to) return 0;
    const part = bytes.subarray(from, to);
    let breaks = 0;
    for (let at = part.indexOf(lf); at >= 0; at = part.indexOf(lf, at + 1))
      if ((at === 0 ? last : part[at - 1]) !== cr) breaks += 1;
    for (let at = part.indexOf(cr); at >= 0; at = part.indexOf(cr, at + 1)) breaks += 1;
    last = part[part.length - 1] ?? 0;
    return breaks;
  };
}

/** Behind the last break; 0: there is none. */
export function afterLastBreak(bytes: Buffer): number {
  const afterLf = bytes.lastIndexOf(lf) + 1;
  return afterLf + bytes.subarray(afterLf).lastIndexOf(cr) + 1;
}

/** Where the line around a position begins, not before `from`. */
export function startOfLine(bytes: Uint8Array, position: number, from: number): number {
  let start = position;
  while (start > from && !isBreak(bytes[start - 1])) start -= 1;
  return start;
}

/** Where the line around a position ends, break excluded. */
export function endOfLine(bytes: Uint8Array, position: number): number {
  let end = position;
  while (end < bytes.length && !isBreak(bytes[end])) end += 1;
  return end;
}

function isBreak(byte: number | undefined): boolean {
  return byte === lf || byte === cr;
}
