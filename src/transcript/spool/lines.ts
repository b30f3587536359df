/** Where lines begin, in bytes as they come: they end with \n, \r\n or a lone \r. */

/** Up to some byte of a text. */
export interface LineState {
  readonly offset: number;
  /** Lines that ended before. */
  readonly lines: number;
  /** Where the line begins that goes on here. */
  readonly lineStart: number;
  /** The byte before is a \r, whose line ends here, or after the \n that may follow. */
  readonly isAfterCr: boolean;
}

export const startOfText: LineState = { offset: 0, lines: 0, lineStart: 0, isAfterCr: false };

const lf = 10;
const cr = 13;

/** The state after `bytes`. @param onLine - called with the offset and the number, from 0, of each line that begins. */
export function followLines(
  state: LineState,
  bytes: Uint8Array,
  onLine?: (start: number, line: number) => void,
): LineState {
  const { offset } = state;
  let { lines, lineStart } = state;
  let at = 0;
  const begin = (next: number): void => {
    lines++;
    lineStart = offset + next;
    onLine?.(lineStart, lines);
  };
  if (state.isAfterCr && bytes.length > 0) {
    if (bytes[0] === lf) at = 1;
    begin(at);
  }
  const last = bytes.length - 1;
  for (; at <= last; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > cr) continue;
    if (byte === lf) begin(at + 1);
    else if (byte === cr && at < last) {
      if (bytes[at + 1] === lf) at++;
      begin(at + 1);
    }
  }
  const isAfterCr = last < 0 ? state.isAfterCr : bytes[last] === cr;
  return { offset: offset + bytes.length, lines, lineStart, isAfterCr };
}

/** The state when nothing follows: a \r at the end has ended its line. */
export function endOfText(state: LineState): LineState {
  if (!state.isAfterCr) return state;
  return { ...state, lines: state.lines + 1, lineStart: state.offset, isAfterCr: false };
}
