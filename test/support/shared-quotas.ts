/** The quotas of several processes without a database: the same promises, kept in memory on a clock of the test’s. */

import { createBucket, type Bucket, type SharedQuotas } from '../../src/bucket.ts';
import type { Clock } from '../../src/clock.ts';

export interface SharedQuotasDouble extends SharedQuotas {
  /** The place to meet is away, or back. */
  isAway: boolean;
  /** It takes what it is asked, and says nothing. */
  isSilent: boolean;
  /** How many were asked for, call by call. */
  readonly wanted: readonly number[];
}

export function sharedQuotas(clock: Clock): SharedQuotasDouble {
  const buckets = new Map<string, Bucket>();
  const wanted: number[] = [];
  return {
    isAway: false,
    isSilent: false,
    wanted,
    async take(of, most) {
      wanted.push(most);
      await Promise.resolve();
      if (this.isSilent) return new Promise(() => undefined);
      if (this.isAway) throw new RangeError('away');
      const now = clock.now();
      const named = of.map(({ name, quotas }) => {
        const bucket = buckets.get(name) ?? createBucket(quotas);
        buckets.set(name, bucket);
        return bucket;
      });
      const waitMs = (): number => Math.max(...named.map((bucket) => bucket.waitMs(now)));
      let taken = 0;
      for (; taken < most && waitMs() === 0; taken++) for (const bucket of named) bucket.take(now);
      return { taken, waitMs: taken > 0 ? 0 : waitMs() };
    },
  };
}
