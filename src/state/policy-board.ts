/** The access policy that the replicas on one PostgreSQL have in common: one row, the newest of their files. */

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { PolicyBoard, PublishedPolicy } from '../policy/policy-board.ts';
import { policyLimits } from '../policy/read-policy.ts';
import { databaseNow } from './engine.ts';
import type { Database } from './tables.ts';

/** There is one. */
const name = 'in force';
/** What is too long to be a policy is not read to its end. */
const text = sql<string>`left(text, ${sql.lit(policyLimits.maxChars + 1)})`.as('text');

export function createPolicyBoard(db: Database): PolicyBoard {
  const published = db.selectFrom('access_policy').select(['version', text]).where('name', '=', name);

  return {
    async publish(wanted, { ageMs, after }) {
      const version = createHash('sha256').update(wanted).digest('hex');
      const writtenAt = sql<number>`${databaseNow} - ${ageMs ?? 0}::bigint`;
      await db
        .insertInto('access_policy')
        .values({ name, version, text: wanted, written_at: writtenAt })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet((row) => ({
              version,
              text: wanted,
              written_at: sql<number>`greatest(${row.ref('excluded.written_at')}, ${row.ref('access_policy.written_at')})`,
            }))
            .where((row) =>
              row.or([
                row('excluded.written_at', '>', row.ref('access_policy.written_at')),
                row('access_policy.version', '=', after ?? ''),
                row.val(ageMs === undefined),
              ]),
            ),
        )
        .execute();
      return published.executeTakeFirstOrThrow();
    },

    newest(than): Promise<PublishedPolicy | undefined> {
      return (than === undefined ? published : published.where('version', '!=', than)).executeTakeFirst();
    },
  };
}
