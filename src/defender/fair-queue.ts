/**
 * Who waits for an endpoint's quota: in turn by conversation, interactive before background. Whoever could not be served
 * within their patience is sent away at once, also when others came before them later. So nobody waits in vain, and the
 * queue is never longer than what the quota gives within the longest patience.
 */

import type { Clock } from '../clock.ts';
import type { EndpointQuota } from './quota.ts';
import { createRoundRobin } from './round-robin.ts';
import type { Urgency } from './send.ts';

export interface Waiter {
  readonly conversation: string;
  readonly urgency: Urgency;
  /** Milliseconds since the epoch: served later is too late. */
  readonly until: number;
  readonly signal: AbortSignal | undefined;
  /** The error for being sent away. @param waitMs - when it would have been served, with all who are before it. */
  readonly refusal: (waitMs: number) => Error;
}

export interface FairQueue {
  /** Takes a place in the quota, and gives the time of it. Rejects with the refusal, or with the signal's reason. */
  take(waiter: Waiter): Promise<number>;
  /** The quota has become stricter: looks again who can be served. */
  review(): void;
}

interface Waiting extends Waiter {
  readonly serve: (now: number) => void;
  readonly refuse: (error: unknown) => void;
}

export function createFairQueue(quota: EndpointQuota, clock: Clock): FairQueue {
  const lines = { interactive: createRoundRobin<Waiting>(), background: createRoundRobin<Waiting>() };
  const urgencies = ['interactive', 'background'] as const;
  let alarm: { readonly at: number; readonly off: AbortController } | undefined;

  function sendAwayTheLate(now: number): void {
    const plan = quota.plan(now);
    for (const waiting of urgencies.flatMap((urgency) => lines[urgency].inOrder())) {
      const at = plan.earliest(waiting.urgency);
      if (at <= waiting.until) plan.add(at);
      else leave(waiting, waiting.refusal(at - now));
    }
  }

  function leave(waiting: Waiting, error: unknown): void {
    lines[waiting.urgency].remove(waiting.conversation, waiting);
    waiting.refuse(error);
  }

  function serve(): void {
    const now = clock.now();
    sendAwayTheLate(now);
    let nextAt: number | undefined;
    for (const urgency of urgencies) {
      while (nextAt === undefined && !lines[urgency].isEmpty()) {
        const at = quota.plan(now).earliest(urgency);
        if (at > now) nextAt = at;
        else {
          quota.take(now);
          lines[urgency].shift()?.serve(now);
        }
      }
    }
    wakeAt(nextAt);
  }

  /** One alarm for all, and none where nobody waits. */
  function wakeAt(at: number | undefined): void {
    if (alarm?.at === at) return;
    alarm?.off.abort();
    alarm = undefined;
    if (at === undefined) return;
    const off = new AbortController();
    alarm = { at, off };
    clock.sleep(at - clock.now(), off.signal).then(
      () => {
        alarm = undefined;
        serve();
      },
      () => undefined, // it was put off
    );
  }

  return {
    async take(waiter) {
      const { signal } = waiter;
      signal?.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const waiting: Waiting = { ...waiter, serve: resolve, refuse: reject };
      const giveUp = (): void => {
        leave(waiting, signal?.reason);
        serve();
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      lines[waiter.urgency].add(waiter.conversation, waiting);
      serve();
      try {
        return await promise;
      } finally {
        signal?.removeEventListener('abort', giveUp);
      }
    },
    review: serve,
  };
}
