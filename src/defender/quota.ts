/**
 * The quota of one endpoint as this process sees it. Others may use the same app registration: a 429 that our own count
 * did not foresee makes it stricter for a while.
 */

import { createBucket, type Quota, type QuotaLeft } from '../bucket.ts';
import type { Limits } from './limits.ts';
import type { Urgency } from './send.ts';

export interface EndpointQuota {
  /** Times of calls to come, in ms since the epoch. */
  plan(now: number): { earliest(urgency: Urgency): number; add(time: number): void };
  take(now: number): void;
  /** The latest was not taken after all: others had taken the last place. There may be one at `until`. */
  giveBack(until: number): void;
  /**
   * Defender refused a call for its number.
   * @param takenAt - when the call was taken: one from before the last refusal tells nothing new.
   */
  refused(takenAt: number, closedUntil: number, now: number): void;
  left(now: number): readonly QuotaLeft[];
}

export type QuotaLimits = Pick<Limits, 'backgroundShare' | 'narrowestShare' | 'widenAfterMs'>;

export function createEndpointQuota(quotas: readonly Quota[], limits: QuotaLimits): EndpointQuota {
  const bucket = createBucket(quotas);
  let narrowedAt = Number.NEGATIVE_INFINITY;
  let narrowedTo = 1;

  function shareAt(now: number): number {
    return Math.min(1, narrowedTo * 2 ** Math.floor((now - narrowedAt) / limits.widenAfterMs));
  }

  return {
    plan(now) {
      const interactive = paced(quotas, shareAt(now));
      const allowed = { interactive, background: scaled(interactive, limits.backgroundShare) };
      const plan = bucket.plan(now);
      return { earliest: (urgency) => plan.earliest(allowed[urgency]), add: (time) => plan.add(time) };
    },
    take: (now) => bucket.take(now),
    giveBack(until) {
      bucket.giveBack();
      bucket.closeUntil(until);
    },
    refused(takenAt, closedUntil, now) {
      bucket.closeUntil(closedUntil);
      if (takenAt <= narrowedAt) return;
      narrowedTo = Math.max(limits.narrowestShare, shareAt(now) / 2);
      narrowedAt = now;
    },
    left: (now) => bucket.left(now, paced(quotas, shareAt(now))),
  };
}

/** The shortest window alone: a longer one, made stricter, could close an endpoint for as long as it is. */
function paced(quotas: readonly Quota[], share: number): readonly Quota[] {
  const shortestMs = Math.min(...quotas.map(({ perMs }) => perMs));
  return quotas.map((quota) => (quota.perMs === shortestMs ? part(quota, share) : quota));
}

function scaled(quotas: readonly Quota[], share: number): readonly Quota[] {
  return quotas.map((quota) => part(quota, share));
}

function part({ calls, perMs }: Quota, share: number): Quota {
  return { calls: Math.max(1, Math.floor(calls * share)), perMs };
}
