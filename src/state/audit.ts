/** The audit trail: records are added at its end and read, and nothing else. */

import { sql, type RawBuilder } from 'kysely';
import { nextEntry } from './audit-chain.ts';
import type { AuditEntry, AuditHead, AuditRecord } from './audit-record.ts';
import { entryOf, rowOf } from './audit-row.ts';
import type { AuditRow, Database } from './tables.ts';

export interface AuditQuery {
  /** The newest first, from this one on; `undefined`: from the newest. */
  readonly from?: number | undefined;
  readonly skip?: number | undefined;
  readonly most: number;
  readonly of?: AuditFilter | undefined;
}

export type AuditFilter =
  /** Entra object id, lower case. */
  | { readonly objectId: string }
  /** All of them somewhere in the display name, in either case. */
  | { readonly nameWords: readonly string[] }
  | { readonly id: string };

export interface FindingsQuery {
  /** One thread or chat, or what a whole room found out about an id. */
  readonly of: { readonly conversationId: string } | { readonly roomId: string; readonly id: string };
  /** Of these commands alone. */
  readonly commands: readonly string[];
  readonly most: number;
}

export interface AuditTrail {
  /** The newest first. */
  page(query: AuditQuery): Promise<readonly AuditEntry[]>;
  /** What was found there, the newest first. */
  findings(query: FindingsQuery): Promise<readonly AuditRecord[]>;
  /** All, the oldest first, a few at a time; those that are added meanwhile too. */
  entries(): AsyncIterable<AuditEntry>;
  /** What the last append left. */
  head(): Promise<AuditHead>;
}

export interface Audit extends AuditTrail {
  /** Resolves when it is on disk. One after the other, also of several processes. */
  append(record: AuditRecord): Promise<AuditHead>;
}

export function createAudit(db: Database): Audit {
  return {
    ...createAuditTrail(db),
    append: (record) =>
      db.transaction().execute(async (transaction) => {
        const head = await transaction
          .updateTable('audit_head')
          .set((row) => ({ sequence: row('sequence', '+', 1) }))
          .returning('hash')
          .returning((row) => row('sequence', '-', 1).as('sequence'))
          .executeTakeFirstOrThrow();
        const entry = nextEntry({ sequence: head.sequence, hash: head.hash }, kept(record));
        await transaction.insertInto('audit').values(rowOf(entry)).execute();
        await transaction.updateTable('audit_head').set({ hash: entry.hash }).execute();
        return { sequence: entry.sequence, hash: entry.hash };
      }),
  };
}

const rowsAtATime = 500;

export function createAuditTrail(db: Database): AuditTrail {
  return {
    async page({ from, skip = 0, most, of }) {
      let rows = db.selectFrom('audit').selectAll();
      if (from !== undefined) rows = rows.where('sequence', '<=', from);
      if (of !== undefined) rows = rows.where(conditionOf(of));
      const found = await rows.orderBy('sequence', 'desc').limit(most).offset(skip).execute();
      return found.map(entryOf);
    },
    async findings({ of, commands, most }) {
      const isThere =
        'id' in of ? sql<boolean>`room_id = ${of.roomId}` : sql<boolean>`conversation_id = ${of.conversationId}`;
      let rows = db.selectFrom('audit').selectAll().where(isThere).where('command', 'in', commands);
      if ('id' in of) rows = rows.where(like('ids', JSON.stringify(of.id)));
      const found = await rows
        .where('outcome', 'in', ['answered', 'empty', 'partial'])
        .orderBy('sequence', 'desc')
        .limit(most)
        .execute();
      return found.map((row) => entryOf(row).record);
    },
    async *entries() {
      for (let last: AuditRow | undefined, isFirst = true; isFirst || last !== undefined; isFirst = false) {
        const rows = await after(last?.sequence);
        yield* rows.map(entryOf);
        last = rows.at(-1);
      }
    },
    async head() {
      return db.selectFrom('audit_head').select(['sequence', 'hash']).executeTakeFirstOrThrow();
    },
  };

  /** `undefined`: from the first, whatever its number is. */
  function after(sequence: number | undefined): Promise<readonly AuditRow[]> {
    const all = db.selectFrom('audit').selectAll().orderBy('sequence').limit(rowsAtATime);
    return (sequence === undefined ? all : all.where('sequence', '>', sequence)).execute();
  }
}

function conditionOf(of: AuditFilter): RawBuilder<boolean> {
  if ('objectId' in of) return sql<boolean>`object_id = ${of.objectId}`;
  if ('id' in of) return like('ids', JSON.stringify(of.id));
  return sql<boolean>`${sql.join(
    of.nameWords.map((word) => like('name', word)),
    sql` AND `,
  )}`;
}

function like(column: 'ids' | 'name', part: string): RawBuilder<boolean> {
  const pattern = `%${part.replace(/[%_!]/g, '!$&')}%`;
  return sql<boolean>`lower(${sql.ref(column)}) LIKE lower(${pattern}) ESCAPE '!'`;
}

const maxTextChars = 512;

/** What an engine would not give back as it was (halves of surrogate pairs, NUL) would not fit its hash any more. */
function kept(record: AuditRecord): AuditRecord {
  const { who, where, ids, correlationIds } = record;
  return {
    ...record,
    who: { ...who, teamsId: keptText(who.teamsId), name: keptText(who.name), objectId: keptMaybe(who.objectId) },
    where: {
      ...where,
      roomId: keptText(where.roomId),
      conversationId: keptText(where.conversationId),
      messageId: keptMaybe(where.messageId),
    },
    ids: ids.map(keptText),
    finding: keptMaybe(record.finding),
    correlationIds: correlationIds.map(keptText),
  };
}

function keptText(text: string): string {
  return text.slice(0, maxTextChars).toWellFormed().replaceAll('\0', '\uFFFD');
}

function keptMaybe(text: string | undefined): string | undefined {
  return text === undefined ? undefined : keptText(text);
}
