import type { LineRange } from '../spool/error-lines.ts';

/** @param ranges - in order. */
export function isInRanges(ranges: readonly LineRange[], line: number): boolean {
  const range = ranges[firstEndingAt(ranges, line)];
  return range !== undefined && range.first <= line;
}

/** The index of the first range that ends at `line` or after it. */
export function firstEndingAt(ranges: readonly LineRange[], line: number): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.last ?? Infinity) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
