/** An output in a spool, and what a view shows of it. */

import { shownOutput } from '../../src/bot/shown-output.ts';
import type { View } from '../../src/bot/view.ts';
import type { ShownOutput } from '../../src/cards/transcript.ts';
import type { SpooledText } from '../../src/transcript/spool/transcript.ts';
import { createGrep } from '../../src/transcript/views/grep.ts';
import { labelOf, positionIn } from '../../src/transcript/views/label.ts';
import type { Position } from '../../src/transcript/views/row.ts';
import { spooling } from '../transcript/spooling.ts';

export interface Parts {
  readonly output?: string | undefined;
  readonly errors?: string | undefined;
}

export function shownIn(text: SpooledText, view: View): Promise<ShownOutput> {
  return shownOutput(text, view, { grep: createGrep(), signal: new AbortController().signal });
}

/** Of the test file that calls it. */
export function showing(): (parts: Parts, view: View) => Promise<ShownOutput> {
  const spool = spooling();
  return ({ output = '', errors = '' }, view) => spool().withText({ output, errors }, (text) => shownIn(text, view));
}

/** Each block: its heading, then the labels of its rows. */
export function labels({ blocks }: ShownOutput): readonly (readonly string[])[] {
  return blocks.map(({ heading, rows }) => [...(heading === undefined ? [] : [heading]), ...rows.map(labelOf)]);
}

export function span(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
}

/** `line 1`, `line 2`, … */
export function lines(n: number): string {
  return Array.from({ length: n }, (_, i) => `line ${i + 1}\n`).join('');
}

export function at(label: string): Position {
  const place = positionIn(label);
  if (place === undefined) throw new TypeError(label);
  return place;
}
