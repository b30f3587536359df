/** The feed is one process's at a time: as long as that lives, and has something under way. */

import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import type { Feed, FeedMarks } from '../state/feed.ts';
import { feedNumbers as numbers } from './numbers.ts';

export interface FeedLease {
  /** How far was read, where the feed is ours, from now on or still. */
  take(): Promise<FeedMarks | undefined>;
  /** It was read further meanwhile. */
  note(marks: FeedMarks): void;
  /** False: it is not ours any more. */
  hold(): Promise<boolean>;
  giveBack(dueAt: number): Promise<void>;
  /** Holds what is ours until the signal comes. Never rejects. */
  keep(until: AbortSignal): Promise<void>;
}

export interface FeedLeaseOptions {
  readonly feed: Pick<Feed, 'claim' | 'hold' | 'giveBack'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function createFeedLease({ feed, clock, log }: FeedLeaseOptions): FeedLease {
  let ours: FeedMarks | undefined;
  const leaseUntil = (): number => clock.now() + numbers.leaseMs;

  return {
    async take() {
      if (ours !== undefined && !(await feed.hold(leaseUntil()))) ours = undefined;
      ours ??= await feed.claim({ now: clock.now(), leaseUntil: leaseUntil() });
      return ours;
    },
    note(marks) {
      ours &&= marks;
    },
    hold: () => feed.hold(leaseUntil()),
    async giveBack(dueAt) {
      if (ours === undefined) return;
      ours = undefined;
      await feed.giveBack(dueAt);
    },
    async keep(until) {
      for (;;) {
        await clock.sleep(numbers.renewMs, until).catch(() => undefined); // it is over
        if (until.aborted) return;
        if (ours === undefined) continue;
        await feed.hold(leaseUntil()).catch((error: unknown) => {
          log.error(errorFields(error), 'the lease of the feed was not renewed');
        });
      }
    },
  };
}
