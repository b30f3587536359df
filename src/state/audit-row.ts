/** Records of the audit trail ↔ rows of its table. */

import type { AuditEntry } from './audit-record.ts';
import { parsedJson } from '../json.ts';
import type { AuditRow } from './tables.ts';

export function rowOf({ sequence, record, previous, hash }: AuditEntry): AuditRow {
  const { at, turnId, who, where, request, command, ids, access, outcome, why, durationMs, calls, correlationIds } =
    record;
  const { finding } = record;
  return {
    ...{ sequence, previous, hash, at, request, access, outcome, calls },
    turn_id: turnId,
    object_id: who.objectId ?? null,
    teams_id: who.teamsId,
    name: who.name,
    place: where.kind,
    room_id: where.roomId,
    conversation_id: where.conversationId,
    is_personal: where.isPersonal ? 1 : 0,
    command: command ?? null,
    ids: JSON.stringify(ids),
    why: why ?? null,
    duration_ms: durationMs,
    correlation_ids: JSON.stringify(correlationIds),
    finding: finding ?? null,
    message_id: where.messageId ?? null,
  };
}

/** As it stands in the table, whoever wrote it: what is none of ours does not fit the chain. */
export function entryOf(row: AuditRow): AuditEntry {
  return {
    sequence: row.sequence,
    previous: row.previous,
    hash: row.hash,
    record: {
      at: row.at,
      turnId: row.turn_id,
      who: { objectId: row.object_id ?? undefined, teamsId: row.teams_id, name: row.name },
      where: {
        kind: row.place,
        roomId: row.room_id,
        conversationId: row.conversation_id,
        isPersonal: row.is_personal === 1,
        messageId: row.message_id ?? undefined,
      },
      request: row.request,
      command: row.command ?? undefined,
      ids: textsIn(row.ids),
      access: row.access,
      outcome: row.outcome,
      why: row.why ?? undefined,
      durationMs: row.duration_ms,
      calls: row.calls,
      correlationIds: textsIn(row.correlation_ids),
      finding: row.finding ?? undefined,
    },
  };
}

function textsIn(json: string): readonly string[] {
  const list = parsedJson(json);
  return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : [json];
}
