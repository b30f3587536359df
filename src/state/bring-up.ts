/** Brings a PostgreSQL to what this code expects, over a connection that has the time for it: a table may be large. */

import { Kysely, sql } from 'kysely';
import { migrate } from './migrate.ts';
import { migrations, type Migration } from './migrations.ts';
import { openPostgres, postgresLimits, type OnLost, type PostgresLimits, type PostgresSettings } from './postgres.ts';
import { createTakeCalls } from './shared-quotas.ts';

/** In ms: one statement of a step, or the wait for another replica that is at one. */
export const bringUpLimits = { ...postgresLimits, stepMs: 300_000 } as const;

export type BringUpLimits = PostgresLimits & Readonly<Record<'stepMs', number>>;

/** Of replicas that start at once one does the work, and the others wait for it. Throws StateError. */
export async function bringUp(
  settings: PostgresSettings,
  onLost: OnLost,
  { stepMs, ...limits }: BringUpLimits = bringUpLimits,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const answerMs = stepMs + limits.answerMs - limits.statementMs; // the server gives up first, and says so
  const patient = { ...limits, connections: 1, statementMs: stepMs, answerMs };
  const db = new Kysely<unknown>({ dialect: openPostgres(settings, onLost, patient) });
  try {
    await migrate(db, steps, alone);
    await db.transaction().execute(async (transaction) => {
      await alone(transaction);
      await createTakeCalls(transaction);
    });
  } finally {
    await db.destroy();
  }
}

/** In a transaction, for as long as that takes: whoever else comes here waits. One number for all bots of a database. */
async function alone(transaction: Kysely<unknown>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(lock)})`.execute(transaction);
}

/** Any number that nobody else of the database uses. Source: postgresql.org/docs/current/explicit-locking.html */
const lock = 7_236_911;
