/** Keeps to Defender's quotas, so that one busy room does not get the whole app refused. One queue per endpoint. */

import type { QuotaLeft } from '../bucket.ts';
import type { Clock } from '../clock.ts';
import type { Endpoint } from './endpoints.ts';
import { DefenderError } from './errors.ts';
import { createFairQueue, type FairQueue } from './fair-queue.ts';
import type { Limits } from './limits.ts';
import { createEndpointQuota, type EndpointQuota, type QuotaLimits } from './quota.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Layer, Request } from './send.ts';

export interface RateLimitOptions extends QuotaLimits, Pick<Limits, 'maxRetryAfterMs'> {
  readonly clock: Clock;
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
export function createRateLimit({ clock, maxRetryAfterMs, ...limits }: RateLimitOptions): RateLimit {
  const kept = new Map<string, { readonly quota: EndpointQuota; readonly queue: FairQueue }>();

  function keptFor({ template, quotas }: Endpoint): { readonly quota: EndpointQuota; readonly queue: FairQueue } {
    const known = kept.get(template);
    if (known !== undefined) return known;
    const quota = createEndpointQuota(quotas, limits);
    const made = { quota, queue: createFairQueue(quota, clock) };
    kept.set(template, made);
    return made;
  }

  return {
    layer: (next) => async (request) => {
      const { quota, queue } = keptFor(request.endpoint);
      const takenAt = await queue.take(waiterOf(request, clock.now()));
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
