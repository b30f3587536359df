/** `grep`: rows that match, with two rows around each, a page at a time; how many there are is counted once. */

import { LRUCache } from 'lru-cache';
import type { PartName } from '../spool/part-writer.ts';
import type { SpooledText } from '../spool/transcript.ts';
import { createFinder, type Finder } from './finder.ts';
import { findAll, hitsAfter, searched, type Found } from './found.ts';
import { context, matchRows } from './match-rows.ts';
import { readPattern } from './pattern.ts';
import type { PageSize, Row } from './row.ts';

export interface GrepPage {
  /** In the errors, then in the output; never of both. Where lines are left out between two rows, their numbers say so. */
  readonly rows: readonly Row[];
  /** Rows that match, in all. A line of one row counts once, however often it matches. */
  readonly count: number;
  /** Of them, the first on this page, from 1; 0 where there is none. */
  readonly first: number;
  /** The first of the next page; `undefined`: there is none. */
  readonly next: number | undefined;
  /** Some before the first, which a page may begin with; `undefined`: it is the first of all. */
  readonly previous: number | undefined;
  /** Nothing follows in which there could be more. */
  readonly isWhole: boolean;
}

export interface GrepOptions {
  /** Plain text, or `/a pattern/`. */
  readonly typed: string;
  /** From 1; beyond the end is the last. */
  readonly first: number;
  readonly size: PageSize;
  readonly signal?: AbortSignal | undefined;
}

/** Throws PatternError, SpoolError, and the signal's reason. */
export type Grep = (text: SpooledText, options: GrepOptions) => Promise<GrepPage>;

/** Of all transcripts; each some 400 KB at the most. */
const maxSearches = 32;
/** Matches that a page has, or so, with the rows around them. */
const matchesPerPage = 8;
const partNames: readonly PartName[] = ['errors', 'output'];

/** Remembers what was found, so that a later page costs no search. */
export function createGrep(): Grep {
  const known = new LRUCache<string, ReadonlyMap<PartName, Found>>({ max: maxSearches });

  async function find(text: SpooledText, finder: Finder, { typed, signal }: GrepOptions) {
    const key = `${text.id} ${typed}`;
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const isWhole = isAllThere(text);
    const found = new Map<PartName, Found>();
    for (const name of partNames) found.set(name, await findAll(searched(text[name], finder, signal)));
    if (isWhole) known.set(key, found);
    return found;
  }

  return async (text, options) => {
    const finder = createFinder(readPattern(options.typed));
    const found = await find(text, finder, options);
    const count = [...found.values()].reduce((sum, one) => sum + one.count, 0);
    const first = Math.max(1, Math.min(options.first, count));
    const page = {
      count,
      isWhole: isAllThere(text),
      previous: first > 1 ? Math.max(1, first - matchesPerPage) : undefined,
    };
    let before = 0;
    for (const [name, one] of found) {
      const skipped = first - 1 - before;
      before += one.count;
      if (skipped >= one.count) continue;
      const shown = await shownFrom(searched(text[name], finder, options.signal), one, skipped, options.size);
      const next = first + shown.matches;
      return { ...page, rows: shown.rows, first, next: next <= count ? next : undefined };
    }
    return { ...page, rows: [], first: 0, next: undefined };
  };
}

async function shownFrom(where: ReturnType<typeof searched>, found: Found, skipped: number, size: PageSize) {
  const lead = Math.min(skipped, context); // those may be in the context of the first
  const hits = await hitsAfter(where, found, skipped - lead, lead + size.maxRows + 1);
  return matchRows(where.rows, hits, lead, size);
}

function isAllThere({ output, errors }: SpooledText): boolean {
  return output.soFar().isWhole && errors.soFar().isWhole;
}
