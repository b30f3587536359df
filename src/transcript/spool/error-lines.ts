/** Recognises error lines in output as it is written, and remembers where they are. */

import { headBytes, headKind, mayBeHead, type HeadKind } from './error-heads.ts';
import { recordStart } from './record-start.ts';

/** Lines that belong together, from 0 as they are stored. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

export interface ErrorLines {
  readonly lines: number;
  /** The first of them, in order; lines beyond `maxRanges` ranges are counted only. */
  readonly ranges: readonly LineRange[];
}

export interface ErrorSearch {
  /** A line begins: in `window`, or at its end. */
  readonly onLine: (start: number, line: number) => void;
  /** The bytes that are at hand, and the offset of the first. */
  setWindow(bytes: Buffer, offset: number): void;
  /** Looks at the lines whose beginning was not all at hand. @param isEnd - nothing follows. */
  settle(isEnd: boolean): void;
  readonly found: () => ErrorLines;
}

/** Some 32 bytes each. */
const maxRanges = 10_000;
/** From the position of an error to its category, and from there to its id: the code, and lines that were too wide. */
const maxGap = { toCategory: 12, toId: 4 } as const;

interface Candidate {
  readonly start: number;
  readonly line: number;
}

export function createErrorSearch(): ErrorSearch {
  const ranges: { first: number; last: number }[] = [];
  let lines = 0;
  let marked = -1;
  let open: { readonly kind: HeadKind; readonly line: number } | undefined;
  let bytes: Buffer = Buffer.alloc(0);
  let offset = 0;
  let waiting: Candidate[] = [];

  function mark(first: number, last: number): void {
    const from = Math.max(first, marked + 1);
    if (from > last) return;
    lines += last - from + 1;
    const before = ranges.at(-1);
    if (before !== undefined && from === before.last + 1) before.last = last;
    else if (ranges.length < maxRanges) ranges.push({ first: from, last });
    marked = last;
  }

  function look({ start, line }: Candidate): void {
    const at = start - offset;
    if (at < 0) return; // further back than is kept: there was no room for it between two blocks
    const kind = headKind(lineAt(bytes, at));
    if (kind === undefined || (kind === 'row' && !isNextRow(line))) return;
    mark(firstOf(kind, line, at), line);
    if (kind !== 'single') open = kind === 'id' ? undefined : { kind, line };
  }

  function isNextRow(line: number): boolean {
    return (open?.kind === 'block' || open?.kind === 'row') && line === open.line + 1;
  }

  /** A record goes on from what was marked of it last. */
  function firstOf(kind: HeadKind, line: number, at: number): number {
    const gap = open === undefined ? Infinity : line - open.line;
    if (kind === 'category' && gap <= maxGap.toCategory) return marked + 1;
    if (kind === 'id' && open?.kind === 'category' && gap <= maxGap.toId) return marked + 1;
    return kind === 'position' || kind === 'category' || kind === 'block' ? line - recordStart(bytes, at, kind) : line;
  }

  return {
    setWindow(window, windowOffset) {
      bytes = window;
      offset = windowOffset;
    },
    onLine(start, line) {
      const at = start - offset;
      if (!mayBeHead(bytes, at)) return;
      if (waiting.length === 0 && at + headBytes <= bytes.length) look({ start, line });
      else waiting.push({ start, line });
    },
    settle(isEnd) {
      const later = waiting.filter(({ start }) => !isEnd && start - offset + headBytes > bytes.length);
      for (const candidate of waiting.slice(0, waiting.length - later.length)) look(candidate);
      waiting = later;
    },
    found: () => ({ lines, ranges }),
  };
}

/** Without its end, and no more than the patterns look at. */
function lineAt(bytes: Buffer, at: number): string {
  const text = bytes.toString('latin1', at, at + headBytes);
  return text.slice(0, /[\r\n]/.exec(text)?.index);
}
