/** What a search found in one part: how many rows, and where, as far as is worth remembering. */

import type { SpooledPart } from '../spool/transcript.ts';
import type { Finder } from './finder.ts';
import { createRows, type Rows } from './rows.ts';
import { search, type Hit } from './search.ts';

export interface Found {
  readonly count: number;
  /** Each `stride`-th hit, the first among them: from there on the others are found again. */
  readonly anchors: readonly Hit[];
  readonly stride: number;
}

/** A part as a search sees it: without what is hidden. */
export interface Searched {
  readonly part: SpooledPart;
  readonly rows: Rows;
  readonly finder: Finder;
  readonly signal: AbortSignal | undefined;
}

/** Some 100 bytes each. When there are more, every other one is forgotten. */
const maxAnchors = 2_048;

export function searched(part: SpooledPart, finder: Finder, signal: AbortSignal | undefined): Searched {
  return { part, rows: createRows(part, { isRaw: false }), finder, signal };
}

export async function findAll({ part, rows, finder, signal }: Searched): Promise<Found> {
  let anchors: Hit[] = [];
  let stride = 1;
  let count = 0;
  await search(part, { finder, signal }, (hit) => {
    if (!rows.shows(hit.line)) return true;
    if (count === maxAnchors * stride) {
      anchors = anchors.filter((_, i) => i % 2 === 0);
      stride *= 2;
    }
    if (count % stride === 0) anchors.push(hit);
    count++;
    return true;
  });
  return { count, anchors, stride };
}

/** In their order, from the one after `skipped` on. */
export async function hitsAfter(
  { part, rows, finder, signal }: Searched,
  { anchors, stride }: Found,
  skipped: number,
  count: number,
): Promise<readonly Hit[]> {
  const nearest = Math.floor(skipped / stride);
  if (stride === 1) return anchors.slice(nearest, nearest + count);
  const hits = anchors.slice(nearest, nearest + 1);
  const before = skipped - nearest * stride;
  await search(part, { finder, after: hits[0], signal }, (hit) => {
    if (rows.shows(hit.line)) hits.push(hit);
    return hits.length < before + count;
  });
  return hits.slice(before, before + count);
}
