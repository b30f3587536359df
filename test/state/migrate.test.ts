import { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { recordOf } from '../../src/json.ts';
import { migrate } from '../../src/state/migrate.ts';
import type { Migration } from '../../src/state/migrations.ts';
import { engines, type TestDatabase } from './engines.ts';

function create(name: string): Migration {
  return (db) => db.schema.createTable(name).addColumn('a', 'text').execute();
}

describe.each(engines)('on %s', (engine, createDatabase) => {
  let database: TestDatabase;
  let db: Kysely<unknown>;

  /** Without those that other tests have on the same server. */
  async function tablesOf(of: Kysely<unknown>): Promise<readonly string[]> {
    const [own] = engine === 'SQLite' ? [] : await database.raw('SELECT current_schema() AS schema');
    const schema = recordOf(own)['schema'];
    const tables = await of.introspection.getTables();
    return tables
      .filter((table) => table.schema === schema)
      .map(({ name }) => name)
      .sort();
  }

  beforeEach(async () => {
    database = await createDatabase();
    db = new Kysely<unknown>({ dialect: database.dialect() });
  });

  afterEach(async () => {
    await db.destroy();
    await database.remove();
  });

  test('steps run in order, each once, and new ones later', async () => {
    await migrate(db, [create('one')]);
    await migrate(db, [create('one'), create('two')]);

    expect(await tablesOf(db)).toEqual(['one', 'schema_version', 'two']);
  });

  test('a step that fails leaves nothing behind, and keeps those before it', async () => {
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
    await migrate(db, [create('one'), create('two')]);

    await expect(migrate(db, [create('one')])).rejects.toMatchObject({
      name: 'StateError',
      message: expect.stringContaining('version 2, this one knows 1'),
    });
  });
});
