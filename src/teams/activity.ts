/**
 * What came from the channel, as an activity whose fields have the types they should have. A field that
 * is not named here does not get in: what the bot and its SDK never read can never surprise them.
 */

import { isRecord, type JsonObject } from '../json.ts';
import {
  malformed,
  optionalId,
  optionalRecord,
  optionalText,
  recordsIn,
  requiredId,
  requiredRecord,
} from './activity-field.ts';

interface Account {
  readonly id: string;
  readonly name: string | undefined;
  readonly aadObjectId: string | undefined;
}

interface Conversation {
  readonly id: string;
  /** `personal`, `groupChat` or `channel`. */
  readonly conversationType: string | undefined;
  readonly isGroup: boolean;
  readonly name: string | undefined;
  readonly tenantId: string | undefined;
}

/** `deliveryMode` is left out on purpose: replies go through the connector whatever the caller asks for. */
export interface IncomingActivity {
  readonly type: string;
  /** Of every message; other types may come without. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly action: string | undefined;
  readonly timestamp: Date | undefined;
  readonly channelId: string;
  readonly serviceUrl: string;
  readonly locale: string | undefined;
  /** Both of every message and invoke. */
  readonly from: Account | undefined;
  readonly recipient: Account | undefined;
  readonly conversation: Conversation;
  readonly text: string | undefined;
  readonly textFormat: string | undefined;
  /** Payload of a button or an invoke: any JSON. */
  readonly value: unknown;
  readonly replyToId: string | undefined;
  /** A mention has `text` and `mentioned.id`, both strings. */
  readonly entities: readonly JsonObject[];
  readonly membersAdded: readonly Account[];
  readonly membersRemoved: readonly Account[];
  /** Its `tenant`, `team` and `channel` are objects whose `id`, where there is one, is a string. */
  readonly channelData: JsonObject;
}

/** Throws Refusal. */
export function readActivity(body: JsonObject): IncomingActivity {
  const type = requiredId(body, 'type');
  if (type === 'message' || type === 'invoke') for (const name of ['from', 'recipient']) requiredRecord(body, name);
  return {
    type,
    id: type === 'message' ? requiredId(body, 'id') : optionalId(body, 'id'),
    name: optionalText(body, 'name'),
    action: optionalText(body, 'action'),
    timestamp: time(optionalText(body, 'timestamp')),
    channelId: requiredId(body, 'channelId'),
    serviceUrl: requiredId(body, 'serviceUrl'),
    locale: optionalText(body, 'locale'),
    from: optionalAccount(body, 'from'),
    recipient: optionalAccount(body, 'recipient'),
    conversation: conversation(requiredRecord(body, 'conversation')),
    text: optionalText(body, 'text'),
    textFormat: optionalText(body, 'textFormat'),
    value: body['value'] ?? undefined,
    replyToId: optionalId(body, 'replyToId'),
    entities: recordsIn(body, 'entities').filter(isUsableEntity),
    membersAdded: recordsIn(body, 'membersAdded').map(account),
    membersRemoved: recordsIn(body, 'membersRemoved').map(account),
    channelData: channelData(optionalRecord(body, 'channelData') ?? {}),
  };
}

function optionalAccount(body: JsonObject, name: string): Account | undefined {
  const value = optionalRecord(body, name);
  return value && account(value);
}

function account(from: JsonObject): Account {
  return {
    id: requiredId(from, 'id'),
    name: optionalText(from, 'name'),
    aadObjectId: optionalText(from, 'aadObjectId'),
  };
}

function conversation(from: JsonObject): Conversation {
  return {
    id: requiredId(from, 'id'),
    conversationType: optionalText(from, 'conversationType'),
    isGroup: from['isGroup'] === true,
    name: optionalText(from, 'name'),
    tenantId: optionalText(from, 'tenantId'),
  };
}

function isUsableEntity({ type, text, mentioned }: JsonObject): boolean {
  if (typeof type !== 'string') return false;
  if (type !== 'mention') return true;
  return typeof text === 'string' && isRecord(mentioned) && typeof mentioned['id'] === 'string';
}

function channelData(data: JsonObject): JsonObject {
  for (const part of ['tenant', 'team', 'channel']) optionalText(optionalRecord(data, part) ?? {}, 'id');
  optionalText(data, 'eventType');
  return data;
}

function time(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw malformed();
  return date;
}

/** Every tenant that the activity names. */
export function tenantsOf({ conversation: { tenantId }, channelData: data }: IncomingActivity): readonly string[] {
  const other = optionalText(optionalRecord(data, 'tenant') ?? {}, 'id');
  return [tenantId, other].filter((tenant) => tenant !== undefined);
}
