/** What a log, a listing or source code puts around every line of a key: a time stamp, a bracket, quotes. */

/** What is longer is no frame. */
const maxChars = 400;

export interface KeyFrame {
  /** From here on lines are expected between the two; numbers in them may change. */
  readonly learn: (before: string, after: string) => void;
  /** Where in the line stands what is framed; `undefined`: the line is not framed like that. */
  readonly inner: (line: string) => readonly [start: number, end: number] | undefined;
}

export function createKeyFrame(): KeyFrame {
  let frame = frameOf('', '');
  return {
    learn(before, after) {
      if (before.length + after.length <= maxChars) frame = frameOf(before, after);
    },
    inner: (line) => frame.exec(line)?.indices?.groups?.['inner'],
  };
}

/** An empty line may have lost the space behind what stands before it. */
function frameOf(before: string, after: string): RegExp {
  return new RegExp(`^${anyNumbers(before.trimEnd())}[ \\t]{0,8}(?<inner>.{0,4096}?)${anyNumbers(after)}$`, 'd');
}

function anyNumbers(text: string): string {
  return text
    .split(/\d+/)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
    .join(String.raw`\d{1,20}`);
}
