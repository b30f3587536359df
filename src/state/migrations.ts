/** How the tables came to be. What was released is never changed: a new step is added at the end. In the SQL of SQLite and PostgreSQL alike. */

import type { Kysely } from 'kysely';
import { addFeedColumns } from './feed-columns.ts';
import { createPolicyTable, createReplicaTables } from './replica-tables.ts';

export type Migration = (db: Kysely<unknown>) => Promise<void>;

export const migrations: readonly Migration[] = [
  createActivities,
  createEvidence,
  createAudit,
  createOnIt,
  createContext,
  addFindings,
  createFeed,
  createWatches,
  createReplicaTables,
  addAuditByTurn,
  addFeedColumns,
  createPolicyTable,
];

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

/** The one row of the head is changed first by whoever appends: what appends besides waits until that is done. */
async function createAudit(db: Kysely<unknown>): Promise<void> {
  const texts = ['turn_id', 'teams_id', 'name', 'place', 'room_id', 'conversation_id', 'request', 'ids'] as const;
  const moreTexts = ['access', 'outcome', 'correlation_ids', 'previous', 'hash'] as const;
  const maybe = ['object_id', 'command', 'why'] as const;
  const numbers = ['at', 'is_personal', 'duration_ms', 'calls'] as const;
  let table = db.schema.createTable('audit').addColumn('sequence', 'bigint', (column) => column.notNull().primaryKey());
  for (const name of [...texts, ...moreTexts]) table = table.addColumn(name, 'text', (column) => column.notNull());
  for (const name of maybe) table = table.addColumn(name, 'text');
  for (const name of numbers) table = table.addColumn(name, 'bigint', (column) => column.notNull());
  await table.execute();
  await db.schema
    .createTable('audit_head')
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  const beginning = { sequence: 0, hash: '0'.repeat(64) }; // as the chain's genesis was when this was released
  await db
    .$extendTables<Readonly<Record<'audit_head', typeof beginning>>>()
    .insertInto('audit_head')
    .values(beginning)
    .execute();
}

async function createOnIt(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('on_it')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('object_id', 'text')
    .addColumn('person_name', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('on_it_key', ['tenant_id', 'kind', 'subject_id'])
    .execute();
  await db.schema.createIndex('on_it_by_end').on('on_it').column('until').execute();
}

async function createContext(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('context')
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('context_key', ['person_id', 'conversation_id', 'kind'])
    .execute();
  await db.schema.createIndex('context_by_age').on('context').column('opened_at').execute();
}

async function addFindings(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('audit').addColumn('finding', 'text').execute();
  await db.schema.alterTable('audit').addColumn('message_id', 'text').execute();
  await db.schema.createIndex('audit_by_conversation').on('audit').column('conversation_id').execute();
  await db.schema.createIndex('audit_by_room').on('audit').column('room_id').execute();
}

async function createFeed(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subscriptions')
    .addColumn('room_id', 'text', (column) => column.notNull())
    .addColumn('device_id', 'text', (column) => column.notNull())
    .addColumn('device_name', 'text')
    .addColumn('least', 'text', (column) => column.notNull())
    .addColumn('service_url', 'text', (column) => column.notNull())
    .addColumn('place_kind', 'text', (column) => column.notNull())
    .addColumn('team_id', 'text')
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('object_id', 'text')
    .addColumn('person_name', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('refusals', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('subscriptions_key', ['room_id', 'device_id'])
    .execute();
  await db.schema
    .createTable('feed')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('read_until', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('feed_posts')
    .addColumn('room_id', 'text', (column) => column.notNull())
    .addColumn('alert_id', 'text', (column) => column.notNull())
    .addColumn('incident_id', 'bigint')
    .addColumn('severity', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('late', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text')
    .addColumn('conversation_id', 'text')
    .addColumn('shown', 'text', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('on_it', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('feed_posts_key', ['room_id', 'alert_id'])
    .execute();
  await db.schema
    .createTable('feed_threads')
    .addColumn('room_id', 'text', (column) => column.notNull())
    .addColumn('incident_id', 'bigint', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('feed_threads_key', ['room_id', 'incident_id'])
    .execute();
  await db.schema.createIndex('feed_posts_by_message').on('feed_posts').columns(['room_id', 'message_id']).execute();
  await db.schema.createIndex('feed_posts_by_age').on('feed_posts').column('created_at').execute();
  await db.schema.createIndex('feed_posts_by_incident').on('feed_posts').column('incident_id').execute();
  await db.schema.createIndex('feed_posts_by_holder').on('feed_posts').column('on_it').execute();
  await db.schema.createIndex('feed_posts_by_alert').on('feed_posts').column('alert_id').execute();
}

async function createWatches(db: Kysely<unknown>): Promise<void> {
  const texts = ['action_id', 'action_type', 'person_id', 'person_name', 'conversation_id', 'service_url'] as const;
  const moreTexts = ['place_kind', 'room_id', 'shown'] as const;
  const maybe = ['device_name', 'object_id', 'team_id', 'message_id', 'lease_owner'] as const;
  const times = ['started_at', 'ends_at', 'due_at', 'lease_until'] as const;
  const counts = ['is_stopped', 'failures', 'mentions'] as const;
  let table = db.schema.createTable('watches').addColumn('id', 'text', (column) => column.notNull().primaryKey());
  for (const name of [...texts, ...moreTexts]) table = table.addColumn(name, 'text', (column) => column.notNull());
  for (const name of maybe) table = table.addColumn(name, 'text');
  for (const name of times) table = table.addColumn(name, 'bigint', (column) => column.notNull());
  for (const name of counts) table = table.addColumn(name, 'integer', (column) => column.notNull());
  await table.execute();
  const key = ['action_id', 'person_id', 'conversation_id'];
  await db.schema.createIndex('watches_key').on('watches').columns(key).unique().execute();
  await db.schema.createIndex('watches_by_due').on('watches').column('due_at').execute();
  await db.schema.createIndex('watches_by_person').on('watches').column('person_id').execute();
  await db.schema.createIndex('watches_by_room').on('watches').column('room_id').execute();
}

/** What was recorded while the database was away is looked for before it is appended. */
async function addAuditByTurn(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('audit_by_turn').on('audit').column('turn_id').execute();
}
