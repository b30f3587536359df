/**
 * Quotas that all processes on one PostgreSQL keep together: a log of the calls that still count, as each process keeps it
 * for itself where it is alone. A function of the database looks, decides and writes in one round trip, by its own clock.
 */

import { sql, type Kysely } from 'kysely';
import type { SharedQuotas } from '../bucket.ts';
import { DeadlineError, untilAborted, withDeadline, type Clock } from '../clock.ts';
import { StateError } from './errors.ts';
import type { Database } from './tables.ts';

/** A call arrives later than it was taken, and not each by as much: so much longer it counts. In ms. */
export const slackMs = 1_000;

/** Any number that no other lock of the database has as its first. */
const lockClass = 7_236_912;

/**
 * Its name has a version: while replicas are exchanged, old ones call the old one. Locks are taken in one order, so that
 * nobody waits for somebody who waits for them.
 */
const takeCalls = `
CREATE OR REPLACE FUNCTION take_calls_1(quotas jsonb, wanted integer, OUT taken integer, OUT wait_ms bigint) AS $$
DECLARE
  now_ms bigint;
  one record;
  used bigint;
  free_at bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(${lockClass}, lock) FROM
    (SELECT DISTINCT hashtext(q->>'name') AS lock FROM jsonb_array_elements(quotas) AS q ORDER BY 1) AS locks;
  now_ms := floor(extract(epoch FROM clock_timestamp()) * 1000);
  taken := wanted;
  wait_ms := 0;
  FOR one IN
    SELECT q->>'name' AS name, (w->>'calls')::bigint AS most, (w->>'perMs')::bigint + ${slackMs} AS per_ms
    FROM jsonb_array_elements(quotas) AS q, jsonb_array_elements(q->'quotas') AS w
  LOOP
    SELECT coalesce(sum(calls), 0) INTO used FROM quota_calls WHERE quota = one.name AND at > now_ms - one.per_ms;
    taken := least(taken, greatest(one.most - used, 0));
    IF used >= one.most THEN
      SELECT at + one.per_ms INTO free_at FROM
        (SELECT at, sum(calls) OVER (ORDER BY at DESC, ctid) AS later FROM quota_calls
         WHERE quota = one.name AND at > now_ms - one.per_ms) AS counted
        WHERE later >= one.most ORDER BY at DESC LIMIT 1;
      wait_ms := greatest(wait_ms, free_at - now_ms);
    END IF;
  END LOOP;
  IF taken > 0 THEN
    wait_ms := 0;
    INSERT INTO quota_calls (quota, at, calls, counts_until)
      SELECT q->>'name', now_ms, taken, now_ms + ${slackMs} +
        (SELECT max((w->>'perMs')::bigint) FROM jsonb_array_elements(q->'quotas') AS w)
      FROM jsonb_array_elements(quotas) AS q;
  END IF;
END
$$ LANGUAGE plpgsql`;

/** In a transaction that keeps the other processes out. */
export async function createTakeCalls(transaction: Kysely<unknown>): Promise<void> {
  await sql.raw(takeCalls).execute(transaction);
}

/** Whoever waits for a place is one of many who do: that is less than a question may take. In ms. */
export const patienceMs = 5_000;

/** Rejects with StateError where the database says nothing for `patienceMs`. */
export function createSharedQuotas(db: Database, clock: Clock): SharedQuotas {
  async function take(quotas: string, wanted: number): ReturnType<SharedQuotas['take']> {
    const { rows } = await sql<{
      readonly taken: number;
      readonly wait_ms: number;
    }>`SELECT taken, wait_ms FROM take_calls_1(${quotas}::jsonb, ${wanted}::integer)`.execute(db);
    const [row = { taken: 0, wait_ms: slackMs }] = rows;
    return { taken: row.taken, waitMs: row.wait_ms };
  }

  return {
    take: (of, wanted) =>
      withDeadline(clock, patienceMs, undefined, (signal) =>
        untilAborted(take(JSON.stringify(of), wanted), signal),
      ).catch((cause: unknown) => {
        if (!(cause instanceof DeadlineError)) throw cause;
        throw new StateError('PostgreSQL does not say what the other replicas asked for', { cause });
      }),
  };
}
