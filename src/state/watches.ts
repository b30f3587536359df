/** Which actions are watched, for whom and where: what it takes to tell them without a turn. Taken by lease, so that processes can share. */

import { randomUUID } from 'node:crypto';
import type { Engine } from './engine.ts';
import type { Database } from './tables.ts';
import { columnsOf, watchOf, type NewWatch, type Watch, type WatchKey } from './watch.ts';

/** What is known of a watch after a look at it. */
export interface Looked extends Pick<Watch, 'messageId' | 'dueAt' | 'shown' | 'failures'> {
  /** It did not come to its last word after all. */
  readonly mentions: number;
}

/** `tooManyOfPerson`, `tooManyInRoom`: it is not kept. */
export type Begun = 'begun' | 'tooManyOfPerson' | 'tooManyInRoom';

export interface Watches {
  /** Takes the place of the one with its key. */
  begin(watch: NewWatch, most: { readonly perPerson: number; readonly perRoom: number }): Promise<Begun>;
  /** `undefined`: there is none, or it was stopped. */
  find(key: WatchKey): Promise<Watch | undefined>;
  /** The oldest first; without those that were stopped. */
  ofPerson(personId: string): Promise<readonly Watch[]>;
  /** Of everybody, the oldest first; those of a chat, or of one thread. */
  inConversation(conversationId: string, most: number): Promise<readonly Watch[]>;
  inRoom(roomId: string): Promise<number>;
  /** False: there was none. */
  stop(key: WatchKey, at: number): Promise<boolean>;
  /**
   * Those that are due and that nobody looks at, without the conversations `except`: until `leaseUntil` they are this
   * process's. The longest due first.
   */
  claim(of: {
    readonly now: number;
    readonly leaseUntil: number;
    readonly max: number;
    readonly except?: readonly string[];
  }): Promise<readonly Watch[]>;
  /** The lease goes on. False: it is not ours any more, or the watch was stopped or begun anew since: nothing is to be told. */
  hold(watch: Watch, leaseUntil: number): Promise<boolean>;
  /** The same for several, as far as they are still this process's. */
  renew(ids: readonly string[], leaseUntil: number): Promise<void>;
  /** As `hold`, and the last word is begun. */
  beginMention(watch: Watch, leaseUntil: number): Promise<boolean>;
  /** Gives it back. A watch that was stopped meanwhile is due at once. */
  giveBack(watch: Watch, looked: Looked): Promise<void>;
  /** It is over and forgotten, where it is still ours. */
  end(watch: Watch): Promise<void>;
  /** Gives back all that this process has claimed, as it was. */
  release(): Promise<void>;
}

/** @param processId - another one for each start. */
export function createWatches(db: Database, processId: string, engine: Engine): Watches {
  const given = { lease_owner: null, lease_until: 0 } as const;
  const byKey = ({ actionId, personId, conversationId }: WatchKey) =>
    ({ action_id: actionId, person_id: personId, conversation_id: conversationId }) as const;
  const ours = ({ id }: Watch) => db.updateTable('watches').where('id', '=', id).where('lease_owner', '=', processId);
  const oursAsItWas = (watch: Watch) => ours(watch).where('is_stopped', '=', watch.isStopped ? 1 : 0);

  return {
    begin(watch, most) {
      const { id, ...begun } = { ...columnsOf(watch), ...given, id: randomUUID() };
      return db.transaction().execute(async (transaction) => {
        await engine.inTurn(transaction, [`watches of ${watch.personId}`, `watches in ${watch.roomId}`]);
        const others = transaction
          .selectFrom('watches')
          .select(({ fn }) => fn.countAll().as('count'))
          .where((row) => row.not(row.and(byKey(watch))))
          .where('is_stopped', '=', 0);
        const ofPerson = await others.where('person_id', '=', watch.personId).executeTakeFirstOrThrow();
        if (Number(ofPerson.count) >= most.perPerson) return 'tooManyOfPerson';
        const inRoom = await others.where('room_id', '=', watch.roomId).executeTakeFirstOrThrow();
        if (Number(inRoom.count) >= most.perRoom) return 'tooManyInRoom';
        await transaction
          .insertInto('watches')
          .values({ id, ...begun })
          .onConflict((conflict) => conflict.columns(['action_id', 'person_id', 'conversation_id']).doUpdateSet(begun))
          .execute();
        return 'begun';
      });
    },

    async find(key) {
      const row = await db
        .selectFrom('watches')
        .selectAll()
        .where((it) => it.and(byKey(key)))
        .where('is_stopped', '=', 0)
        .executeTakeFirst();
      return row === undefined ? undefined : watchOf(row);
    },

    async ofPerson(personId) {
      const rows = await db
        .selectFrom('watches')
        .selectAll()
        .where('person_id', '=', personId)
        .where('is_stopped', '=', 0)
        .orderBy('started_at')
        .execute();
      return rows.map(watchOf);
    },

    async inConversation(conversationId, most) {
      const rows = await db
        .selectFrom('watches')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('is_stopped', '=', 0)
        .orderBy('started_at')
        .limit(most)
        .execute();
      return rows.map(watchOf);
    },

    async inRoom(roomId) {
      const { count } = await db
        .selectFrom('watches')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('room_id', '=', roomId)
        .where('is_stopped', '=', 0)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async stop(key, at) {
      const stopped = await db
        .updateTable('watches')
        .set({ is_stopped: 1, due_at: at })
        .where((it) => it.and(byKey(key)))
        .where('is_stopped', '=', 0)
        .returning('id')
        .executeTakeFirst();
      return stopped !== undefined;
    },

    async claim({ now, leaseUntil, max, except = [] }) {
      const rows = await db
        .with('free', (of) =>
          of
            .selectFrom('watches')
            .select('id')
            .where('due_at', '<=', now)
            .where('lease_until', '<=', engine.sharedTime(now))
            .$if(except.length > 0, (query) => query.where('conversation_id', 'not in', except))
            .orderBy('due_at')
            .limit(max)
            .$call((query) => engine.skipLocked(query)),
        )
        .updateTable('watches')
        .set({ lease_owner: processId, lease_until: engine.sharedTime(leaseUntil) })
        .where('id', 'in', (of) => of.selectFrom('free').select('id'))
        .returningAll()
        .execute();
      return rows.map(watchOf).toSorted((a, b) => a.dueAt - b.dueAt);
    },

    async hold(watch, leaseUntil) {
      const held = await oursAsItWas(watch)
        .set({ lease_until: engine.sharedTime(leaseUntil) })
        .returning('id')
        .executeTakeFirst();
      return held !== undefined;
    },

    async renew(ids, leaseUntil) {
      await db
        .updateTable('watches')
        .set({ lease_until: engine.sharedTime(leaseUntil) })
        .where('id', 'in', ids)
        .where('lease_owner', '=', processId)
        .execute();
    },

    async beginMention(watch, leaseUntil) {
      const held = await oursAsItWas(watch)
        .set((row) => ({ lease_until: engine.sharedTime(leaseUntil), mentions: row('mentions', '+', 1) }))
        .returning('id')
        .executeTakeFirst();
      return held !== undefined;
    },

    async giveBack(watch, { messageId, dueAt, shown, failures, mentions }) {
      const looked = { message_id: messageId ?? null, due_at: dueAt, shown, failures, mentions };
      await oursAsItWas(watch).set(looked).execute();
      await ours(watch).set(given).execute();
    },

    async end({ id }) {
      await db.deleteFrom('watches').where('id', '=', id).where('lease_owner', '=', processId).execute();
    },

    async release() {
      await db.updateTable('watches').set(given).where('lease_owner', '=', processId).execute();
    },
  };
}
