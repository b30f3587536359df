/** Keeps to quotas: a log of the calls that still count, so that no window, sliding or fixed, sees more than its share. */

/** At most `calls` in any `perMs`. */
export interface Quota {
  readonly calls: number;
  readonly perMs: number;
}

export interface Bucket {
  /**
   * Milliseconds until there is room in every window; 0: go on.
   * @param places - how many calls there has to be room for; more than a window holds is all of it.
   */
  waitMs(now: number, places?: number): number;
  /** In the same moment as `waitMs` said 0: others may have waited for the same room. */
  take(now: number): void;
  /** No room before `time`; never opens earlier than was said before. */
  closeUntil(time: number): void;
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
    closeUntil(time) {
      closedUntil = Math.max(closedUntil, time);
    },
  };
}
