/** Where a pattern matches in one line, or in a stretch of one. */

import type { RE2JS } from 're2js';
import { shownText, type Shown } from '../../terminal-sequences.ts';

export interface Line {
  readonly text: string;
  /** It began before: what matches at its beginning was found there. */
  readonly isWithin: boolean;
  /** It goes on: what begins behind this character is found there. `undefined`: it ends here. */
  readonly restFrom: number | undefined;
}

/** Of so many characters, a line has one row: each is three bytes of UTF-8 at the most, or two of four. */
const shortLine = 600;
/** Stands for what follows, so that no pattern takes the border of a stretch for the end of the line. */
const more = '\uFFFF';

/** In bytes of UTF-8, ascending. Of a line of one row it is 0: where in the line makes no difference. */
export function placesOf(line: Line, regex: RE2JS): readonly number[] {
  const { text, isWithin, restFrom } = line;
  const shown = shownText(text);
  const isWhole = !isWithin && restFrom === undefined;
  if (isWhole && !regex.test(shown.text) && !shown.strings.some((string) => regex.test(string.text))) return [];
  if (isWhole && text.length <= shortLine) return [0];
  return inBytes(
    text,
    [...shownPlaces(line, shown, regex), ...hiddenPlaces(shown, regex)].sort((a, b) => a - b),
  );
}

function shownPlaces({ isWithin, restFrom }: Line, { text, at, before }: Shown, regex: RE2JS): readonly number[] {
  const last = restFrom === undefined ? text.length - 1 : before(restFrom);
  const matcher = regex.matcher(restFrom === undefined ? text : text + more);
  const places: number[] = [];
  const first = isWithin ? 1 : 0;
  for (let isFound = first <= text.length && matcher.find(first); isFound; isFound = matcher.find()) {
    const start = matcher.start();
    if (start > last && restFrom !== undefined) break;
    places.push(at(Math.max(0, Math.min(start, last)))); // nothing at all may match behind the last character
  }
  return places;
}

function hiddenPlaces({ strings }: Shown, regex: RE2JS): readonly number[] {
  return strings.filter(({ text }) => regex.test(text)).map(({ from }) => from);
}

/** @param places - in characters, ascending. */
function inBytes(text: string, places: readonly number[]): readonly number[] {
  let [bytes, chars] = [0, 0];
  return places.map((place) => {
    bytes += Buffer.byteLength(text.slice(chars, place));
    chars = place;
    return bytes;
  });
}
