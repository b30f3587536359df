/** One look at the watches that are due: their actions asked for together, and what moved is told. */

import { createLanes } from '../bot/lanes.ts';
import type { Clock } from '../clock.ts';
import type { Defender } from '../defender/client.ts';
import { errorFields, type Log } from '../log.ts';
import type { Watch } from '../state/watch.ts';
import type { Watches } from '../state/watches.ts';
import { newsOf } from './news.ts';
import { watchNumbers as numbers } from './numbers.ts';
import type { Tell } from './teller.ts';

export interface LookOptions {
  readonly watches: Pick<Watches, 'claim' | 'renew'>;
  /** Of the background. */
  readonly defender: Pick<Defender, 'machineActionsByIds'>;
  readonly tell: Tell;
  readonly clock: Clock;
  readonly log: Log;
}

/** True: there may be more that is due. Rejects when the state does not answer, or with the signal's reason. */
export type Look = (signal: AbortSignal) => Promise<boolean>;

export function createLook({ watches, defender, tell, clock, log }: LookOptions): Look {
  const oneByOne = createLanes(1);

  async function renewOn(done: AbortSignal): Promise<void> {
    for (;;) {
      await clock.sleep(numbers.renewMs, done).catch(() => undefined); // it is done
      if (done.aborted) return;
      await watches.renew(clock.now() + numbers.leaseMs).catch((error: unknown) => {
        log.error(errorFields(error), 'the lease of watches was not renewed');
      });
    }
  }

  async function lookAt(due: readonly Watch[], signal: AbortSignal): Promise<void> {
    const now = clock.now();
    const ids = [...new Set(due.filter(({ isStopped }) => !isStopped).map(({ actionId }) => actionId))];
    const call = { signal, deadlineAt: now + numbers.askMs, quotaWaitMs: numbers.quotaWaitMs, fresh: true };
    const answers = ids.length === 0 ? [] : await defender.machineActionsByIds(ids, call);
    const byId = new Map(answers.map((answer) => [answer.id, answer]));

    async function tellOf(watch: Watch): Promise<void> {
      try {
        await tell(watch, newsOf(watch, byId.get(watch.actionId), clock.now()), now);
      } catch (error) {
        log.error(errorFields(error), 'a watch was not told: it is looked at again');
      }
    }

    await Promise.all(due.map((watch) => oneByOne(watch.conversationId, () => tellOf(watch))));
  }

  return async (signal) => {
    const now = clock.now();
    const due = await watches.claim({ now, leaseUntil: now + numbers.leaseMs, max: numbers.atOnce });
    const done = new AbortController();
    const renewing = renewOn(done.signal);
    try {
      await lookAt(due, signal);
    } finally {
      done.abort();
      await renewing;
    }
    return due.length === numbers.atOnce;
  };
}
