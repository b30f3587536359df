/** Alerts that are to be told in a room, or were: in which message, and how they stood in it. */

import { alertKey } from '../alert-key.ts';
import type { Database, FeedPostRow } from './tables.ts';

export type Late = 'no' | 'all' | 'some';

export interface QueuedPost {
  readonly roomId: string;
  /** As Defender spells it; in either case it is the same alert. */
  readonly alertId: string;
  readonly incidentId: number | undefined;
  /** As Defender has it; empty: it does not say. */
  readonly severity: string;
  /** `undefined`: Defender names none. */
  readonly deviceId: string | undefined;
  /** When Defender created it. Milliseconds since the epoch, as all times here. */
  readonly createdAt: number;
  /** `no`: it came in time. `all`: it was read after a gap, with all the others of it. `some`: there were more than could be read. */
  readonly late: Late;
}

/** One that was told. */
export interface ToldPost extends QueuedPost {
  readonly conversationId: string;
  /** Empty: Teams gave none, so it cannot be edited. */
  readonly messageId: string;
  /** How it stood there. */
  readonly shown: string;
  /** Who was on it; empty: nobody. */
  readonly onIt: string;
  /** Among the rows of the message, from 1; 0: it was counted only. */
  readonly place: number;
}

export interface Told {
  readonly roomId: string;
  /** Empty: Teams did not say. */
  readonly conversationId: string;
  readonly messageId: string;
  readonly posts: readonly Pick<ToldPost, 'alertId' | 'shown' | 'onIt' | 'place'>[];
  /** Those whose thread this is from now on. */
  readonly incidents: readonly number[];
  readonly at: number;
}

export interface FeedPosts {
  /** The oldest first. */
  due(roomId: string): Promise<readonly QueuedPost[]>;
  /** The conversation of each incident that has one. */
  threadsOf(roomId: string, incidents: readonly number[]): Promise<ReadonlyMap<number, string>>;
  setTold(told: Told): Promise<void>;
  /** What comes begins another one. */
  forgetThread(roomId: string, conversationId: string): Promise<void>;
  /** There is nothing to tell of them any more. */
  drop(roomId: string, alertIds: readonly string[]): Promise<void>;
  /** What was created before is known no more, told or not. */
  forgetOld(createdBefore: number): Promise<void>;
}

export function createFeedPosts(db: Database): FeedPosts {
  return {
    async due(roomId) {
      const rows = await db
        .selectFrom('feed_posts')
        .selectAll()
        .where('room_id', '=', roomId)
        .where('message_id', 'is', null)
        .orderBy('created_at')
        .orderBy('alert_id')
        .execute();
      return rows.map(postFrom);
    },

    async threadsOf(roomId, incidents) {
      if (incidents.length === 0) return new Map();
      const rows = await db
        .selectFrom('feed_threads')
        .select(['incident_id', 'conversation_id'])
        .where('room_id', '=', roomId)
        .where('incident_id', 'in', incidents)
        .execute();
      return new Map(rows.map(({ incident_id: id, conversation_id: conversation }) => [id, conversation]));
    },

    setTold: ({ roomId, conversationId, messageId, posts, incidents, at }) =>
      db.transaction().execute(async (transaction) => {
        const where = { message_id: messageId, conversation_id: conversationId };
        for (const { alertId, shown, onIt, place } of posts)
          await transaction
            .updateTable('feed_posts')
            .set({ ...where, shown, on_it: onIt, place })
            .where('room_id', '=', roomId)
            .where('alert_id', '=', alertKey(alertId))
            .execute();
        const threads = { room_id: roomId, conversation_id: conversationId, used_at: at };
        for (const incident of incidents)
          await transaction
            .insertInto('feed_threads')
            .values({ ...threads, incident_id: incident })
            .onConflict((conflict) => conflict.columns(['room_id', 'incident_id']).doUpdateSet(threads))
            .execute();
      }),

    async forgetThread(roomId, conversationId) {
      await db
        .deleteFrom('feed_threads')
        .where('room_id', '=', roomId)
        .where('conversation_id', '=', conversationId)
        .execute();
    },

    async drop(roomId, alertIds) {
      if (alertIds.length === 0) return;
      await db
        .updateTable('feed_posts')
        .set({ message_id: '', conversation_id: '' })
        .where('room_id', '=', roomId)
        .where('alert_id', 'in', alertIds.map(alertKey))
        .execute();
    },

    async forgetOld(createdBefore) {
      await db.deleteFrom('feed_posts').where('created_at', '<', createdBefore).execute();
      await db.deleteFrom('feed_threads').where('used_at', '<', createdBefore).execute();
    },
  };
}

function postFrom(row: FeedPostRow): QueuedPost {
  return {
    roomId: row.room_id,
    alertId: row.spelled,
    incidentId: row.incident_id ?? undefined,
    severity: row.severity,
    deviceId: row.device_id ?? undefined,
    createdAt: row.created_at,
    late: row.late,
  };
}

export function toldFrom(row: FeedPostRow): ToldPost {
  const { conversation_id: conversationId, message_id: messageId, shown, on_it: onIt, place } = row;
  return { ...postFrom(row), conversationId: conversationId ?? '', messageId: messageId ?? '', shown, onIt, place };
}
