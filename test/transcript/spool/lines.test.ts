import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { endOfText, followLines, startOfText } from '../../../src/transcript/spool/lines.ts';
import { hostileText } from '../hostile-text.ts';

/** Where lines begin after the first, as a regular expression sees it. */
function startsIn(text: string): readonly number[] {
  return [...text.matchAll(/\r\n|\n|\r/g)].map((end) => Buffer.byteLength(text.slice(0, end.index) + end[0]));
}

test.each([
  ['nothing', '', []],
  ['no end', 'a', []],
  ['\\n', 'a\nb', [2]],
  ['\\r\\n', 'a\r\nb', [3]],
  ['a lone \\r', 'a\rb', [2]],
  ['all of them', '\n\r\n\r', [1, 3, 4]],
  ['\\r\\r\\n', 'a\r\r\nb', [2, 4]],
  ['\\n\\r', 'a\n\rb', [2, 3]],
])('lines begin after %s', (_, text, starts) => {
  const found: number[] = [];

  const state = endOfText(followLines(startOfText, Buffer.from(text), (start) => found.push(start)));

  expect(found.length === starts.length ? found : [...found, state.lineStart]).toEqual(starts);
  expect(state.lines).toBe(starts.length);
});

describe('however the bytes come', () => {
  test('the lines are those of the whole text', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 7 }), (text, chunkBytes) => {
        const bytes = Buffer.from(text);
        const found: number[] = [];
        let state = startOfText;
        for (let at = 0; at < bytes.length; at += chunkBytes)
          state = followLines(state, bytes.subarray(at, at + chunkBytes), (start, line) => {
            found.push(start);
            expect(line).toBe(found.length);
          });
        state = endOfText(state);

        const expected = startsIn(bytes.toString());
        expect(state).toMatchObject({ lines: expected.length, lineStart: expected.at(-1) ?? 0, isAfterCr: false });
        expect(found.slice(0, expected.length)).toEqual(expected.slice(0, found.length));
      }),
    );
  });
});
