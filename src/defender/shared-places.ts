/** Places in the quota that all processes keep together: one round trip at a time, for all who came meanwhile. */

import type { NamedQuotas, SharedQuotas } from '../bucket.ts';

/** Resolves with 0 where a place was taken, else with the milliseconds until there may be one. Rejects as the quotas do. */
export type TakePlace = (of: NamedQuotas) => Promise<number>;

interface Line {
  readonly waiting: PromiseWithResolvers<number>[];
  isAsking: boolean;
}

/** Between two looks at a quota of which others took the last place. */
const leastWaitMs = 50;

export function createSharedPlaces(shared: SharedQuotas): TakePlace {
  const lines = new Map<string, Line>();

  async function ask(line: Line, of: NamedQuotas): Promise<void> {
    line.isAsking = true;
    while (line.waiting.length > 0) {
      const batch = line.waiting.splice(0);
      try {
        const { taken, waitMs } = await shared.take([of], batch.length);
        const unserved = batch.splice(taken);
        for (const one of batch) one.resolve(0);
        if (taken > 0)
          line.waiting.unshift(...unserved); // how long they wait is not said yet
        else for (const one of unserved) one.resolve(Math.max(leastWaitMs, waitMs));
      } catch (error) {
        const meanwhile = line.waiting.splice(0); // they would wait as long to hear the same
        for (const one of [...batch, ...meanwhile]) one.reject(error);
      }
    }
    line.isAsking = false;
  }

  return (of) => {
    const line = lines.get(of.name) ?? { waiting: [], isAsking: false };
    lines.set(of.name, line); // as many as Defender has endpoints
    const place = Promise.withResolvers<number>();
    line.waiting.push(place);
    if (!line.isAsking) void ask(line, of);
    return place.promise;
  };
}
