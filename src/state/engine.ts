/** What each engine has its own way for, where several processes take from one table. */

import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Database } from './tables.ts';

export interface Engine {
  /** A time of the bot’s clock, by the clock that all processes on the database share. In ms since the epoch. */
  sharedTime(at: number): RawBuilder<number>;
  /** For rows that are about to be taken: those that another process is taking now are left to it. */
  skipLocked<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>): SelectQueryBuilder<DB, TB, O>;
  /** In a transaction: who comes with one of these names waits until it ends. */
  inTurn(transaction: Database, names: readonly string[]): Promise<void>;
}

/** One process, which has one connection: each transaction is alone. */
export const sqliteEngine: Engine = {
  sharedTime: (at) => sql<number>`${at}`,
  skipLocked: (query) => query,
  inTurn: () => Promise.resolve(),
};

/** By the clock of PostgreSQL, in ms since the epoch. */
export const databaseNow = sql<number>`(extract(epoch FROM clock_timestamp()) * 1000)::bigint`;

/** Any number that no other lock of the database has as its first. */
const lockClass = 7_236_913;

export function postgresEngine(clock: Clock): Engine {
  return {
    sharedTime: (at) => sql<number>`${databaseNow} + ${at - clock.now()}::bigint`,
    skipLocked: (query) => query.forUpdate().skipLocked(),
    /** In one order, so that nobody waits for somebody who waits for them. */
    async inTurn(transaction, names) {
      await sql`SELECT pg_advisory_xact_lock(${sql.lit(lockClass)}, lock) FROM
        (SELECT DISTINCT hashtext(name) AS lock FROM unnest(${names}::text[]) AS name ORDER BY 1) AS locks`.execute(
        transaction,
      );
    },
  };
}
