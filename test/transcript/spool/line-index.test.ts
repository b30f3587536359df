import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { layout } from '../../../src/transcript/spool/limits.ts';
import { createLineIndex, type LineIndex } from '../../../src/transcript/spool/line-index.ts';
import { longText } from '../hostile-text.ts';

function indexOf(text: string, chunkBytes: number): { readonly index: LineIndex; readonly starts: readonly number[] } {
  const index = createLineIndex();
  const bytes = Buffer.from(text);
  const starts = [0];
  for (let at = 0; at < bytes.length; at += chunkBytes)
    index.add(bytes.subarray(at, at + chunkBytes), (start) => starts.push(start));
  index.end();
  return { index, starts };
}

test('any line begins where the index says, or within the stretch after it', () => {
  fc.assert(
    fc.property(longText, fc.constantFrom(1_000, 65_536, 65_537, 200_000), (text, chunkBytes) => {
      const { index, starts } = indexOf(text, chunkBytes);

      for (const line of [0, 1, 2, Math.floor(starts.length / 2), starts.length - 1]) {
        const start = starts[line];
        if (start === undefined) continue;
        const point = index.ofLine(line);
        expect(point.lines).toBeLessThanOrEqual(line);
        if (point.lines === line) expect(point.lineStart).toBe(start);
        else expect(start).toBeGreaterThanOrEqual(point.offset);
        expect(start - point.offset).toBeLessThanOrEqual(layout.checkpointBytes);
      }
    }),
    { numRuns: 60 },
  );
});

describe('a checkpoint', () => {
  test('is the nearest before an offset, with the line that goes on there', () => {
    const { index } = indexOf(`first\n${'x'.repeat(200_000)}\n`, 10_000);

    expect(index.before(0)).toMatchObject({ offset: 0, lines: 0, lineStart: 0 });
    expect(index.before(70_000)).toEqual({ offset: 65_536, lines: 1, lineStart: 6, isAfterCr: false });
  });

  test('between \\r and \\n does not count the line', () => {
    const { index } = indexOf(`${'x'.repeat(65_535)}\r\nafter`, 65_536);

    expect(index.before(65_536)).toEqual({ offset: 65_536, lines: 0, lineStart: 0, isAfterCr: true });
  });
});

test('a text of nothing but line ends makes no larger an index', () => {
  const { index } = indexOf('\n'.repeat(1_000_000), 65_536);

  expect(index.state().lines).toBe(1_000_000);
  expect(index.ofLine(999_999).offset).toBe(15 * 65_536);
});
