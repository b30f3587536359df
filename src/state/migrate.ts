/** Brings the tables to what this code expects, one step a transaction: a step that fails leaves nothing behind. */

import type { Kysely } from 'kysely';
import { StateError } from './errors.ts';
import { migrations, type Migration } from './migrations.ts';

/** A type and not an interface: only such a one counts as a record of tables. */
type VersionTable = Readonly<Record<'schema_version', { readonly version: number }>>;

/** In a transaction: keeps out whoever else would migrate, until it ends. */
export type Alone = (transaction: Kysely<unknown>) => Promise<void>;

/** Throws StateError when a newer bot was here before: what it wrote, this one might misread. */
export async function migrate(
  db: Kysely<unknown>,
  steps: readonly Migration[] = migrations,
  alone: Alone = () => Promise.resolve(),
): Promise<void> {
  const step = (run: (transaction: Kysely<unknown>) => Promise<void>): Promise<void> =>
    db.transaction().execute(async (transaction) => {
      await alone(transaction);
      await run(transaction);
    });

  await step(createVersion);
  const done = await versionOf(db);
  if (done > steps.length) {
    throw new StateError(
      `The database is of a newer bot (version ${done}, this one knows ${steps.length}): run that one, or restore a copy`,
    );
  }
  for (const [index, change] of steps.entries()) {
    if (index < done) continue;
    await step(async (transaction) => {
      if ((await versionOf(transaction)) > index) return; // another process was here meanwhile
      await change(transaction);
      const version = { version: index + 1 };
      await transaction.$extendTables<VersionTable>().insertInto('schema_version').values(version).execute();
    });
  }
}

async function createVersion(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('schema_version')
    .ifNotExists()
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .execute();
}

async function versionOf(db: Kysely<unknown>): Promise<number> {
  const rows = await db.$extendTables<VersionTable>().selectFrom('schema_version').select('version').execute();
  return Math.max(0, ...rows.map(({ version }) => version));
}
