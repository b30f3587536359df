/**
 * Quotas that all processes keep together, and while their place to meet is away each its part of them alone: an equal
 * one of as many as lived when it was last heard of. What was used of it meanwhile is told afterwards, so that it counts.
 */

import { sql } from 'kysely';
import { createBucket, type Bucket, type NamedQuotas, type Quota, type SharedQuotas } from '../../bucket.ts';
import { databaseNow } from '../engine.ts';
import { isDatabaseAway } from '../postgres-faults.ts';
import { slackMs } from '../shared-quotas.ts';
import type { Database } from '../tables.ts';
import type { Outage } from './outage.ts';

/** Calls that were made while nobody else could count them. */
interface Used {
  readonly name: string;
  readonly at: number;
  readonly calls: number;
  /** The longest window that they count in. */
  readonly perMs: number;
}

export interface OwnPart extends SharedQuotas {
  /** To the database that is back, once. */
  tell(db: Database): Promise<void>;
}

export interface OwnPartOptions {
  readonly outage: Pick<Outage, 'now' | 'begin'>;
  /** How many share the quotas, this process included. */
  readonly processes: () => number;
  readonly now: () => number;
}

/** @param shared - rejects at once while it is away. */
export function createOwnPart(shared: SharedQuotas, { outage, processes, now }: OwnPartOptions): OwnPart {
  const buckets = new Map<string, Bucket>(); // as many as are split, which Defender's endpoints are
  let used: readonly Used[] = [];

  function bucketOf({ name, quotas }: NamedQuotas): Bucket {
    const bucket = buckets.get(name) ?? createBucket(quotas);
    buckets.set(name, bucket);
    return bucket;
  }

  function note(of: readonly NamedQuotas[], calls: number): void {
    for (const one of of) for (let i = 0; i < calls; i++) bucketOf(one).take(now());
  }

  function partOf({ quotas }: NamedQuotas): readonly Quota[] {
    const among = Math.max(1, processes());
    return quotas.map(({ calls, perMs }) => ({
      calls: Math.max(1, Math.floor(calls / among)),
      perMs: perMs + slackMs,
    }));
  }

  /** Whatever is not split goes by the count that each process has already looked at. */
  function takeOwn(of: readonly NamedQuotas[], wanted: number): { readonly taken: number; readonly waitMs: number } {
    const split = of.filter(({ isSplit }) => isSplit === true);
    const left = split.flatMap((one) =>
      bucketOf(one)
        .left(now(), partOf(one))
        .map((part) => part.left),
    );
    const taken = Math.min(wanted, ...left);
    if (taken === 0) {
      const freeAt = split.map((one) => bucketOf(one).plan(now()).earliest(partOf(one)));
      return { taken, waitMs: Math.max(0, ...freeAt.map((time) => time - now())) };
    }
    note(split, taken);
    const calls = split.map(({ name, quotas }) => ({
      ...{ name, at: now(), calls: taken },
      perMs: Math.max(...quotas.map(({ perMs }) => perMs)),
    }));
    used = [...used.filter(({ at, perMs }) => at + perMs > now()), ...calls];
    return { taken, waitMs: 0 };
  }

  return {
    async take(of, wanted) {
      if (outage.now() !== undefined) return takeOwn(of, wanted);
      try {
        const answer = await shared.take(of, wanted);
        note(
          of.filter(({ isSplit }) => isSplit === true),
          answer.taken,
        );
        return answer;
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        outage.begin(error);
        return takeOwn(of, wanted);
      }
    },
    async tell(db) {
      const calls = used.map(({ name, at, calls, perMs }) => ({ name, agoMs: now() - at, calls, perMs }));
      if (calls.length === 0) return;
      await sql`
        INSERT INTO quota_calls (quota, at, calls, counts_until)
        SELECT c->>'name', at, (c->>'calls')::integer, at + (c->>'perMs')::bigint + ${sql.lit(slackMs)}
        FROM jsonb_array_elements(${JSON.stringify(calls)}::jsonb) AS c,
          LATERAL (SELECT ${databaseNow} - (c->>'agoMs')::bigint AS at) AS made`.execute(db);
      used = [];
    },
  };
}
