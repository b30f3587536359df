/** Keeps to Teams' limits before Teams has to: what would go over them waits here, first come, first served. */

import { createBucket, type Bucket, type SharedQuotas } from '../bucket.ts';
import type { Clock } from '../clock.ts';
import { retryAfterHeaderMs } from '../retry-after.ts';
import { ConnectorError, ownCodes } from './connector-error.ts';
import type { Call, Exchange } from './connector-exchange.ts';
import { createConversationQueue } from './conversation-queue.ts';
import { createSharedPace } from './shared-pace.ts';
import { appQuota, threadQuotas, type CallKind } from './teams-quotas.ts';
import { threadOf } from './thread.ts';

export interface Pace {
  /** As `next`, when there is room for it. Throws ConnectorError `SendLimitReached` where that is not soon. */
  readonly exchange: Exchange;
  /** Threads that are remembered. */
  readonly threads: number;
}

/** Of a call that is worth a wait. */
export interface SendWait {
  readonly kind: CallKind;
  /** `unserved`: there would not have been room soon, or whoever waited gave up. */
  readonly outcome: 'served' | 'unserved';
  readonly waitMs: number;
}

/** Ours. */
export const paceLimits = {
  /** For whoever is first in line; a longer wait is not begun. */
  maxWaitMs: 60_000,
  /** One absurd `Retry-After` does not close a thread for days. */
  maxClosedMs: 300_000,
  /** What may be left unsent goes out only while as much room is left for what may not. */
  spareLeaves: 4,
  maxThreads: 10_000,
  /** Longer than the longest window and the longest wait: what is forgotten counts no more. */
  forgottenMs: 3_720_000,
} as const;

export interface PaceOptions {
  readonly clock: Clock;
  readonly onWait?: ((wait: SendWait) => void) | undefined;
  /** Where other processes send as the same bot. */
  readonly sharedQuotas?: SharedQuotas | undefined;
}

export function createPace(next: Exchange, { clock, onWait = () => undefined, sharedQuotas }: PaceOptions): Pace {
  const lines = createConversationQueue();
  const app = createBucket(appQuota);
  const threads = createThreads();
  const sharedWaitMs = sharedQuotas === undefined ? () => 0 : createSharedPace(sharedQuotas, clock);

  async function take(call: Call, key: string, bucket: Bucket, signal: AbortSignal | undefined): Promise<void> {
    const until = clock.now() + (call.isSpare ? 0 : paceLimits.maxWaitMs);
    const places = call.isSpare ? 1 + paceLimits.spareLeaves : 1;
    for (;;) {
      signal?.throwIfAborted();
      const now = clock.now();
      let waitMs = Math.max(bucket.waitMs(now, places), app.waitMs(now, places));
      if (waitMs === 0) {
        for (const own of [bucket, app]) own.take(now);
        waitMs = await sharedWaitMs([{ name: key, quotas: threadQuotas[call.kind] }, wholeApp]);
        if (waitMs === 0) return;
        for (const own of [bucket, app]) own.giveBack();
      }
      if (now + waitMs > until) throw new ConnectorError(call.method, { code: ownCodes.sendLimit });
      await clock.sleep(waitMs, signal);
    }
  }

  async function told<T>({ kind, isSpare }: Call, room: Promise<T>): Promise<T> {
    const startedAt = clock.now();
    const tell = (outcome: SendWait['outcome']): void => {
      if (!isSpare) onWait({ kind, outcome, waitMs: clock.now() - startedAt });
    };
    try {
      const found = await room;
      tell('served');
      return found;
    } catch (error) {
      tell('unserved');
      throw error;
    }
  }

  return {
    async exchange(call, token, signal) {
      const key = JSON.stringify([call.kind, call.serviceUrl, threadOf(call.conversationId)]);
      if (call.isSpare && lines.isBusy(key)) throw new ConnectorError(call.method, { code: ownCodes.sendLimit });
      const room = lines.run(key, async () => {
        const found = threads.bucketOf(key, call, clock.now());
        await take(call, key, found, signal);
        return found;
      });
      const bucket = await told(call, room);
      const answer = await next(call, token, signal);
      if (answer.status === 429) {
        const now = clock.now();
        const askedMs = retryAfterHeaderMs(answer.retryAfter, now) ?? 0;
        bucket.closeUntil(now + Math.min(paceLimits.maxClosedMs, askedMs));
      }
      return answer;
    },
    get threads() {
      return threads.size;
    },
  };
}

const wholeApp = { name: 'teams', quotas: appQuota };

interface Threads {
  bucketOf(key: string, call: Call, now: number): Bucket;
  readonly size: number;
}

/** A thread that is quiet costs no memory: whoever is used goes to the end, and the beginning is forgotten. */
function createThreads(): Threads {
  const held = new Map<string, { readonly bucket: Bucket; readonly usedAt: number }>();

  function forget(now: number): void {
    for (const [key, { usedAt }] of held) {
      if (now - usedAt < paceLimits.forgottenMs && held.size <= paceLimits.maxThreads) return;
      held.delete(key);
    }
  }

  return {
    bucketOf(key, { kind }, now) {
      const bucket = held.get(key)?.bucket ?? createBucket(threadQuotas[kind]);
      held.delete(key);
      held.set(key, { bucket, usedAt: now });
      forget(now);
      return bucket;
    },
    get size() {
      return held.size;
    },
  };
}
