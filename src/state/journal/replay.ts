/**
 * What a journal holds → the shared database. Each part may be told again after a crash in between: a record that is in
 * the chain is not appended again, and of a question and of evidence the same is said twice.
 */

import { sql, type Transaction } from 'kysely';
import { nextEntry } from '../audit-chain.ts';
import type { AuditRecord } from '../audit-record.ts';
import { rowOf } from '../audit-row.ts';
import type { ActivityRow, Database, EvidenceRow, Tables } from '../tables.ts';

/** At the end of the one chain, in their order, with the times that they have. One transaction. */
export async function replayRecords(db: Database, records: readonly AuditRecord[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const locked = await transaction
      .updateTable('audit_head')
      .set((row) => ({ sequence: row.ref('sequence') })) // whoever else appends waits, and what they appended is seen
      .returning(['sequence', 'hash'])
      .executeTakeFirstOrThrow();
    const there = await thereOf(transaction, records);
    let head = locked;
    const entries = records
      .filter((record) => !there.has(nameOf(record)))
      .map((record) => {
        const entry = nextEntry(head, record);
        head = entry;
        return entry;
      });
    if (entries.length === 0) return;
    await transaction.insertInto('audit').values(entries.map(rowOf)).execute();
    await transaction.updateTable('audit_head').set({ sequence: head.sequence, hash: head.hash }).execute();
  });
}

/** Those whose end was not heard when the database went away, or whose copy in the journal was not taken away in time. */
async function thereOf(
  transaction: Transaction<Tables>,
  records: readonly AuditRecord[],
): Promise<ReadonlySet<string>> {
  const turnIds = records.map(({ turnId }) => turnId);
  const rows = await transaction
    .selectFrom('audit')
    .select(['turn_id as turnId', 'at', 'teams_id as teamsId'])
    .where('turn_id', 'in', turnIds)
    .execute();
  return new Set(rows.map(({ turnId, at, teamsId }) => nameOf({ turnId, at, who: { teamsId } })));
}

function nameOf({
  turnId,
  at,
  who,
}: Pick<AuditRecord, 'turnId' | 'at'> & { readonly who: { readonly teamsId: string } }): string {
  return JSON.stringify([turnId, at, who.teamsId]);
}

/**
 * An answer that was given is given, whoever else holds the question. What still runs is this process’s, or that of the
 * dead one that left the journal: then it is anybody’s.
 */
export async function replayQuestions(db: Database, rows: readonly ActivityRow[]): Promise<void> {
  await db
    .insertInto('activities')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['conversation_id', 'activity_id'])
        .doUpdateSet((row) => ({
          outcome: row.ref('excluded.outcome'),
          process_id: row.ref('excluded.process_id'),
          attempts: row.ref('excluded.attempts'),
          payload: sql<string>`CASE WHEN excluded.outcome = 'running' AND excluded.payload = '' THEN activities.payload ELSE excluded.payload END`,
          working_id: row.ref('excluded.working_id'),
        }))
        .where(
          sql<boolean>`activities.outcome <> 'answered' AND
            (excluded.outcome = 'answered' OR activities.outcome = 'failed' OR activities.process_id = excluded.process_id)`,
        ),
    )
    .execute();
}

/** What else they ran is anybody’s at once: whoever has the file of a process knows that it is dead. */
export async function endProcesses(db: Database, processIds: readonly string[]): Promise<void> {
  if (processIds.length === 0) return;
  await db.deleteFrom('processes').where('process_id', 'in', processIds).execute();
}

export async function replayEvidence(db: Database, rows: readonly EvidenceRow[]): Promise<void> {
  await db
    .insertInto('evidence')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['conversation_id', 'message_id']).doUpdateSet((row) => ({
        person_id: row.ref('excluded.person_id'),
        object_id: row.ref('excluded.object_id'),
        person_name: row.ref('excluded.person_name'),
        subject: row.ref('excluded.subject'),
        what: row.ref('excluded.what'),
        sha256: row.ref('excluded.sha256'),
        removed_at: row.ref('excluded.removed_at'),
        removed_by: row.ref('excluded.removed_by'),
        retry_at: row.ref('excluded.retry_at'),
        failures: row.ref('excluded.failures'),
      })),
    )
    .execute();
}
