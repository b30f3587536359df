/** Brings the tables to what this code expects, one step a transaction: a step that fails leaves nothing behind. */

import type { Kysely } from 'kysely';
import { StateError } from './errors.ts';
import { migrations, type Migration } from './migrations.ts';

/** A type and not an interface: only such a one counts as a record of tables. */
type VersionTable = Readonly<Record<'schema_version', { readonly version: number }>>;

/** Throws StateError when a newer bot was here before: what it wrote, this one might misread. */
export async function migrate(db: Kysely<unknown>, steps: readonly Migration[] = migrations): Promise<void> {
  await db.schema
    .createTable('schema_version')
    .ifNotExists()
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .execute();
  const rows = await db.$extendTables<VersionTable>().selectFrom('schema_version').select('version').execute();
  const done = Math.max(0, ...rows.map(({ version }) => version));
  if (done > steps.length) {
    throw new StateError(
      `The database is of a newer bot (version ${done}, this one knows ${steps.length}): run that one, or restore a copy`,
    );
  }
  for (const [index, step] of steps.entries()) {
    if (index < done) continue;
    await db.transaction().execute(async (transaction) => {
      await step(transaction);
      const version = { version: index + 1 };
      await transaction.$extendTables<VersionTable>().insertInto('schema_version').values(version).execute();
    });
  }
}
