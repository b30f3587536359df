/** `iocs`: the indicators of a whole transcript, found once for all who ask, and remembered. */

import { LRUCache } from 'lru-cache';
import { setImmediate } from 'node:timers/promises';
import { untilAborted } from '../../clock.ts';
import type { TranscriptIndicators } from '../indicators/indicator.ts';
import { createIndicators } from '../indicators/indicators.ts';
import { merged } from '../indicators/merged.ts';
import type { PartName } from '../spool/part-writer.ts';
import type { SpooledPart, SpooledTranscript } from '../spool/transcript.ts';
import { createStretches } from './stretch.ts';

type Transcript = Pick<SpooledTranscript<unknown>, 'id' | PartName | 'whole'>;

/** Waits until all of it is read. Throws what that throws, SpoolError, and the signal's reason. */
export type FindIndicators = (text: Transcript, signal: AbortSignal) => Promise<TranscriptIndicators>;

interface Search {
  readonly found: Promise<TranscriptIndicators>;
  readonly abort: AbortController;
  askers: number;
}

/** Of all transcripts: UTF-16 units of values, and a little more for each. An ordinary one has some 50,000. */
const remembered = { maxSize: 16 * 1024 * 1024, unitsAround: 200 } as const;

/** A search takes a second for each 50 MB: who asks meanwhile shares it, and it ends when nobody waits any more. */
export function createIndicatorSearch(): FindIndicators {
  const known = new LRUCache<string, TranscriptIndicators>({ maxSize: remembered.maxSize, sizeCalculation: sizeOf });
  const searches = new Map<string, Search>();

  async function searchIn(text: Transcript, signal: AbortSignal): Promise<TranscriptIndicators> {
    const output = await reportOf(text.output, signal);
    const found = merged(output, await reportOf(text.errors, signal));
    known.set(text.id, found);
    return found;
  }

  function begin(text: Transcript): Search {
    const abort = new AbortController();
    const search: Search = { found: searchIn(text, abort.signal), abort, askers: 0 };
    searches.set(text.id, search);
    search.found.catch(() => undefined); // its askers may all be gone
    return search;
  }

  return async (text, signal) => {
    await untilAborted(text.whole, signal);
    const earlier = known.get(text.id);
    if (earlier !== undefined) return earlier;
    const search = searches.get(text.id) ?? begin(text);
    search.askers++;
    try {
      return await untilAborted(search.found, signal);
    } finally {
      search.askers--;
      if (search.askers === 0) {
        if (searches.get(text.id) === search) searches.delete(text.id); // another may have begun since
        search.abort.abort(signal.reason);
      }
    }
  };
}

/** Of what is shown of a part: its header is not. */
async function reportOf(part: SpooledPart, signal: AbortSignal) {
  const { bytes, hasHeader } = part.soFar();
  const start = hasHeader ? await createStretches(part, bytes).startOf(1) : 0;
  const indicators = createIndicators();
  for await (const stretch of part.stream(start, bytes)) {
    signal.throwIfAborted();
    indicators.push(stretch);
    await setImmediate(); // several stretches are read at once: without it, others would wait for all of these
  }
  indicators.end();
  return indicators.report();
}

function sizeOf({ indicators }: TranscriptIndicators): number {
  return indicators.reduce((sum, { value }) => sum + value.length + remembered.unitsAround, 1);
}
