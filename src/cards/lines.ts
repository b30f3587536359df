/** Lines of output → one page of text runs that fits a card, whatever the lines are. */

import { pageOf } from './pages.ts';
import type { Model } from './render.ts';
import { outputText } from './text.ts';
import { number } from './units.ts';

/** Rows of a page at the most. */
const maxRows = 40;
/** JSON of a page's runs at the most, in UTF-16 units: under half of what Teams takes, so that the rest of the card has room. */
const maxPageUnits = 18_000;
/** A longer line goes on in the next row, and its length is said at its end. */
const maxRowChars = 2_000;
/** JSON around the two runs of a row, a little more than measured. */
const runUnits = 260;

export interface Line {
  readonly text: string;
  readonly isError: boolean;
  /** `12`, or `e3` for the third line of the error output. */
  readonly label: string;
}

export interface LinesPage {
  /** Number and text of every row in turn, as text runs. */
  readonly runs: readonly Model[];
  readonly hasNext: boolean;
  /** Labels of the first and the last line; `undefined` when there are no lines. */
  readonly range: { readonly first: string; readonly last: string } | undefined;
  /** The page that is shown: the last one, when a later one was asked for. */
  readonly page: number;
}

/** Errors first: what went wrong is what is looked for. One at a time: a page needs forty of what may be half a million. */
export function* numbered(output: readonly string[], errors: readonly string[]): Generator<Line, undefined> {
  for (const [i, text] of errors.entries()) yield { text, isError: true, label: `e${i + 1}` };
  for (const [i, text] of output.entries()) yield { text, isError: false, label: String(i + 1) };
  return undefined;
}

export function linesPage(lines: Iterable<Line>, page: number): LinesPage {
  const shown = pageOf(rowsOf(lines), page, { maxRows, maxUnits: maxPageUnits, unitsOf });
  return { runs: runsOf(shown.rows), hasNext: shown.hasNext, range: rangeOf(shown.rows), page: shown.page };
}

/** As `JSON.stringify` would give, which is asked only where it adds to the text: treated text holds no controls. */
function unitsOf({ text }: Row): number {
  return (/["\\]/.test(text) ? JSON.stringify(text).length : text.length + 2) + runUnits;
}

interface Row {
  readonly line: Line;
  readonly isStart: boolean;
  /** Treated. */
  readonly text: string;
}

function* rowsOf(lines: Iterable<Line>): Generator<Row, undefined> {
  for (const line of lines) {
    if (line.text.length <= maxRowChars) {
      yield { line, isStart: true, text: outputText(line.text) };
      continue;
    }
    const parts = partsOf(line.text);
    for (const [i, part] of parts.entries()) {
      const length = i > 0 && i === parts.length - 1 ? ` (${number(line.text.length)} characters)` : '';
      yield { line, isStart: i === 0, text: outputText(part) + length };
    }
  }
  return undefined;
}

/** At least one part; never half of a surrogate pair. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length || parts.length === 0; at += parts.at(-1)?.length ?? 0) {
    const part = text.slice(at, at + maxRowChars);
    const splitsPair = at + maxRowChars < text.length && /[\uD800-\uDBFF]$/.test(part);
    parts.push(splitsPair ? part.slice(0, -1) : part);
    if (text === '') break;
  }
  return parts;
}

function rangeOf(rows: readonly Row[]): LinesPage['range'] {
  const [first, last] = [rows[0], rows.at(-1)];
  return first === undefined || last === undefined ? undefined : { first: first.line.label, last: last.line.label };
}

function runsOf(rows: readonly Row[]): readonly Model[] {
  const width = Math.max(...rows.map(({ line }) => line.label.length), 0);
  return rows.flatMap(({ line, isStart, text }, i) => {
    const label = isStart ? line.label : '\u2026';
    return [
      { text: `${label.padStart(width, '\u00A0')}\u00A0`, isSubtle: true, color: 'Default' },
      {
        text: i === rows.length - 1 ? text || '\u00A0' : `${text}\n`,
        isSubtle: false,
        color: line.isError ? 'Attention' : 'Default',
      },
    ];
  });
}
