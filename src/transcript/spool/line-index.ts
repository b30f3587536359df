/** Finds any line of a text by reading one stretch of it. Its size follows from the bytes, however many lines there are. */

import { layout } from './limits.ts';
import { endOfText, followLines, startOfText, type LineState } from './lines.ts';

export interface LineIndex {
  /** At the end of what was added. */
  state(): LineState;
  /** The last checkpoint at or before `offset`. */
  before(offset: number): LineState;
  /** The state whose `lines` is `line` and whose `lineStart` is its start; or the checkpoint after which it begins. */
  ofLine(line: number): LineState;
}

export interface GrowingLineIndex extends LineIndex {
  add(bytes: Uint8Array, onLine: (start: number, line: number) => void): void;
  end(): void;
}

const { checkpointBytes } = layout;
/** Numbers of a checkpoint: its lines, twice, and one more after a \r; and the start of its line. */
const width = 2;

export function createLineIndex(): GrowingLineIndex {
  let points = new Float64Array(width * 64);
  let count = 0;
  let state = startOfText;

  const at = (i: number): LineState => {
    const lines = points[i * width] ?? 0;
    return {
      offset: i * checkpointBytes,
      lines: Math.floor(lines / 2),
      lineStart: points[i * width + 1] ?? 0,
      isAfterCr: lines % 2 === 1,
    };
  };
  const mark = (): void => {
    if (points.length === count * width) {
      const wider = new Float64Array(points.length * 2);
      wider.set(points);
      points = wider;
    }
    points[count * width] = state.lines * 2 + (state.isAfterCr ? 1 : 0);
    points[count * width + 1] = state.lineStart;
    count++;
  };
  mark();

  return {
    state: () => state,
    before: (offset) => at(Math.min(Math.floor(offset / checkpointBytes), count - 1)),
    ofLine(line) {
      let [low, high] = [0, count]; // the first checkpoint with at least so many lines
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (at(middle).lines < line) low = middle + 1;
        else high = middle;
      }
      const found = at(low);
      return low < count && found.lines === line ? found : at(Math.max(low - 1, 0));
    },
    add(bytes, onLine) {
      for (let from = 0; from < bytes.length;) {
        const room = checkpointBytes - (state.offset % checkpointBytes);
        const part = bytes.subarray(from, from + room);
        state = followLines(state, part, onLine);
        if (part.length === room) mark();
        from += part.length;
      }
    },
    end() {
      state = endOfText(state);
    },
  };
}
