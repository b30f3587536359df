/**
 * Indicators of compromise in a transcript, as it streams. Not by ioc-extractor: it gives sets without counts or lines, of
 * one string, at 14 MB/s, and takes `System.Net` and `setup.sh` for domains.
 */

import { shownText } from '../../terminal-sequences.ts';
import { createCollection } from './collection.ts';
import type { IndicatorReport } from './indicator.ts';
import { formsFor } from './patterns.ts';
import { refang } from './refang.ts';
import { createSightings } from './sightings.ts';

/** A longer line is looked at in parts, which end at a space where there is one. */
const maxHeldChars = 65_536;

export interface Indicators {
  /** The next bytes, masked, UTF-8, cut anywhere. */
  readonly push: (bytes: Uint8Array) => void;
  /** Once, at the end. */
  readonly end: () => void;
  /** So far. */
  readonly report: () => IndicatorReport;
}

export function createIndicators(): Indicators {
  const decoder = new TextDecoder();
  const collection = createCollection();
  const sightings = createSightings();
  let line = 1;
  let rest = '';

  /** Whole lines, or a part of a very long one; of a terminal's sequences what a link in them goes to. */
  function look(lines: string): void {
    const { text, strings } = shownText(lines);
    lookIn(text, line);
    const lineAt = lineCounter(lines, line);
    for (const string of strings) lookIn(string.text, lineAt(string.from));
    line = lineCounter(text, line)(text.length);
  }

  function lookIn(written: string, firstLine: number): void {
    const text = refang(written);
    for (const form of formsFor(text)) {
      if (!form.anchors.some((anchor) => text.includes(anchor))) continue;
      const lineAt = lineCounter(text, firstLine);
      for (const match of text.matchAll(form.pattern))
        for (const sighting of sightings(form.kind, match)) collection.add(sighting, lineAt(match.index));
    }
  }

  function take(text: string): void {
    const whole = unbroken(rest + text);
    let cut = whole.lastIndexOf('\n') + 1;
    if (whole.length - cut > maxHeldChars) cut = Math.max(whole.lastIndexOf(' ') + 1, whole.length - maxHeldChars / 2);
    if (cut > 0) look(whole.slice(0, cut));
    rest = whole.slice(cut);
  }

  return {
    push: (bytes) => take(decoder.decode(bytes, { stream: true })),
    end() {
      look(unbroken(rest + decoder.decode()).replaceAll('\r', '\n'));
      rest = '';
    },
    report: collection.report,
  };
}

/** All breaks are LF; a CR at the end may be half of one. */
function unbroken(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n|\r(?!$)/g, '\n') : text;
}

/** For positions that only grow. */
function lineCounter(text: string, first: number): (position: number) => number {
  let line = first;
  let next = text.indexOf('\n');
  return (position) => {
    while (next >= 0 && next < position) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}
