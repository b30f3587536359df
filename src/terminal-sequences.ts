/**
 * Sequences that a terminal obeys and does not show. The one definition: what is masked, searched and shown is the same
 * text. No sequence begins within another, so that a text that is cut anywhere hides nothing more, and the work is linear.
 */

/** Titles and targets of links: what a terminal is told, and shows elsewhere or not at all. */
export interface HiddenString {
  readonly text: string;
  /** Where it begins in the original. */
  readonly from: number;
}

export interface Shown {
  /** Without the sequences. */
  readonly text: string;
  /** How many there were. */
  readonly count: number;
  readonly strings: readonly HiddenString[];
  /** Where a character of `text` stands in the original. */
  readonly at: (position: number) => number;
  /** How many characters of `text` stand before a place of the original. */
  readonly before: (place: number) => number;
}

interface Notation {
  readonly mayHold: (text: string) => boolean;
  readonly sequence: RegExp;
}

/**
 * CSI, OSC to BEL or ST, two-character escapes; C1 as one character. An OSC holds no beginning of another sequence; a
 * beginning without its end goes alone, so that nothing is left that could become a sequence.
 * Source: ECMA-48 sections 5.3 to 5.6
 */
const ofText: Notation = {
  mayHold: (text) => text.includes('\x1B') || text.includes('\x9B') || text.includes('\x9D'),
  sequence:
    /(?:\x1B\[|\x9B)[0-?]*[ -/]*[@-~]|(?:\x1B\]|\x9D)(?<string>[^\x07\x1B\x9B-\x9D\r\n]*)(?:\x07|\x1B\\|\x9C)|\x1B[ -/]*[0-Z\\^-~]|[\x1B\x9B\x9D]/g,
};

/** The same in UTF-8, where C1 are two bytes. Source: RFC 3629 section 3 */
const ofBytes: Notation = {
  mayHold: (text) => text.includes('\x1B') || text.includes('\xC2\x9B') || text.includes('\xC2\x9D'),
  sequence:
    /(?:\x1B\[|\xC2\x9B)[0-?]*[ -/]*[@-~]|(?:\x1B\]|\xC2\x9D)(?<string>[^\x07\x1B\xC2\r\n]*(?:\xC2(?![\x9B-\x9D])[^\x07\x1B\xC2\r\n]*)*)(?:\x07|\x1B\\|\xC2\x9C)|\x1B[ -/]*[0-Z\\^-~]|\x1B|\xC2[\x9B\x9D]/g,
};

/** As a terminal shows it. A line, or several: no sequence goes over the end of one. */
export function shownText(text: string): Shown {
  return shown(text, ofText);
}

/** @param bytes - UTF-8, one character for each byte; so are all positions. */
export function shownBytes(bytes: string): Shown {
  return shown(bytes, ofBytes);
}

/** What the first bytes of sequences are, for a search that passes over text without any. */
export const sequenceStarts: readonly Buffer[] = ['\x1B', '\x9B', '\x9D'].map((start) => Buffer.from(start));

function shown(text: string, { mayHold, sequence }: Notation): Shown {
  if (!mayHold(text)) return { text, count: 0, strings: [], at: same, before: same };
  const parts: string[] = [];
  /** Of each part: where it begins in the text that is shown, and in the original. */
  const [starts, places]: [number[], number[]] = [[], []];
  const strings: HiddenString[] = [];
  let [length, place, count] = [0, 0, 0];
  const keep = (end: number): void => {
    if (end === place) return;
    parts.push(text.slice(place, end));
    starts.push(length);
    places.push(place);
    length += end - place;
  };
  for (const { index, 0: found, groups } of text.matchAll(sequence)) {
    keep(index);
    place = index + found.length;
    count += 1;
    const string = groups?.['string'];
    if (string) strings.push({ text: string, from: index + (found.startsWith('\x9D') ? 1 : 2) });
  }
  keep(text.length);
  return {
    text: parts.join(''),
    count,
    strings,
    at(position) {
      const i = lastAtMost(starts, position);
      return i < 0 ? position : (places[i] ?? 0) + position - (starts[i] ?? 0);
    },
    before(wanted) {
      const i = lastAtMost(places, wanted);
      return i < 0 ? 0 : Math.min((starts[i] ?? 0) + wanted - (places[i] ?? 0), starts[i + 1] ?? length);
    },
  };
}

function same(position: number): number {
  return position;
}

/** Which of ascending numbers is the last that is not greater; -1: none is. */
function lastAtMost(numbers: readonly number[], wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
