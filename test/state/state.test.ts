import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startChild } from '../../scripts/child.ts';
import { genesis } from '../../src/state/audit-chain.ts';
import { migrations } from '../../src/state/migrations.ts';
import { openState } from '../../src/state/state.ts';
import { databaseFile, type DatabaseFile } from './database-file.ts';

let database: DatabaseFile;

/** What the first release left: one question that ran when it ended, and one that was answered. */
const firstVersion = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  CREATE TABLE "schema_version" ("version" integer primary key);
  CREATE TABLE "activities" ("conversation_id" text not null, "activity_id" text not null, "outcome" text not null, "process_id" text not null, "attempts" integer not null, "payload" text not null, "working_id" text, "begun_at" bigint not null, constraint "activities_key" primary key ("conversation_id", "activity_id"));
  CREATE INDEX "activities_by_outcome" on "activities" ("outcome");
  CREATE INDEX "activities_by_age" on "activities" ("begun_at");
  INSERT INTO schema_version VALUES (1);
  INSERT INTO activities VALUES ('c', 'a', 'running', 'p', 1, '{}', 'm1', 1), ('c', 'b', 'answered', 'p', 1, '', NULL, 1)`;

function tablesOf(of: DatabaseSync): ReadonlyMap<unknown, unknown> {
  const rows = of.prepare("SELECT name, sql FROM sqlite_schema WHERE name LIKE '%activities%'").all();
  return new Map(rows.map(({ name, sql }) => [name, sql]));
}

beforeEach(async () => {
  database = await databaseFile();
});

afterEach(async () => {
  await database.remove();
});

const source = fileURLToPath(new URL('../../src/state/state.ts', import.meta.url));

/** What another process says that opens the database. */
async function openedElsewhere(file: string): Promise<string> {
  const program = `const { openState } = await import(${JSON.stringify(source)});
    try { await openState({ file: ${JSON.stringify(file)} }); console.log('opened'); }
    catch (error) { console.log(error.name + ': ' + error.message); }`;
  const child = startChild(['--input-type=module', '--eval', program], { env: {} });
  await child.exited();
  return child.output().trim();
}

describe('one process alone', () => {
  test('another process is refused while this one lives, and told why', async () => {
    await database.open();

    expect(await openedElsewhere(database.path)).toMatch(/^StateError: .*bot\.db is in use by another process/);
  });

  test('another process takes it when this one has closed it', async () => {
    await (await database.open()).close();

    expect(await openedElsewhere(database.path)).toBe('opened');
  });

  test('a second opening in the same process is refused too, and takes nothing from the first', async () => {
    await database.open();

    await expect(database.open()).rejects.toThrow('in use by another process');
    expect(await openedElsewhere(database.path)).toMatch(/^StateError: .* is in use by another process/);
  });

  test('another name of the file is the same file', async () => {
    await database.open();
    const alias = join(database.folder, 'alias.db');
    await symlink(database.path, alias);

    expect(await openedElsewhere(alias)).toMatch(/^StateError: .*alias\.db is in use by another process/);
  });

  test('whoever only reads is no second process', async () => {
    const state = await database.open();
    await state.activities.begin({ conversationId: 'c', activityId: 'a' }, 'p', 1);

    const reader = new DatabaseSync(database.path, { readOnly: true });
    expect(reader.prepare('SELECT activity_id FROM activities').all()).toMatchObject([{ activity_id: 'a' }]);
    await state.activities.begin({ conversationId: 'c', activityId: 'b' }, 'p', 1);
    expect(reader.prepare('SELECT activity_id FROM activities').all()).toHaveLength(2);
    reader.close();
  });
});

describe('the file', () => {
  test('is nobody else’s to read, nor are those beside it', async () => {
    await database.open();

    const modes = await Promise.all(
      [database.folder, ...(await readdir(database.folder)).map((name) => join(database.folder, name))].map(
        async (path) => (await stat(path)).mode & 0o077,
      ),
    );
    expect(modes.length).toBeGreaterThan(2);
    expect(new Set(modes)).toEqual(new Set([0]));
  });

  test('is nobody else’s in a folder that is everybody’s', async () => {
    await mkdir(database.folder);
    await chmod(database.folder, 0o777);
    await database.open();

    expect((await stat(database.path)).mode & 0o077).toBe(0);
  });

  test.each([
    ['is no database', 'garbage '.repeat(100), 'is not a database'],
    ['is a folder', undefined, 'cannot be opened'],
  ])('that %s is refused, and left as it is', async (_, text, why) => {
    await mkdir(database.folder);
    await (text === undefined ? mkdir(database.path) : writeFile(database.path, text));

    await expect(database.open()).rejects.toMatchObject({ name: 'StateError', message: expect.stringContaining(why) });
  });
});

describe('versions', () => {
  test('a database is brought up to date once, and opened again as it is', async () => {
    await (await database.open()).close();
    await (await database.open()).close();

    const rows = new DatabaseSync(database.path).prepare('SELECT version FROM schema_version').all();
    expect(rows.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  test('a database of the first version keeps its questions, and gains what came later', async () => {
    await mkdir(database.folder);
    const old = new DatabaseSync(database.path);
    old.exec(firstVersion);
    old.close();

    const state = await database.open();

    expect(await state.activities.takeOver()).toMatchObject([{ conversationId: 'c', activityId: 'a', payload: '{}' }]);
    expect(await state.activities.workingId({ conversationId: 'c', activityId: 'a' })).toBe('m1');
    expect(await state.activities.begin({ conversationId: 'c', activityId: 'b' }, '{}', 2)).toBe('skip');
    expect(await state.audit.head()).toEqual(genesis);
    expect(await state.evidence.find({ conversationId: 'c', messageId: 'm1' })).toBeUndefined();
  });

  test('the first version’s tables are made as they were released', async () => {
    const released = new DatabaseSync(':memory:');
    released.exec(firstVersion);
    await (await database.open()).close();
    const today = new DatabaseSync(database.path);

    const made = tablesOf(today);
    for (const [name, sql] of tablesOf(released)) expect(made.get(name)).toBe(sql);
    today.close();
  });

  test('a database of a newer bot is refused, and left as it is', async () => {
    await (await database.open()).close();
    const raw = new DatabaseSync(database.path);
    raw.exec(`INSERT INTO schema_version VALUES (${migrations.length + 1})`);
    raw.close();

    await expect(database.open()).rejects.toMatchObject({
      name: 'StateError',
      message: expect.stringContaining('newer bot'),
    });
    await expect(database.open()).rejects.toThrow('newer bot'); // it holds no lock either
  });
});

test('the state is ready while it is open', async () => {
  const state = await openState({ file: ':memory:' });
  expect(await state.isReady()).toBe(true);

  await state.close();

  expect(await state.isReady()).toBe(false);
});
