/** What several processes on one database need of each other: signs of life, the calls that count in their quotas, and the access policy. */

import type { Kysely } from 'kysely';

/** Empty on SQLite, where one process is alone. */
export async function createReplicaTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('processes')
    .addColumn('process_id', 'text', (column) => column.primaryKey())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('alive_since', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('quota_calls')
    .addColumn('quota', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('calls', 'integer', (column) => column.notNull())
    .addColumn('counts_until', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('quota_calls_by_time').on('quota_calls').columns(['quota', 'at']).execute();
  await db.schema.createIndex('quota_calls_by_end').on('quota_calls').column('counts_until').execute();
}

/** Empty on SQLite, as well. */
export async function createPolicyTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('access_policy')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('written_at', 'bigint', (column) => column.notNull())
    .execute();
}
