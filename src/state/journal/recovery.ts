/** After an outage: all that the journal holds is told to the database, and then nothing goes to the journal any more. */

import { sql } from 'kysely';
import type { Clock } from '../../clock.ts';
import { errorFields, type Log } from '../../log.ts';
import { isDatabaseAway } from '../postgres-faults.ts';
import type { Database } from '../tables.ts';
import type { Journal } from './journal.ts';
import type { Line } from './line.ts';
import type { Outage } from './outage.ts';
import type { OwnPart } from './own-part.ts';
import { endProcesses, replayEvidence, replayQuestions, replayRecords } from './replay.ts';

export interface Recovery {
  /** Tries until it is done. An outage has begun. */
  begin(): void;
  /** Once, at the start or the end. False: it could not be. Never rejects. */
  replayNow(): Promise<boolean>;
  /** Tries no more; resolves when nothing is under way. */
  stop(): Promise<void>;
}

/** Between two attempts, in ms. */
export const recoveryMs = 5_000;

export interface RecoveryOptions {
  /** As the database knows this process. */
  readonly processId: string;
  /** Not refused while the database counts as away. */
  readonly db: Database;
  readonly journal: Journal;
  readonly outage: Outage;
  readonly line: Line;
  readonly quotas: Pick<OwnPart, 'tell'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function createRecovery({
  processId,
  db,
  journal,
  outage,
  line,
  quotas,
  clock,
  log,
}: RecoveryOptions): Recovery {
  const stopping = new AbortController();
  let going: Promise<void> = Promise.resolve();
  let isToldWhy = false;

  /** Most of it while others go on; what came meanwhile, and what has to be there at once, while nobody writes. */
  async function replay(): Promise<void> {
    await sql`SELECT 1`.execute(db); // what is recorded does not wait in line for a database that says nothing
    const told = await tellRecords(0);
    await line(async () => {
      await tellRecords(told);
      for await (const rows of journal.shown()) await replayEvidence(db, rows);
      await tellQuestions();
      await quotas.tell(db);
      const records = journal.waiting();
      await journal.clear();
      const since = outage.now()?.since ?? clock.now();
      outage.end();
      log.info({ records, awayMs: clock.now() - since }, 'the journal is replayed: the database has all of it');
    });
  }

  async function tellQuestions(): Promise<void> {
    const before = new Set<string>();
    for await (const rows of journal.questions()) {
      await replayQuestions(db, rows);
      for (const { process_id: id } of rows) if (id !== processId) before.add(id);
    }
    await endProcesses(db, [...before]);
  }

  /** @param from - so many are there. Gives how many are. */
  async function tellRecords(from: number): Promise<number> {
    let count = from;
    for await (const records of journal.records(from)) {
      await replayRecords(db, records);
      count += records.length;
    }
    return count;
  }

  async function replayNow(): Promise<boolean> {
    try {
      await replay();
      isToldWhy = false;
      return true;
    } catch (error) {
      if (!isDatabaseAway(error) && !isToldWhy) {
        log.error({ ...errorFields(error), records: journal.waiting() }, 'the journal cannot be replayed');
        isToldWhy = true;
      }
      return false;
    }
  }

  async function goOn(): Promise<void> {
    for (;;) {
      try {
        await clock.sleep(recoveryMs, stopping.signal);
      } catch {
        return; // it stops
      }
      if (await replayNow()) return;
    }
  }

  return {
    begin() {
      going = goOn();
    },
    replayNow,
    async stop() {
      stopping.abort();
      await going;
    },
  };
}
