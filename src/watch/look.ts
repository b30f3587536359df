/** One look at the watches that are due: their actions asked for together, and what moved is told, each conversation by itself. */

import type { Errands } from '../bot/errands.ts';
import type { Clock } from '../clock.ts';
import type { Defender } from '../defender/client.ts';
import type { ById, MachineAction } from '../defender/model.ts';
import { errorFields, type Log } from '../log.ts';
import type { Watch } from '../state/watch.ts';
import type { Watches } from '../state/watches.ts';
import { newsOf } from './news.ts';
import { watchNumbers as numbers } from './numbers.ts';
import type { Tell } from './teller.ts';

export interface LookOptions {
  readonly watches: Pick<Watches, 'claim'>;
  /** Of the background. */
  readonly defender: Pick<Defender, 'machineActionsByIds'>;
  readonly tell: Tell;
  readonly clock: Clock;
  readonly log: Log;
}

export interface LookWays {
  /** Of conversations: one that is busy is left alone, and nobody waits for it. */
  readonly tellings: Errands;
  /** Watches that this process looks at: to be renewed. */
  readonly held: Set<string>;
  readonly signal: AbortSignal;
}

/** True: there may be more that is due. What moved may still be on its way. Rejects when the state does not answer, or with the signal's reason. */
export type Look = (ways: LookWays) => Promise<boolean>;

export function createLook({ watches, defender, tell, clock, log }: LookOptions): Look {
  async function ask(due: readonly Watch[], signal: AbortSignal): Promise<ReadonlyMap<string, ById<MachineAction>>> {
    const ids = [...new Set(due.filter(({ isStopped }) => !isStopped).map(({ actionId }) => actionId))];
    const deadlineAt = clock.now() + numbers.askMs;
    const call = { signal, deadlineAt, quotaWaitMs: numbers.quotaWaitMs, fresh: true };
    const answers = ids.length === 0 ? [] : await defender.machineActionsByIds(ids, call);
    return new Map(answers.map((answer) => [answer.id, answer]));
  }

  return async ({ tellings, held, signal }) => {
    const now = clock.now();
    const max = Math.min(numbers.atOnce, numbers.mostHeld - held.size);
    if (max <= 0) return false;
    const due = await watches.claim({ now, leaseUntil: now + numbers.leaseMs, max, except: [...tellings.busy] });
    for (const { id } of due) held.add(id);
    const letGo = (of: readonly Watch[]): void => {
      for (const { id } of of) held.delete(id);
    };
    const answers = await ask(due, signal).catch((error: unknown) => {
      letGo(due);
      throw error;
    });

    async function tellOf(watch: Watch): Promise<void> {
      try {
        await tell(watch, newsOf(watch, answers.get(watch.actionId), clock.now()), now);
      } catch (error) {
        log.error(errorFields(error), 'a watch was not told: it is looked at again');
      } finally {
        letGo([watch]);
      }
    }

    for (const [conversationId, of] of Map.groupBy(due, (watch) => watch.conversationId))
      tellings.begin(conversationId, async () => {
        for (const watch of of) await tellOf(watch);
      });
    return due.length === max;
  };
}
