/** Keeps to Defender's quotas, so that one busy room does not get the whole app refused. One queue per endpoint. */

import type { QuotaLeft } from '../bucket.ts';
import type { Clock } from '../clock.ts';
import type { Endpoint } from './endpoints.ts';
import { DefenderError } from './errors.ts';
import { createFairQueue, type FairQueue } from './fair-queue.ts';
import type { Limits } from './limits.ts';
import { createEndpointQuota, type EndpointQuota, type QuotaLimits } from './quota.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Layer, Request, Urgency } from './send.ts';

export interface RateLimitOptions extends QuotaLimits, Pick<Limits, 'maxRetryAfterMs'> {
  readonly clock: Clock;
  /** Of an endpoint’s quota, where other processes have their part of it too. */
  readonly takeShared?: ((endpoint: Endpoint) => Promise<number>) | undefined;
  /** Hears of each wait, also of those that took no time. */
  readonly onQuotaWait?: ((wait: QuotaWait) => void) | undefined;
}

export interface QuotaWait {
  /** Its template. */
  readonly endpoint: string;
  readonly urgency: Urgency;
  /** `unserved`: there would not have been room soon, or whoever waited gave up. */
  readonly outcome: 'served' | 'unserved';
  readonly waitMs: number;
}

/** What is left of an endpoint's quota, as this process counts. */
export interface EndpointLeft {
  /** Its template. */
  readonly endpoint: string;
  readonly quotas: readonly QuotaLeft[];
}

export interface RateLimit {
  readonly layer: Layer;
  /** Of the endpoints that were asked. */
  left(): readonly EndpointLeft[];
}

/** Of one app registration: each has quotas of its own. */
export function createRateLimit({
  clock,
  maxRetryAfterMs,
  takeShared,
  onQuotaWait,
  ...limits
}: RateLimitOptions): RateLimit {
  const kept = new Map<string, { readonly quota: EndpointQuota; readonly queue: FairQueue }>();

  function keptFor({ template, quotas }: Endpoint): { readonly quota: EndpointQuota; readonly queue: FairQueue } {
    const known = kept.get(template);
    if (known !== undefined) return known;
    const quota = createEndpointQuota(quotas, limits);
    const made = { quota, queue: createFairQueue(quota, clock) };
    kept.set(template, made);
    return made;
  }

  /** In turn among those of this process first. Who then finds the last place taken by another process waits again. */
  async function placeFor(request: Request): Promise<number> {
    const { quota, queue } = keptFor(request.endpoint);
    const waiter = waiterOf(request, clock.now());
    for (;;) {
      const takenAt = await queue.take(waiter);
      if (takeShared === undefined) return takenAt;
      const waitMs = await takeShared(request.endpoint).catch((error: unknown) => {
        quota.giveBack(clock.now());
        throw error;
      });
      if (waitMs === 0) return takenAt;
      quota.giveBack(clock.now() + waitMs);
      queue.review();
    }
  }

  async function told({ endpoint, caller }: Request, place: Promise<number>): Promise<number> {
    const startedAt = clock.now();
    const by = { endpoint: endpoint.template, urgency: caller.urgency ?? 'interactive' };
    const tell = (outcome: QuotaWait['outcome']): void =>
      onQuotaWait?.({ ...by, outcome, waitMs: clock.now() - startedAt });
    try {
      const takenAt = await place;
      tell('served');
      return takenAt;
    } catch (error) {
      tell('unserved');
      throw error;
    }
  }

  return {
    layer: (next) => async (request) => {
      const { quota, queue } = keptFor(request.endpoint);
      const takenAt = await told(request, placeFor(request));
      const response = await next(request);
      if (response.status === 429) {
        const now = clock.now();
        // A bound, so that one absurd header does not close the endpoint for days.
        quota.refused(takenAt, now + Math.min(maxRetryAfterMs, retryAfterMs(response, now) ?? 0), now);
        queue.review();
      }
      return response;
    },
    left() {
      const now = clock.now();
      return [...kept].map(([endpoint, { quota }]) => ({ endpoint, quotas: quota.left(now) }));
    },
  };
}

function waiterOf(request: Request, now: number): Parameters<FairQueue['take']>[0] {
  const { caller, quotaWaitMs, deadlineAt, signal } = request;
  const message = `${request.method} ${request.endpoint.template}: the quota of this endpoint is used up`;
  return {
    conversation: caller.conversation,
    urgency: caller.urgency ?? 'interactive',
    until: Math.min(now + quotaWaitMs, deadlineAt),
    signal,
    refusal: (waitMs) => new DefenderError('throttled', message, { retryAfterMs: waitMs }),
  };
}
