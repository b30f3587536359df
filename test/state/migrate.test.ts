import { Kysely, sql } from 'kysely';
import { expect, test } from '@jest/globals';
import { migrate } from '../../src/state/migrate.ts';
import type { Migration } from '../../src/state/migrations.ts';
import { openSqlite } from '../../src/state/sqlite.ts';

function create(name: string): Migration {
  return (db) => db.schema.createTable(name).addColumn('a', 'text').execute();
}

async function tablesOf(db: Kysely<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{
    name: string;
  }>`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`.execute(db);
  return rows.map(({ name }) => name);
}

test('steps run in order, each once, and new ones later', async () => {
  const db = new Kysely<unknown>({ dialect: openSqlite(':memory:') });

  await migrate(db, [create('one')]);
  await migrate(db, [create('one'), create('two')]);

  expect(await tablesOf(db)).toEqual(['one', 'schema_version', 'two']);
});

test('a step that fails leaves nothing behind, and keeps those before it', async () => {
  const db = new Kysely<unknown>({ dialect: openSqlite(':memory:') });
  const halfway: Migration = async (transaction) => {
    await create('half')(transaction);
    throw new RangeError('amid');
  };

  await expect(migrate(db, [create('one'), halfway])).rejects.toThrow('amid');

  expect(await tablesOf(db)).toEqual(['one', 'schema_version']);
  await migrate(db, [create('one'), create('half')]);
  expect(await tablesOf(db)).toEqual(['half', 'one', 'schema_version']);
});

test('fewer steps than were done are refused', async () => {
  const db = new Kysely<unknown>({ dialect: openSqlite(':memory:') });
  await migrate(db, [create('one'), create('two')]);

  await expect(migrate(db, [create('one')])).rejects.toMatchObject({
    name: 'StateError',
    message: expect.stringContaining('version 2, this one knows 1'),
  });
});
