/** A watch, as the bot and as the table has it. */

import type { WatchRow } from './tables.ts';

/** One person watches one action in one thread once. */
export interface WatchKey {
  readonly actionId: string;
  /** Teams' id. */
  readonly personId: string;
  readonly conversationId: string;
}

export interface NewWatch extends WatchKey {
  /** As Defender calls it. Foreign text. */
  readonly actionType: string;
  readonly deviceName: string | undefined;
  readonly objectId: string | undefined;
  /** Display name. Foreign text. */
  readonly personName: string;
  readonly serviceUrl: string;
  readonly placeKind: 'personal' | 'group' | 'channel' | 'other';
  readonly roomId: string;
  readonly teamId: string | undefined;
  /** The card that is edited; `undefined`: there is none. */
  readonly messageId: string | undefined;
  /** Times are milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endsAt: number;
  readonly dueAt: number;
  /** A digest of the action as the card shows it. */
  readonly shown: string;
}

export interface Watch extends NewWatch {
  readonly id: string;
  /** Nobody waits for it any more: its card is to say so, and nothing else. */
  readonly isStopped: boolean;
  /** How often in a row it could not be looked at, or told. */
  readonly failures: number;
  /** How often its last word was begun: by this process, or by one that died amid it. */
  readonly mentions: number;
}

export function columnsOf(watch: NewWatch): Omit<WatchRow, 'id' | 'lease_owner' | 'lease_until'> {
  return {
    action_id: watch.actionId,
    action_type: watch.actionType,
    device_name: watch.deviceName ?? null,
    person_id: watch.personId,
    object_id: watch.objectId ?? null,
    person_name: watch.personName,
    conversation_id: watch.conversationId,
    service_url: watch.serviceUrl,
    place_kind: watch.placeKind,
    room_id: watch.roomId,
    team_id: watch.teamId ?? null,
    message_id: watch.messageId ?? null,
    started_at: watch.startedAt,
    ends_at: watch.endsAt,
    due_at: watch.dueAt,
    is_stopped: 0,
    shown: watch.shown,
    failures: 0,
    mentions: 0,
  };
}

export function watchOf(row: WatchRow): Watch {
  return {
    id: row.id,
    actionId: row.action_id,
    actionType: row.action_type,
    deviceName: row.device_name ?? undefined,
    personId: row.person_id,
    objectId: row.object_id ?? undefined,
    personName: row.person_name,
    conversationId: row.conversation_id,
    serviceUrl: row.service_url,
    placeKind: row.place_kind,
    roomId: row.room_id,
    teamId: row.team_id ?? undefined,
    messageId: row.message_id ?? undefined,
    startedAt: row.started_at,
    endsAt: row.ends_at,
    dueAt: row.due_at,
    isStopped: row.is_stopped === 1,
    shown: row.shown,
    failures: row.failures,
    mentions: row.mentions,
  };
}
