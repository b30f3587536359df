/** Activities whose calls can be waited for: a database takes its time, however the clock stands. */

import type { Activities } from '../../src/state/activities.ts';
import type { ManualClock } from '../support/clock.ts';

export interface Watch {
  of(activities: Activities): Activities;
  /** Resolves when no call is under way, and what follows on them has run. */
  settled(clock: ManualClock): Promise<void>;
}

export function createWatch(): Watch {
  const pending = new Set<Promise<unknown>>();

  function seen<T>(call: Promise<T>): Promise<T> {
    const ended = call.finally(() => pending.delete(ended));
    pending.add(ended);
    return ended;
  }

  return {
    of: (activities) => ({
      begin: (key, payload, at) => seen(activities.begin(key, payload, at)),
      end: (key, outcome) => seen(activities.end(key, outcome)),
      takeOver: () => seen(activities.takeOver()),
      workingId: (key) => seen(activities.workingId(key)),
      setWorkingId: (key, messageId) => seen(activities.setWorkingId(key, messageId)),
      forget: (before) => seen(activities.forget(before)),
    }),
    async settled(clock) {
      do {
        await Promise.allSettled(pending);
        await clock.advance(0);
      } while (pending.size > 0);
    },
  };
}
