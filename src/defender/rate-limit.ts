/** Keeps to Defender's quotas, so that one busy room does not get the whole app refused. One bucket per endpoint. */

import { createBucket, type Bucket } from '../bucket.ts';
import type { Clock } from '../clock.ts';
import type { Endpoint } from './endpoints.ts';
import { DefenderError } from './errors.ts';
import type { Limits } from './limits.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Layer, Request } from './send.ts';

export interface RateLimitOptions extends Pick<Limits, 'maxRetryAfterMs'> {
  readonly clock: Clock;
}

export function rateLimit({ clock, maxRetryAfterMs }: RateLimitOptions): Layer {
  const buckets = new Map<string, Bucket>();

  function bucketOf({ template, quotas }: Endpoint): Bucket {
    const bucket = buckets.get(template) ?? createBucket(quotas);
    buckets.set(template, bucket);
    return bucket;
  }

  return (next) => async (request) => {
    const bucket = bucketOf(request.endpoint);
    await take(bucket, request, clock);
    const response = await next(request);
    if (response.status === 429) {
      const now = clock.now();
      // A bound, so that one absurd header does not close the endpoint for days.
      bucket.closeUntil(now + Math.min(maxRetryAfterMs, retryAfterMs(response, now) ?? 0));
    }
    return response;
  };
}

/** Takes a place in the bucket as soon as there is one; throws `throttled` at once where that is too long. */
async function take(bucket: Bucket, request: Request, clock: Clock): Promise<void> {
  const until = Math.min(clock.now() + request.quotaWaitMs, request.deadlineAt);
  for (;;) {
    const waitMs = bucket.waitMs(clock.now());
    if (waitMs === 0) {
      bucket.take(clock.now()); // in the same moment: others woke up with this one
      return;
    }
    if (clock.now() + waitMs > until) {
      const message = `${request.method} ${request.endpoint.template}: the quota of this endpoint is used up`;
      throw new DefenderError('throttled', message, { retryAfterMs: waitMs });
    }
    await clock.sleep(waitMs, request.signal);
  }
}
