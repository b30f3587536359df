/** Messages of new alerts that stand: which are to be edited, since when, and how often Teams did not want it. */

import { alertKey } from '../alert-key.ts';
import { toldFrom, type ToldPost } from './feed-posts.ts';
import type { Database } from './tables.ts';

export interface DueEdit {
  readonly roomId: string;
  readonly messageId: string;
  /** How often in a row Teams did not want it. */
  readonly failures: number;
}

export interface FeedEdits {
  /** Those that are rows of a message, of these alerts or incidents, or with somebody on it; some more than once. */
  showing(of: {
    readonly alertIds: readonly string[];
    readonly heldAlerts: readonly string[];
    readonly heldIncidents: readonly number[];
  }): Promise<readonly ToldPost[]>;
  /** Their messages are due from now on; those that were due are so as before. */
  wantEdits(of: readonly Pick<ToldPost, 'roomId' | 'alertId'>[], now: number): Promise<void>;
  /** Of rooms with a subscription, the longest due first. @param of - without the rooms `except`. */
  dueEdits(of: {
    readonly now: number;
    readonly most: number;
    readonly except: readonly string[];
  }): Promise<readonly DueEdit[]>;
  putOffEdit(edit: DueEdit, until: number): Promise<void>;
  /** All that a message tells, in the order of its rows, then those that it counts only. */
  inMessage(roomId: string, messageId: string): Promise<readonly ToldPost[]>;
  /** Their message was edited. */
  setShown(roomId: string, posts: readonly Pick<ToldPost, 'alertId' | 'shown' | 'onIt' | 'place'>[]): Promise<void>;
  /** A message that is gone, or that cannot be edited. */
  forgetMessage(roomId: string, messageId: string): Promise<void>;
}

/** Variables of one statement: fewer than any engine has. */
const idsAtOnce = 500;

export function createFeedEdits(db: Database): FeedEdits {
  const shown = db.selectFrom('feed_posts').selectAll().where('message_id', '!=', '').where('place', '>', 0);
  const rowsOf = (roomId: string, messageId: string) =>
    db.updateTable('feed_posts').where('room_id', '=', roomId).where('message_id', '=', messageId);

  return {
    async showing({ alertIds, heldAlerts, heldIncidents }) {
      const ids = [...new Set([...alertIds, ...heldAlerts].map(alertKey))];
      const rows = await shown.where('on_it', '>', '').execute();
      for (let i = 0; i < ids.length; i += idsAtOnce)
        rows.push(...(await shown.where('alert_id', 'in', ids.slice(i, i + idsAtOnce)).execute()));
      for (let i = 0; i < heldIncidents.length; i += idsAtOnce)
        rows.push(...(await shown.where('incident_id', 'in', heldIncidents.slice(i, i + idsAtOnce)).execute()));
      return rows.map(toldFrom);
    },

    async wantEdits(of, now) {
      for (const [roomId, posts] of Map.groupBy(of, ({ roomId }) => roomId))
        for (let i = 0; i < posts.length; i += idsAtOnce) {
          const ids = posts.slice(i, i + idsAtOnce).map(({ alertId }) => alertKey(alertId));
          await db
            .updateTable('feed_posts')
            .set({ edit_at: now })
            .where('room_id', '=', roomId)
            .where('alert_id', 'in', ids)
            .where('edit_at', 'is', null)
            .execute();
        }
    },

    async dueEdits({ now, most, except }) {
      let due = db
        .selectFrom('feed_posts')
        .select(({ fn }) => ['room_id', 'message_id', fn.max('failures').as('failures')])
        .where('edit_at', '<=', now)
        .where('message_id', '!=', '')
        .where('room_id', 'in', (rooms) => rooms.selectFrom('subscriptions').select('room_id'));
      if (except.length > 0) due = due.where('room_id', 'not in', except);
      const rows = await due
        .groupBy(['room_id', 'message_id'])
        .orderBy(({ fn }) => fn.min('edit_at'))
        .limit(most)
        .execute();
      return rows.map(({ room_id: roomId, message_id: messageId, failures }) => ({
        roomId,
        messageId: messageId ?? '', // it is none
        failures,
      }));
    },

    async putOffEdit({ roomId, messageId, failures }, until) {
      await rowsOf(roomId, messageId).set({ edit_at: until, failures }).execute();
    },

    async inMessage(roomId, messageId) {
      const rows = await db
        .selectFrom('feed_posts')
        .selectAll()
        .where('room_id', '=', roomId)
        .where('message_id', '=', messageId)
        .orderBy('place')
        .execute();
      const told = rows.map(toldFrom);
      return [...told.filter(({ place }) => place > 0), ...told.filter(({ place }) => place === 0)];
    },

    setShown: (roomId, posts) =>
      db.transaction().execute(async (transaction) => {
        for (const { alertId, shown, onIt, place } of posts)
          await transaction
            .updateTable('feed_posts')
            .set({ shown, on_it: onIt, place, edit_at: null, failures: 0 })
            .where('room_id', '=', roomId)
            .where('alert_id', '=', alertKey(alertId))
            .execute();
      }),

    async forgetMessage(roomId, messageId) {
      await rowsOf(roomId, messageId).set({ message_id: '', on_it: '', edit_at: null }).execute();
    },
  };
}
