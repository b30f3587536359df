/** What the feed of new alerts came to need: ids in one form, what a subscription looks at, and which cards are to be edited. */

import type { Kysely } from 'kysely';

type FeedTables = Readonly<{
  feed: { readonly read_until: number; readonly changed_until: number };
  subscriptions: { readonly since: number; readonly tells_from: number };
  feed_posts: { readonly alert_id: string; readonly spelled: string };
}>;

export async function addFeedColumns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('feed_posts')
    .addColumn('spelled', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await db.schema.alterTable('feed_posts').addColumn('device_id', 'text').execute();
  await db.schema.alterTable('feed_posts').addColumn('edit_at', 'bigint').execute();
  await db.schema
    .alterTable('feed_posts')
    .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('feed_posts_by_edit').on('feed_posts').column('edit_at').execute();
  await db.schema
    .alterTable('feed')
    .addColumn('changed_until', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .alterTable('subscriptions')
    .addColumn('tells_from', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  const tables = db.$extendTables<FeedTables>();
  await tables
    .updateTable('feed_posts')
    .set((row) => ({ spelled: row.ref('alert_id'), alert_id: row.fn<string>('lower', ['alert_id']) }))
    .execute();
  await tables
    .updateTable('feed')
    .set((row) => ({ changed_until: row.ref('read_until') }))
    .execute();
  await tables
    .updateTable('subscriptions')
    .set((row) => ({ tells_from: row.ref('since') }))
    .execute();
}
