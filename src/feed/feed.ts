/** Looks for new alerts from time to time, tells the rooms that subscribed to them, and brings what was told up to date. */

import type { Clock } from '../clock.ts';
import type { CallOptions } from '../defender/call-options.ts';
import type { Defender } from '../defender/client.ts';
import { errorFields, type Log } from '../log.ts';
import type { Feed } from '../state/feed.ts';
import type { OnIt } from '../state/on-it.ts';
import type { Subscription, Subscriptions } from '../state/subscriptions.ts';
import { arrivedIn } from './arrived.ts';
import { createShowChanges } from './changes.ts';
import { feedNumbers as numbers } from './numbers.ts';
import { readAlertsOnce } from './read-alerts.ts';
import { holderAmong } from './standing.ts';
import { createTellRoom, type LookAt, type TellRoomOptions } from './tell-room.ts';

export interface FeedLoop {
  /** Looks now and from time to time. */
  start(): void;
  /** Looks no more; resolves when what is under way is done. */
  stop(): Promise<void>;
}

export interface FeedOptions extends Omit<TellRoomOptions, 'feed' | 'subscriptions'> {
  readonly feed: Feed;
  readonly subscriptions: Subscriptions;
  readonly onIt: Pick<OnIt, 'all'>;
  /** In the background: who sits before a chat comes first. */
  readonly defender: Pick<Defender, 'alerts' | 'alertsByIds'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function createFeedLoop(options: FeedOptions): FeedLoop {
  const { feed, subscriptions, onIt, defender, clock, log } = options;
  const tellRoom = createTellRoom(options);
  const showChanges = createShowChanges(options);
  const stopping = new AbortController();
  let going: Promise<void> = Promise.resolve();
  const call = (): CallOptions => ({
    signal: stopping.signal,
    deadlineAt: clock.now() + numbers.askMs,
    quotaWaitMs: numbers.quotaWaitMs,
    fresh: true, // what was remembered may be from before a change
  });

  async function read(readUntil: number, all: readonly Subscription[]): Promise<void> {
    const now = clock.now();
    const isGap = now - readUntil > numbers.gapMs;
    const since = new Date(readUntil - numbers.overlapMs);
    const found = await defender.alerts({ createdSince: since }, call());
    const caughtUp = isGap ? 'all' : 'no';
    const late = found.isComplete ? caughtUp : 'some';
    await feed.queue(arrivedIn(all, found.items, { late, now }), now);
  }

  async function tell(all: readonly Subscription[], at: LookAt): Promise<void> {
    for (const of of Map.groupBy(all, ({ roomId }) => roomId).values()) {
      const [first, ...others] = of;
      if (first === undefined || !(await at.goesOn())) return;
      await tellRoom([first, ...others], at).catch((error: unknown) => {
        if (stopping.signal.aborted) throw error;
        log.error(errorFields(error), 'a room could not be told of new alerts: the next look tries again');
      });
    }
  }

  async function look(readUntil: number): Promise<void> {
    const all = await subscriptions.all();
    if (all.length === 0) {
      await feed.queue([], clock.now());
      return;
    }
    await feed.forgetOld(clock.now() - numbers.keptMs);
    await read(readUntil, all);
    const holdings = await onIt.all(clock.now());
    const at = {
      readAlerts: readAlertsOnce(defender, call),
      holderOf: holderAmong(holdings),
      goesOn: async () => !stopping.signal.aborted && (await feed.hold(clock.now() + numbers.leaseMs)),
    };
    await tell(all, at);
    const updatedSince = new Date(readUntil - numbers.overlapMs);
    const changed = await defender.alerts({ updatedSince }, call());
    await showChanges(changed.items, holdings, await subscriptions.all(), at);
  }

  async function lookIfDue(): Promise<void> {
    const now = clock.now();
    const claimed = await feed.claim({ now, leaseUntil: now + numbers.leaseMs });
    if (claimed === undefined) return;
    try {
      await look(claimed.readUntil);
    } finally {
      await feed.giveBack(now + numbers.everyMs);
    }
  }

  async function lookOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await lookIfDue().catch((error: unknown) => {
        if (!stopping.signal.aborted) log.error(errorFields(error), 'new alerts could not be looked for');
      });
      await clock.sleep(numbers.everyMs, stopping.signal).catch(() => undefined); // it stops
    }
  }

  return {
    start() {
      going = lookOn();
    },
    async stop() {
      stopping.abort();
      await going;
    },
  };
}
