/** What is kept of a question goes to the shared database, and while that is away to the journal. */

import type { Activities, ActivityKey } from '../activities.ts';
import type { Audit } from '../audit.ts';
import type { Evidence } from '../evidence.ts';
import { isDatabaseAway } from '../postgres-faults.ts';
import type { Journal } from './journal.ts';
import type { Line } from './line.ts';
import type { Outage } from './outage.ts';
import { createRecent } from './recent.ts';

/** What this is for. */
export interface Kept {
  readonly activities: Activities;
  readonly audit: Audit;
  readonly evidence: Evidence;
}

export interface JournaledOptions {
  readonly journal: Journal;
  readonly outage: Outage;
  /** Of all that writes into the journal: the last of it is replayed while nobody does. */
  readonly line: Line;
}

export function journaled(shared: Kept, { journal, outage, line }: JournaledOptions): Kept {
  const recent = createRecent();

  async function either<T>(direct: () => Promise<T>, local: () => Promise<T>): Promise<T> {
    const written =
      outage.now() === undefined
        ? undefined
        : await line(async () => (outage.now() === undefined ? undefined : { value: await local() })); // it may have ended
    return written === undefined ? direct() : written.value;
  }

  /** Whether what failed arrived nobody knows: the replay finds out. */
  function kept<T>(direct: () => Promise<T>, local: () => Promise<T>): Promise<T> {
    const tried = (): Promise<T> =>
      direct().catch((error: unknown) => {
        if (!isDatabaseAway(error)) throw error;
        return line(() => {
          outage.begin(error);
          return local();
        });
      });
    return either(tried, local);
  }

  /** Of a card that was posted before the journal knows nothing. */
  async function known(at: Parameters<Evidence['find']>[0]): ReturnType<Evidence['find']> {
    const found = await journal.evidence.find(at);
    if (found === undefined) throw outage.now()?.error ?? new TypeError('The journal is not in use');
    return found;
  }

  const { activities, audit, evidence } = shared;
  return {
    activities: {
      async begin(key, payload, at) {
        const direct = (): ReturnType<Activities['begin']> => activities.begin(key, payload, at);
        const begun = await kept(direct, async () =>
          recent.has(key) ? 'skip' : journal.activities.begin(key, payload, at),
        );
        recent.add(key);
        return begun;
      },
      async end(key, outcome) {
        if (outcome === 'failed') recent.delete(key);
        await kept(
          () => activities.end(key, outcome),
          () => journal.activities.end(key, outcome),
        );
      },
      async takeOver() {
        const taken = await either(
          () => activities.takeOver(),
          () => journal.activities.takeOver(),
        );
        for (const key of taken) recent.add(key);
        return taken;
      },
      workingId: (key: ActivityKey) =>
        either(
          () => activities.workingId(key),
          () => journal.activities.workingId(key),
        ),
      setWorkingId: (key, messageId) =>
        kept(
          () => activities.setWorkingId(key, messageId),
          () => journal.activities.setWorkingId(key, messageId),
        ),
      forget: (before) =>
        either(
          () => activities.forget(before),
          () => journal.activities.forget(before),
        ),
    },
    audit: {
      ...audit,
      append: (record) =>
        kept(
          () => audit.append(record),
          () => journal.append(record),
        ),
    },
    evidence: {
      remember: (shown) =>
        kept(
          () => evidence.remember(shown),
          () => journal.evidence.remember(shown),
        ),
      find: (at) =>
        either(
          () => evidence.find(at),
          () => known(at),
        ),
      setRemoved: (at, by, when) =>
        either(
          () => evidence.setRemoved(at, by, when),
          async () => {
            await known(at);
            await journal.evidence.setRemoved(at, by, when);
          },
        ),
      due: (of) =>
        either(
          () => evidence.due(of),
          () => journal.evidence.due(of),
        ),
      postpone: (at, until) =>
        either(
          () => evidence.postpone(at, until),
          () => journal.evidence.postpone(at, until),
        ),
      forget: (at) =>
        either(
          () => evidence.forget(at),
          async () => {
            await known(at);
            await journal.evidence.forget(at);
          },
        ),
      forgetOld: (shownBefore) =>
        either(
          () => evidence.forgetOld(shownBefore),
          () => journal.evidence.forgetOld(shownBefore),
        ),
    },
  };
}
