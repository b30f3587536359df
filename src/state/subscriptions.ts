/** Which rooms are told of new alerts, of which, and by whose word. */

import type { Engine } from './engine.ts';
import type { Database, SubscriptionRow } from './tables.ts';

/** The least that is told, as Defender spells it. */
export type LeastSeverity = 'High' | 'Medium' | 'Low' | 'Informational';

export interface NewSubscription {
  /** Of the chat or channel as a whole. */
  readonly roomId: string;
  /** `undefined`: of all devices. One for each device and room. */
  readonly device: { readonly id: string; readonly name: string | undefined } | undefined;
  readonly least: LeastSeverity;
  /** Where Teams answers for the room. */
  readonly serviceUrl: string;
  readonly placeKind: 'personal' | 'group' | 'channel';
  /** Teams' own id of the team, in a channel. */
  readonly teamId: string | undefined;
  /** Who asked for it. */
  readonly personId: string;
  readonly objectId: string | undefined;
  /** Display name. Foreign text. */
  readonly personName: string;
  /** Milliseconds since the epoch, as all times here. */
  readonly since: number;
  /** How often in a row it was found that they may not any more. */
  readonly refusals: number;
}

export interface Subscription extends NewSubscription {
  /** What is older is not told: `since`, or that of the one whose place it took, of which nothing is lost. */
  readonly tellsFrom: number;
}

export interface Subscriptions {
  /** Takes the place of the one for the same device. False: there are `most` in the room, or `mostRooms` rooms. */
  begin(wanted: NewSubscription, most: { readonly inRoom: number; readonly rooms: number }): Promise<boolean>;
  all(): Promise<readonly Subscription[]>;
  ofRoom(roomId: string): Promise<readonly Subscription[]>;
  /**
   * The last one of a room ends with what was not told yet.
   * @param deviceId - `undefined`: that of all devices. False: there is none.
   */
  end(roomId: string, deviceId: string | undefined): Promise<boolean>;
  /** All of it, and what was to be told there. */
  endRoom(roomId: string): Promise<void>;
  setRefusals(roomId: string, refusals: number): Promise<void>;
}

/** Of a display name, as much as is kept. */
const maxNameChars = 256;

export function createSubscriptions(db: Database, engine: Engine): Subscriptions {
  return {
    begin: (wanted, most) =>
      db.transaction().execute(async (transaction) => {
        await engine.inTurn(transaction, ['subscriptions']);
        const all = await transaction.selectFrom('subscriptions').select(['room_id', 'device_id']).execute();
        const { roomId, device } = wanted;
        const rooms = new Set(all.map(({ room_id: id }) => id));
        const inRoom = all.filter(({ room_id: id, device_id: of }) => id === roomId && of !== (device?.id ?? ''));
        if (inRoom.length >= most.inRoom || (!rooms.has(roomId) && rooms.size >= most.rooms)) return false;
        const row = columnsOf(wanted);
        await transaction
          .insertInto('subscriptions')
          .values({ ...row, tells_from: wanted.since })
          .onConflict((conflict) => conflict.columns(['room_id', 'device_id']).doUpdateSet(row))
          .execute();
        return true;
      }),

    async all() {
      const rows = await db.selectFrom('subscriptions').selectAll().orderBy('room_id').orderBy('since').execute();
      return rows.map(subscriptionFrom);
    },

    async ofRoom(roomId) {
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('room_id', '=', roomId)
        .orderBy('since')
        .execute();
      return rows.map(subscriptionFrom);
    },

    end: (roomId, deviceId = '') =>
      db.transaction().execute(async (transaction) => {
        await engine.inTurn(transaction, ['subscriptions']);
        const ended = await transaction
          .deleteFrom('subscriptions')
          .where('room_id', '=', roomId)
          .where('device_id', '=', deviceId)
          .returning('room_id')
          .executeTakeFirst();
        const others = transaction.selectFrom('subscriptions').select('room_id').where('room_id', '=', roomId);
        await transaction
          .deleteFrom('feed_posts')
          .where('room_id', '=', roomId)
          .where('message_id', 'is', null)
          .where((row) => row.not(row.exists(others)))
          .execute();
        return ended !== undefined;
      }),

    endRoom: (roomId) =>
      db.transaction().execute(async (transaction) => {
        for (const table of ['subscriptions', 'feed_posts', 'feed_threads'] as const)
          await transaction.deleteFrom(table).where('room_id', '=', roomId).execute();
      }),

    async setRefusals(roomId, refusals) {
      await db.updateTable('subscriptions').set({ refusals }).where('room_id', '=', roomId).execute();
    },
  };
}

function columnsOf(of: NewSubscription): Omit<SubscriptionRow, 'tells_from'> {
  return {
    room_id: of.roomId,
    device_id: of.device?.id ?? '',
    device_name: of.device?.name?.slice(0, maxNameChars) ?? null,
    least: of.least,
    service_url: of.serviceUrl,
    place_kind: of.placeKind,
    team_id: of.teamId ?? null,
    person_id: of.personId,
    object_id: of.objectId ?? null,
    person_name: of.personName.slice(0, maxNameChars),
    since: of.since,
    refusals: of.refusals,
  };
}

function subscriptionFrom(row: SubscriptionRow): Subscription {
  return {
    roomId: row.room_id,
    device: row.device_id === '' ? undefined : { id: row.device_id, name: row.device_name ?? undefined },
    least: row.least,
    serviceUrl: row.service_url,
    placeKind: row.place_kind,
    teamId: row.team_id ?? undefined,
    personId: row.person_id,
    objectId: row.object_id ?? undefined,
    personName: row.person_name,
    since: row.since,
    tellsFrom: row.tells_from,
    refusals: row.refusals,
  };
}
