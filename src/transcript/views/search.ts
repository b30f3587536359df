/** Searches one part, from its beginning or from a hit on: rows that match, each once. */

import { layout } from '../spool/limits.ts';
import { endOfText, followLines, type LineState } from '../spool/lines.ts';
import type { SpooledPart } from '../spool/transcript.ts';
import type { Finder } from './finder.ts';
import { charBorder, nominalEnd, pieceAt } from './pieces.ts';

/** A row in which a match begins. */
export interface Hit {
  /** As stored, from 0. */
  readonly line: number;
  readonly lineStart: number;
  /** From 0. */
  readonly piece: number;
  /** Of the match. */
  readonly offset: number;
}

export interface SearchOptions {
  readonly finder: Finder;
  /** Goes on after this one's row. */
  readonly after?: Hit | undefined;
  readonly signal?: AbortSignal | undefined;
}

const { checkpointBytes } = layout;
/** Of a line that goes on: kept until its end is seen. */
const maxCarryBytes = checkpointBytes;
/** Of a longer line, what is looked at twice: no match is missed that is not longer. */
const overlapBytes = 4 * 1024;

/** @param onHit - false: stop. */
export async function search(
  part: SpooledPart,
  { finder, after, signal }: SearchOptions,
  onHit: (hit: Hit) => boolean,
): Promise<void> {
  const { bytes: end } = part.soFar();
  const work = Buffer.alloc(maxCarryBytes + checkpointBytes);
  let offset = after === undefined ? 0 : originOf(after);
  let carried = 0;
  let last = after;
  let isWithin = after !== undefined && offset !== after.lineStart;
  const verdict = { isStopped: false };

  for await (const stretch of part.stream(offset, end)) {
    signal?.throwIfAborted();
    work.set(stretch, maxCarryBytes);
    const text = work.subarray(maxCarryBytes - carried, maxCarryBytes + stretch.length);
    const base = offset - carried;
    const isEnd = offset + stretch.length === end;
    const cut = isEnd ? text.length : endOfLines(text);
    const isLong = text.length - cut > maxCarryBytes;
    const keepFrom = isLong ? charBorder(text, text.length - overlapBytes) : cut;
    const bytes = isLong ? text : text.subarray(0, cut);
    const follow = hitsIn(bytes, base, stateAt(part, offset, after));
    finder({ bytes, isWithin, restFrom: isLong ? keepFrom : undefined }, (at) => {
      const { hit, next } = follow(at);
      if (isAfter(hit, last)) {
        last = hit;
        verdict.isStopped = !onHit(hit);
      }
      return verdict.isStopped ? undefined : next;
    });
    if (verdict.isStopped) return;
    offset += stretch.length;
    isWithin = isLong || (isWithin && cut === 0);
    carried = text.length - keepFrom;
    text.copy(work, maxCarryBytes - carried, keepFrom);
  }
}

/** Where the search goes on: at the beginning of the hit's line, unless that is far. */
function originOf({ lineStart, offset }: Hit): number {
  if (offset - lineStart < checkpointBytes) return lineStart;
  return Math.floor((offset - overlapBytes) / checkpointBytes) * checkpointBytes;
}

/** At the beginning of a stretch: the index knows it, but for the first one after a hit. */
function stateAt(part: SpooledPart, offset: number, after: Hit | undefined): LineState {
  const point = part.index.before(offset);
  if (point.offset === offset || after === undefined) return point;
  return { offset, lines: after.line, lineStart: offset, isAfterCr: false };
}

/** For matches in order: the hit, and where its row ends. What is carried before the stretch is all of one line. */
function hitsIn(
  region: Buffer,
  base: number,
  start: LineState,
): (at: number) => { readonly hit: Hit; readonly next: number } {
  let state = start;
  return (at) => {
    const offset = base + at;
    if (offset > state.offset) state = followLines(state, region.subarray(state.offset - base, at));
    if (state.isAfterCr && offset === state.offset && region[at] !== 10) state = endOfText(state);
    const { lines: line, lineStart } = state;
    const piece = pieceAt(region, at, offset - lineStart);
    return { hit: { line, lineStart, piece, offset }, next: rowEnd(region, at, lineStart + nominalEnd(piece) - base) };
  };
}

function rowEnd(region: Buffer, at: number, nominal: number): number {
  const end = Math.min(nominal, region.length);
  for (let next = at; next < end; next++) {
    const byte = region[next];
    if (byte === 10 || byte === 13) return next + 1;
  }
  return end === nominal ? Math.max(charBorder(region, end), at + 1) : region.length;
}

function isAfter(hit: Hit, last: Hit | undefined): boolean {
  return last === undefined || hit.line > last.line || (hit.line === last.line && hit.piece > last.piece);
}

/** After the last line end; a \r at the very end may be half of one. */
function endOfLines(text: Buffer): number {
  const afterLf = text.lastIndexOf(10) + 1;
  const cr = text.subarray(afterLf, -1).lastIndexOf(13);
  return cr < 0 ? afterLf : afterLf + cr + 1;
}
