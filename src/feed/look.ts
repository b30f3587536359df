/** One look: what is new is kept, what changed is noted, and each room that has something to do with it is visited. */

import type { Errands } from '../bot/errands.ts';
import type { Clock } from '../clock.ts';
import type { CallOptions } from '../defender/call-options.ts';
import type { Defender } from '../defender/client.ts';
import { errorFields, type Log } from '../log.ts';
import type { FeedMarks } from '../state/feed.ts';
import type { Holding, OnIt } from '../state/on-it.ts';
import type { Subscription } from '../state/subscriptions.ts';
import { arrivedIn } from './arrived.ts';
import { noteChanges } from './changes.ts';
import { feedNumbers as numbers } from './numbers.ts';
import { readAlertsOnce } from './read-alerts.ts';
import { holderAmong } from './standing.ts';
import type { LookAt } from './tell-room.ts';
import { createVisitRoom, type VisitRoomOptions } from './visit-room.ts';

export interface LookOptions extends VisitRoomOptions {
  readonly onIt: Pick<OnIt, 'all'>;
  /** In the background: who sits before a chat comes first. */
  readonly defender: Pick<Defender, 'alerts' | 'alertsByIds'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface LookWays {
  /** Of rooms: one that is busy is left alone, and nobody waits for it. */
  readonly visits: Errands;
  /** False: the feed is not ours any more. */
  readonly hold: () => Promise<boolean>;
  readonly signal: AbortSignal;
}

/** Gives how far it read: visits may still be under way. Rejects when Defender or the state does not answer. */
export type Look = (marks: FeedMarks, ways: LookWays) => Promise<FeedMarks>;

export function createLook(options: LookOptions): Look {
  const { feed, subscriptions, onIt, defender, clock, log } = options;
  const visitRoom = createVisitRoom(options);

  async function read({ readUntil }: FeedMarks, all: readonly Subscription[], call: CallOptions): Promise<number> {
    const now = clock.now();
    const isGap = now - readUntil > numbers.gapMs;
    const found = await defender.alerts({ createdSince: new Date(readUntil - numbers.overlapMs) }, call);
    const caughtUp = isGap ? 'all' : 'no';
    const late = found.isComplete ? caughtUp : 'some';
    await feed.queue(arrivedIn(all, found.items, { late, now }), now);
    return now;
  }

  async function note(
    { changedUntil }: FeedMarks,
    { holdings, holderOf }: { readonly holdings: readonly Holding[]; readonly holderOf: LookAt['holderOf'] },
    call: CallOptions,
  ): Promise<number> {
    const now = clock.now();
    const changed = await defender.alerts({ updatedSince: new Date(changedUntil - numbers.overlapMs) }, call);
    await noteChanges(feed, { changed: changed.items, holdings, holderOf, now });
    await feed.setChangedUntil(now);
    return now;
  }

  async function visit(all: readonly Subscription[], at: LookAt, { visits, signal }: LookWays): Promise<void> {
    const due = { now: clock.now(), most: numbers.editsAtOnce, except: [...visits.busy] };
    const edits = Map.groupBy(await feed.dueEdits(due), ({ roomId }) => roomId);
    for (const roomId of new Set(all.map((subscription) => subscription.roomId)))
      visits.begin(roomId, async () => {
        try {
          await visitRoom(roomId, edits.get(roomId) ?? [], at);
        } catch (error) {
          if (!signal.aborted)
            log.error(errorFields(error), 'a room could not be told of new alerts: the next look tries again');
        }
      });
  }

  return async (marks, ways) => {
    const { signal, hold } = ways;
    const call = (): CallOptions => ({
      signal,
      deadlineAt: clock.now() + numbers.askMs,
      quotaWaitMs: numbers.quotaWaitMs,
      fresh: true, // what was remembered may be from before a change
    });
    const all = await subscriptions.all();
    if (all.length === 0) {
      const now = clock.now();
      await feed.queue([], now);
      await feed.setChangedUntil(now);
      return { readUntil: now, changedUntil: now };
    }
    await feed.forgetOld(clock.now() - numbers.keptMs);
    const readUntil = await read(marks, all, call());
    const holdings = await onIt.all(clock.now());
    const holderOf = holderAmong(holdings);
    const changedUntil = await note(marks, { holdings, holderOf }, call()).catch((error: unknown) => {
      signal.throwIfAborted();
      log.error(errorFields(error), 'what changed on alerts is not known: the next look asks again');
      return marks.changedUntil;
    });
    const goesOn = async (): Promise<boolean> => !signal.aborted && (await hold());
    await visit(all, { readAlerts: readAlertsOnce(defender, call), holderOf, goesOn }, ways);
    return { readUntil, changedUntil };
  };
}
