/** Keeps to quotas: a log of the calls that still count, so that no window, sliding or fixed, sees more than its share. */

/** At most `calls` in any `perMs`. */
export interface Quota {
  readonly calls: number;
  readonly perMs: number;
}

/** A quota, and how many of its calls are left. */
export interface QuotaLeft extends Quota {
  readonly left: number;
}

/** Calls to come, in thought: each as early as those before it leave room. Times in ms since the epoch. */
export interface Plan {
  /** @param quotas - what this call keeps to, where that is stricter than the bucket's own. */
  earliest(quotas?: readonly Quota[]): number;
  add(time: number): void;
}

export interface Bucket {
  /**
   * Milliseconds until there is room in every window; 0: go on.
   * @param places - how many calls there has to be room for; more than a window holds is all of it.
   */
  waitMs(now: number, places?: number): number;
  /** In the same moment as `waitMs` said 0: others may have waited for the same room. */
  take(now: number): void;
  /** The latest call was not made after all. */
  giveBack(): void;
  /** No room before `time`; never opens earlier than was said before. */
  closeUntil(time: number): void;
  /** Holds until the next call is taken. */
  plan(now: number): Plan;
  /** While it is closed nothing is. */
  left(now: number, quotas?: readonly Quota[]): readonly QuotaLeft[];
}

/** Holds as many times as the largest quota has calls, and no more than were taken. */
export function createBucket(quotas: readonly Quota[]): Bucket {
  const size = Math.max(...quotas.map(({ calls }) => calls));
  const ring: number[] = [];
  let count = 0;
  let closedUntil = Number.NEGATIVE_INFINITY;

  /** When the `nth` latest call was, counted from 1; the latest of all comes first. */
  function takenAt(nth: number): number {
    return (count >= nth ? ring[(count - nth) % size] : undefined) ?? Number.NEGATIVE_INFINITY;
  }

  return {
    waitMs(now, places = 1) {
      let freeAt = closedUntil;
      for (const { calls, perMs } of quotas) {
        freeAt = Math.max(freeAt, takenAt(Math.max(1, calls - places + 1)) + perMs);
      }
      return Math.max(0, freeAt - now);
    },
    take(now) {
      ring[count % size] = now;
      count++;
    },
    giveBack() {
      if (count === 0) return;
      count--;
      ring[count % size] = Number.NEGATIVE_INFINITY; // what stood there before counted no more, or it could not have been taken
    },
    closeUntil(time) {
      closedUntil = Math.max(closedUntil, time);
    },
    plan(now) {
      const planned: number[] = [];
      const callAt = (nth: number): number =>
        nth <= planned.length ? (planned[planned.length - nth] ?? now) : takenAt(nth - planned.length);
      return {
        earliest: (of = quotas) =>
          Math.max(now, closedUntil, callAt(1), ...of.map(({ calls, perMs }) => callAt(calls) + perMs)),
        add: (time) => void planned.push(time),
      };
    },
    left(now, of = quotas) {
      return of.map(({ calls, perMs }) => {
        let used = 0;
        while (used < calls && takenAt(used + 1) + perMs > now) used++;
        return { calls, perMs, left: closedUntil > now ? 0 : calls - used };
      });
    },
  };
}

/** Calls that count towards quotas under one name, whichever process makes them. */
export interface NamedQuotas {
  readonly name: string;
  readonly quotas: readonly Quota[];
  /** While the place to meet is away each process keeps to its part of them, where it goes on at all. */
  readonly isSplit?: boolean;
}

/** Quotas that several processes have together, where they have a place to meet. */
export interface SharedQuotas {
  /**
   * Takes as many places as there are in all of them, at most `wanted`; `waitMs`: until there may be one, 0 where some were
   * taken. Rejects when the place to meet is away.
   */
  take(of: readonly NamedQuotas[], wanted: number): Promise<{ readonly taken: number; readonly waitMs: number }>;
}
