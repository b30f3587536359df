/**
 * How far new alerts were read, which of them are to be told where, and which were told in which message. What is to be
 * told is kept in the same moment as how far was read: nothing is lost between the two, and nothing is told twice.
 */

import { alertKey } from '../alert-key.ts';
import type { Engine } from './engine.ts';
import { createFeedEdits, type FeedEdits } from './feed-edits.ts';
import { createFeedPosts, type FeedPosts, type QueuedPost } from './feed-posts.ts';
import type { Database, FeedPostRow } from './tables.ts';

/** In milliseconds since the epoch. */
export interface FeedMarks {
  /** By when alerts were created. */
  readonly readUntil: number;
  /** By when they changed. */
  readonly changedUntil: number;
}

export interface Feed extends FeedPosts, FeedEdits {
  /** The feed is this process's until `leaseUntil`: how far it was read. `undefined`: it is not due, or another process has it. */
  claim(of: { readonly now: number; readonly leaseUntil: number }): Promise<FeedMarks | undefined>;
  /** False: it is not ours any more. */
  hold(leaseUntil: number): Promise<boolean>;
  /** What is known already is not queued again. False: it is not ours any more, and nothing was kept. */
  queue(posts: readonly QueuedPost[], readUntil: number): Promise<boolean>;
  setChangedUntil(changedUntil: number): Promise<void>;
  giveBack(dueAt: number): Promise<void>;
}

/** There is one. */
const name = 'alerts';
/** Each takes fifteen variables of a statement; SQLite has 32,766. Source: sqlite.org/limits.html */
const rowsAtOnce = 500;

/** @param processId - another one for each start. */
export function createFeed(db: Database, processId: string, engine: Engine): Feed {
  const ours = (of: Database = db) =>
    of.updateTable('feed').where('name', '=', name).where('lease_owner', '=', processId);

  /** Asked first: an insertion waits for whoever is changing the row. */
  async function isBegun(): Promise<boolean> {
    const row = await db.selectFrom('feed').select('name').where('name', '=', name).executeTakeFirst();
    return row !== undefined;
  }

  async function begin(now: number): Promise<void> {
    const begun = { name, read_until: now, changed_until: now, due_at: now, lease_owner: null, lease_until: 0 };
    await db
      .insertInto('feed')
      .values(begun)
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
  }

  return {
    ...createFeedPosts(db),
    ...createFeedEdits(db),

    async claim({ now, leaseUntil }) {
      if (!(await isBegun())) await begin(now);
      const claimed = await db
        .with('free', (of) =>
          of
            .selectFrom('feed')
            .select('name')
            .where('name', '=', name)
            .where('due_at', '<=', now)
            .where('lease_until', '<=', engine.sharedTime(now))
            .$call((query) => engine.skipLocked(query)),
        )
        .updateTable('feed')
        .set({ lease_owner: processId, lease_until: engine.sharedTime(leaseUntil) })
        .where('name', 'in', (of) => of.selectFrom('free').select('name'))
        .returning(['read_until', 'changed_until'])
        .executeTakeFirst();
      return claimed && { readUntil: claimed.read_until, changedUntil: claimed.changed_until };
    },

    async hold(leaseUntil) {
      const held = await ours()
        .set({ lease_until: engine.sharedTime(leaseUntil) })
        .returning('name')
        .executeTakeFirst();
      return held !== undefined;
    },

    queue: (posts, readUntil) =>
      db.transaction().execute(async (transaction) => {
        const held = await ours(transaction).set({ read_until: readUntil }).returning('name').executeTakeFirst();
        if (held === undefined) return false;
        for (let i = 0; i < posts.length; i += rowsAtOnce)
          await transaction
            .insertInto('feed_posts')
            .values(posts.slice(i, i + rowsAtOnce).map(rowOf))
            .onConflict((conflict) => conflict.columns(['room_id', 'alert_id']).doNothing())
            .execute();
        return true;
      }),

    async setChangedUntil(changedUntil) {
      await ours().set({ changed_until: changedUntil }).execute();
    },

    async giveBack(dueAt) {
      await ours().set({ due_at: dueAt, lease_owner: null, lease_until: 0 }).execute();
    },
  };
}

function rowOf({ roomId, alertId, incidentId, severity, deviceId, createdAt, late }: QueuedPost): FeedPostRow {
  return {
    ...{ room_id: roomId, alert_id: alertKey(alertId), spelled: alertId, incident_id: incidentId ?? null },
    ...{ severity, device_id: deviceId ?? null, created_at: createdAt, late },
    ...{ message_id: null, conversation_id: null, shown: '', place: 0, on_it: '', edit_at: null, failures: 0 },
  };
}
