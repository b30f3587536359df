/** How the tables came to be. What was released is never changed: a new step is added at the end. In the SQL of SQLite and PostgreSQL alike. */

import type { Kysely } from 'kysely';

export type Migration = (db: Kysely<unknown>) => Promise<void>;

export const migrations: readonly Migration[] = [createActivities, createEvidence];

async function createActivities(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('activities')
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('activity_id', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('process_id', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('working_id', 'text')
    .addColumn('begun_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('activities_key', ['conversation_id', 'activity_id'])
    .execute();
  await db.schema.createIndex('activities_by_outcome').on('activities').column('outcome').execute();
  await db.schema.createIndex('activities_by_age').on('activities').column('begun_at').execute();
}

async function createEvidence(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('evidence')
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('service_url', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('object_id', 'text')
    .addColumn('person_name', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('shown_at', 'bigint', (column) => column.notNull())
    .addColumn('removed_at', 'bigint')
    .addColumn('removed_by', 'text')
    .addColumn('retry_at', 'bigint', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('evidence_key', ['conversation_id', 'message_id'])
    .execute();
  await db.schema.createIndex('evidence_by_age').on('evidence').column('shown_at').execute();
}
