/**
 * What is recorded while the database is away: in a file of this process alone, on disk before it counts as done. It has
 * the tables of the state, and of them uses three: questions, audit records in their order, and where evidence stands.
 */

import { errorFields, type Log } from '../../log.ts';
import { createActivities, type Activities, type ActivityKey } from '../activities.ts';
import { genesis } from '../audit-chain.ts';
import type { AuditHead, AuditRecord } from '../audit-record.ts';
import { entryOf } from '../audit-row.ts';
import { createAudit } from '../audit.ts';
import { StateError } from '../errors.ts';
import { createEvidence, type Evidence } from '../evidence.ts';
import type { ActivityRow, Database, EvidenceRow } from '../tables.ts';

/** All of it throws StateError, also when it is full or cannot be written. */
export interface Journal {
  readonly activities: Activities;
  readonly evidence: Evidence;
  append(record: AuditRecord): Promise<AuditHead>;
  /** Records of commands, of which the database has not heard. */
  waiting(): number;
  /** Whether nothing at all waits. */
  isEmpty(): Promise<boolean>;
  /** Whether it takes more. */
  isReady(): Promise<boolean>;
  /** In their order, some at a time. @param skip - so many of the first. */
  records(skip: number): AsyncIterable<readonly AuditRecord[]>;
  questions(): AsyncIterable<readonly ActivityRow[]>;
  shown(): AsyncIterable<readonly EvidenceRow[]>;
  /** When the database has all of it. */
  clear(): Promise<void>;
}

/** `records`: audit records, and questions as well; about 100 MB of disk. */
export const journalLimits = { records: 100_000, atOnce: 200 } as const;

export interface JournalOptions {
  /** As the shared database knows this process. */
  readonly processId: string;
  readonly now: () => number;
  readonly log: Log;
  readonly limits?: Readonly<Record<keyof typeof journalLimits, number>>;
}

/** @param db - of a file that this process alone writes to. */
export async function createJournal(db: Database, options: JournalOptions): Promise<Journal> {
  const { processId, now, log, limits = journalLimits } = options;
  const activities = createActivities(db, processId);
  const audit = createAudit(db);
  let records = await countOf('audit');
  let questions = await countOf('activities');
  let isToldFull = false;

  async function countOf(table: 'activities' | 'audit' | 'evidence'): Promise<number> {
    const row = await db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as('rows'))
      .executeTakeFirst();
    return row?.rows ?? 0;
  }

  function checkRoom(used: number): void {
    if (used < limits.records) return;
    if (!isToldFull)
      log.error({ records, questions }, 'the journal is full: nothing more is answered before it is replayed');
    isToldFull = true;
    throw new StateError(`The journal is full: it holds ${limits.records} records`);
  }

  /** Of a question that the shared database has too, only its end is told. */
  async function known(key: ActivityKey): Promise<void> {
    if ((await activities.begin(key, '', now())) === 'run') questions += 1;
  }

  async function* pages<T>(page: (skip: number) => Promise<readonly T[]>): AsyncIterable<readonly T[]> {
    for (let skip = 0; ; skip += limits.atOnce) {
      const rows = await page(skip);
      if (rows.length > 0) yield rows;
      if (rows.length < limits.atOnce) return;
    }
  }

  return {
    activities: {
      ...activities,
      begin: (key, payload, at) =>
        told(async () => {
          checkRoom(questions);
          checkRoom(records);
          const begun = await activities.begin(key, payload, at);
          if (begun === 'run') questions += 1;
          return begun;
        }),
      end: (key, outcome) =>
        told(async () => {
          await known(key);
          await activities.end(key, outcome);
        }),
      setWorkingId: (key, messageId) =>
        told(async () => {
          await known(key);
          await activities.setWorkingId(key, messageId);
        }),
    },
    evidence: createEvidence(db),
    append: (record) =>
      told(async () => {
        checkRoom(records);
        const head = await audit.append(record);
        records += 1;
        return head;
      }),
    waiting: () => records,
    isEmpty: async () => records === 0 && questions === 0 && (await countOf('evidence')) === 0,
    async isReady() {
      if (Math.max(records, questions) >= limits.records) return false;
      return activities.forget(0).then(
        () => true,
        () => false,
      );
    },
    records: (skip) =>
      pages(async (more) => {
        const rows = await db
          .selectFrom('audit')
          .selectAll()
          .where('sequence', '>', skip + more) // it counts from 1, without a gap
          .orderBy('sequence')
          .limit(limits.atOnce)
          .execute();
        return rows.map((row) => entryOf(row).record);
      }),
    questions: () =>
      pages((skip) =>
        db
          .selectFrom('activities')
          .selectAll()
          .orderBy('conversation_id')
          .orderBy('activity_id')
          .limit(limits.atOnce)
          .offset(skip)
          .execute(),
      ),
    shown: () =>
      pages((skip) =>
        db
          .selectFrom('evidence')
          .selectAll()
          .orderBy('conversation_id')
          .orderBy('message_id')
          .limit(limits.atOnce)
          .offset(skip)
          .execute(),
      ),
    async clear() {
      await db.transaction().execute(async (transaction) => {
        for (const table of ['audit', 'activities', 'evidence'] as const) await transaction.deleteFrom(table).execute();
        await transaction.updateTable('audit_head').set(genesis).execute();
      });
      [records, questions, isToldFull] = [0, 0, false];
    },
  };

  /** What SQLite says of its file is nobody’s words. */
  async function told<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (cause) {
      if (cause instanceof StateError) throw cause;
      log.error(errorFields(cause), 'the journal cannot be written');
      throw new StateError('The journal cannot be written', { cause });
    }
  }
}
