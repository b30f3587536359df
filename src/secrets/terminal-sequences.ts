/** Terminal sequences within a line: a colour in the middle of a password hides neither its name nor its value. */

/** CSI, OSC to BEL or ST, two-character escapes. Source: ECMA-48 sections 5.3 to 5.6 */
const sequence =
  /\x1B\[[0-?]{0,64}[ -/]{0,8}[@-~]|\x1B\][^\x07\x1B\r\n]{0,2048}(?:\x07|\x1B\\)|\x1B[ -/]{0,4}[0-Z\\^-~]/g;

export interface Plain {
  readonly text: string;
  /** Where a character of `text` stands in the line. */
  readonly at: (position: number) => number;
}

export function withoutSequences(line: string): Plain {
  if (!line.includes('\x1B')) return { text: line, at: (position) => position };
  const kept: { readonly text: string; readonly from: number; readonly at: number }[] = [];
  let [from, at] = [0, 0];
  for (const { index, 0: found } of [...line.matchAll(sequence), { index: line.length, 0: '' }]) {
    kept.push({ text: line.slice(at, index), from, at });
    from += index - at;
    at = index + found.length;
  }
  return {
    text: kept.map(({ text }) => text).join(''),
    at(position) {
      const part = kept.findLast((one) => one.from <= position && one.text !== '');
      return part === undefined ? position : part.at + position - part.from;
    },
  };
}
