/** Replicas that start on a PostgreSQL whose tables are not as they expect them. */

import { sql, type Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { bringUp, bringUpLimits, type BringUpLimits } from '../../src/state/bring-up.ts';
import { migrations, type Migration } from '../../src/state/migrations.ts';
import { onPostgres, type PostgresTestDatabase } from './engines.ts';

/** What a question of a turn may take: much less than the step below. */
const hurried: BringUpLimits = { ...bringUpLimits, statementMs: 50, answerMs: 100 };

let database: PostgresTestDatabase;

beforeEach(async () => {
  database = await onPostgres();
});

afterEach(async () => {
  await database.remove();
});

const start = (limits: BringUpLimits = bringUpLimits, upTo: readonly Migration[] = migrations): Promise<void> =>
  bringUp(database.options, () => undefined, limits, upTo);

/** A large table, as far as its time goes. */
const slow: Migration = async (db: Kysely<unknown>) => {
  await sql`SELECT pg_sleep(0.5)`.execute(db);
};
const steps = [...migrations, slow];

const versions = (): Promise<readonly object[]> => database.raw('SELECT version FROM schema_version ORDER BY version');
const allOf = (done: readonly Migration[]): readonly object[] => done.map((_, index) => ({ version: index + 1 }));

test('several that start at once on an empty database bring it up to date together', async () => {
  await Promise.all(Array.from({ length: 5 }, () => start()));

  expect(await versions()).toEqual(allOf(migrations));
});

test('a step that takes longer than a question may is done, and a replica that waits for it that long does not do it again', async () => {
  await Promise.all([start(hurried, steps), start(hurried, steps)]);

  expect(await versions()).toEqual(allOf(steps));
});

test('a step that takes longer than a step may is ended by the server, and leaves those before it', async () => {
  const endless: Migration = async (db: Kysely<unknown>) => {
    await sql`SELECT pg_sleep(600)`.execute(db);
  };
  await start();

  await expect(start({ ...bringUpLimits, stepMs: 500 }, [...migrations, endless])).rejects.toMatchObject({
    name: 'StateError',
    message: expect.stringContaining('was too slow'),
  });
  expect(await versions()).toEqual(allOf(migrations));
});
