/**
 * Signs of life of the processes that share a database. All times are the database’s: the clocks of machines differ. What
 * belonged to a process without a row is anybody’s: one that ended takes its row away, and one that was silent for too
 * long is taken away by another that was not silent itself. After an outage of the database all were, and none is.
 */

import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import { databaseNow } from './engine.ts';
import type { Database } from './tables.ts';

export interface Lease {
  /** Resolves when this process has given its first sign. Rejects when it could not. */
  start(): Promise<void>;
  /** What this process left running is anybody’s from now on. Never rejects. */
  stop(): Promise<void>;
  /** How many lived at this process's last sign, itself included. */
  living(): number;
}

/** In ms. A few signs may fail before a process counts as dead. */
export const leaseLimits = { signMs: 5_000, silentMs: 20_000 } as const;

export interface LeaseWays {
  readonly clock: Clock;
  readonly log: Log;
}

const silentSince = sql<number>`${databaseNow} - ${sql.lit(leaseLimits.silentMs)}`;

export function createLease(db: Database, processId: string, { clock, log }: LeaseWays): Lease {
  const stopping = new AbortController();
  let going: Promise<void> = Promise.resolve();
  let living = 1;

  async function sign(): Promise<void> {
    await sql`
      INSERT INTO processes (process_id, seen_at, alive_since) VALUES (${processId}, ${databaseNow}, ${databaseNow})
      ON CONFLICT (process_id) DO UPDATE SET
        alive_since = CASE WHEN processes.seen_at < ${silentSince} THEN ${databaseNow} ELSE processes.alive_since END,
        seen_at = excluded.seen_at`.execute(db);
    await sql`
      DELETE FROM processes WHERE seen_at < ${silentSince} AND EXISTS
        (SELECT 1 FROM processes AS own WHERE own.process_id = ${processId} AND own.alive_since < ${silentSince})`.execute(
      db,
    );
    await sql`DELETE FROM quota_calls WHERE counts_until < ${databaseNow}`.execute(db);
    const { rows } = await sql<{ readonly living: number }>`SELECT count(*) AS living FROM processes`.execute(db);
    living = rows[0]?.living ?? living;
  }

  /** An outage is told of once, and its end. */
  async function goOn(): Promise<void> {
    for (let isSilent = false; ;) {
      try {
        await clock.sleep(leaseLimits.signMs, stopping.signal);
      } catch {
        return; // it stops
      }
      try {
        await sign();
        if (isSilent) log.info({}, 'signs of life are given to the other replicas again');
        isSilent = false;
      } catch (error) {
        if (!isSilent) log.warn(errorFields(error), 'no sign of life is given to the other replicas');
        isSilent = true;
      }
    }
  }

  return {
    living: () => living,
    async start() {
      await sign();
      going = goOn();
    },
    async stop() {
      stopping.abort();
      await going;
      await db
        .deleteFrom('processes')
        .where('process_id', '=', processId)
        .execute()
        .catch((error: unknown) => {
          log.warn(errorFields(error), 'the other replicas were not told of the end');
        });
    },
  };
}
