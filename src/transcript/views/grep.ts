/** `grep`: rows that match, with two rows around each, a page at a time; how many there are is counted once. */

import { LRUCache } from 'lru-cache';
import type { PartName } from '../spool/part-writer.ts';
import type { SpooledText } from '../spool/transcript.ts';
import { createFinder, type Finder } from './finder.ts';
import { createFinding, type Found } from './found.ts';
import { readPattern } from './pattern.ts';
import { matchRows } from './match-rows.ts';
import type { PageSize, Row } from './row.ts';
import { createRows } from './rows.ts';
import { search, type Hit } from './search.ts';

export interface GrepPage {
  /** In the errors, then in the output. Where lines are left out between two rows, their numbers say so. */
  readonly rows: readonly Row[];
  /** Rows that match, in all. A line of one row counts once, however often it matches. */
  readonly count: number;
  /** Of them, the first on this page, from 1; 0 where there is none. */
  readonly first: number;
  /** The first of the next page; `undefined`: there is none. */
  readonly next: number | undefined;
  /** Of the page before, as near as is known; `undefined`: there is none. */
  readonly previous: number | undefined;
  /** Nothing follows in which there could be more. */
  readonly isWhole: boolean;
}

export interface GrepOptions {
  /** Plain text, or `/a pattern/`. */
  readonly typed: string;
  /** From 1. */
  readonly first: number;
  readonly size: PageSize;
  readonly signal?: AbortSignal;
}

/** Throws PatternError, SpoolError, and the signal's reason. */
export type Grep = (text: SpooledText, options: GrepOptions) => Promise<GrepPage>;

/** Searches that are remembered, of all transcripts; each some 400 KB at the most. */
const maxSearches = 32;
/** Matches on a page, roughly: where the page before begins. */
const matchesPerPage = 8;

/** Remembers what was found, so that a later page costs no search. */
export function createGrep(): Grep {
  const searches = new LRUCache<string, ReadonlyMap<PartName, Found>>({ max: maxSearches });

  async function findAll(text: SpooledText, typed: string, finder: Finder, signal: AbortSignal | undefined) {
    const key = `${text.id} ${typed}`;
    const known = searches.get(key);
    if (known !== undefined) return known;
    const isWhole = isAllThere(text);
    const found = new Map<PartName, Found>();
    for (const name of partNames) found.set(name, await findIn(text, name, finder, signal));
    if (isWhole) searches.set(key, found);
    return found;
  }

  return async (text, { typed, first, size, signal }) => {
    const finder = createFinder(readPattern(typed));
    const found = await findAll(text, typed, finder, signal);
    const count = [...found.values()].reduce((sum, one) => sum + one.count, 0);
    const from = Math.max(1, Math.min(first, count));
    const page = {
      count,
      isWhole: isAllThere(text),
      previous: from <= 1 ? undefined : Math.max(1, from - matchesPerPage),
    };
    let before = 0;
    for (const [name, one] of found) {
      const skipped = from - 1 - before;
      before += one.count;
      if (skipped >= one.count) continue;
      const hits = await hitsFrom(text, name, one, skipped, size.maxRows + 1, finder, signal);
      const { rows, matches } = await matchRows(shownRows(text, name), hits, size);
      const next = from + matches;
      return { ...page, rows, first: from, next: next <= count ? next : undefined };
    }
    return { ...page, rows: [], first: 0, next: undefined };
  };
}

const partNames: readonly PartName[] = ['errors', 'output'];

function shownRows(text: SpooledText, name: PartName) {
  return createRows(text[name], { isRaw: false });
}

function isAllThere({ output, errors }: SpooledText): boolean {
  return output.soFar().isWhole && errors.soFar().isWhole;
}

async function findIn(
  text: SpooledText,
  name: PartName,
  finder: Finder,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const rows = shownRows(text, name);
  const finding = createFinding();
  await search(text[name], { finder, signal }, (hit) => {
    if (rows.shows(hit.line)) finding.add(hit);
    return true;
  });
  return finding.found();
}

/** Hits by their order, from `skipped` on. */
async function hitsFrom(
  text: SpooledText,
  name: PartName,
  { anchors, stride }: Found,
  skipped: number,
  count: number,
  finder: Finder,
  signal: AbortSignal | undefined,
): Promise<readonly Hit[]> {
  const nearest = Math.floor(skipped / stride);
  if (stride === 1) return anchors.slice(nearest, nearest + count);
  const [anchor] = anchors.slice(nearest, nearest + 1);
  if (anchor === undefined) return [];
  const rows = shownRows(text, name);
  const hits = [anchor];
  const wanted = skipped - nearest * stride + count;
  await search(text[name], { finder, after: anchor, signal }, (hit) => {
    if (rows.shows(hit.line)) hits.push(hit);
    return hits.length < wanted;
  });
  return hits.slice(wanted - count);
}
