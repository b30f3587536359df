import { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { migrate } from '../../../src/state/migrate.ts';
import { createJournal, type Journal } from '../../../src/state/journal/journal.ts';
import { openSqlite } from '../../../src/state/sqlite.ts';
import type { Tables } from '../../../src/state/tables.ts';
import { auditRecordOf } from '../../support/audit.ts';

let db: Kysely<Tables>;
let logged: string[];

beforeEach(async () => {
  db = new Kysely<Tables>({ dialect: openSqlite(':memory:') });
  await migrate(db as Kysely<unknown>); // it makes the tables
  logged = [];
});

afterEach(async () => {
  await db.destroy();
});

const key = (activityId: string) => ({ conversationId: 'c', activityId });

function journalOf(limits: { readonly records: number; readonly atOnce: number }): Promise<Journal> {
  const note = (_: object, message: string): void => void logged.push(message);
  return createJournal(db, { processId: 'p', now: () => 1, log: { info: note, warn: note, error: note }, limits });
}

async function listed<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly (readonly T[])[]> {
  const all: (readonly T[])[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

test('one that is full takes nothing more, says so once, and takes again when it is empty', async () => {
  const journal = await journalOf({ records: 2, atOnce: 10 });
  for (const turnId of ['a', 'b']) await journal.append(auditRecordOf({ turnId }));

  const full = { name: 'StateError', message: 'The journal is full: it holds 2 records' };
  await expect(journal.append(auditRecordOf())).rejects.toMatchObject(full);
  await expect(journal.activities.begin(key('a'), '{}', 1)).rejects.toMatchObject(full);
  expect([journal.waiting(), await journal.isReady(), logged.length]).toEqual([2, false, 1]);

  await journal.clear();
  await journal.append(auditRecordOf());
  expect([journal.waiting(), await journal.isReady()]).toEqual([1, true]);
});

test('questions that leave no record are bounded as well, but whatever was begun can end', async () => {
  const journal = await journalOf({ records: 2, atOnce: 10 });
  for (const id of ['a', 'b']) await journal.activities.begin(key(id), '{}', 1);

  await expect(journal.activities.begin(key('c'), '{}', 1)).rejects.toMatchObject({ name: 'StateError' });
  await journal.append(auditRecordOf());
  await journal.activities.end(key('a'), 'answered');
  expect(await journal.isReady()).toBe(false);
});

test('what is in it counts over a restart', async () => {
  const before = await journalOf({ records: 2, atOnce: 10 });
  for (const turnId of ['a', 'b']) await before.append(auditRecordOf({ turnId }));

  const journal = await journalOf({ records: 2, atOnce: 10 });

  expect([journal.waiting(), await journal.isEmpty(), await journal.isReady()]).toEqual([2, false, false]);
});

test('it is read some at a time, in order, from any record on', async () => {
  const journal = await journalOf({ records: 100, atOnce: 2 });
  for (const turnId of ['a', 'b', 'c', 'd', 'e']) await journal.append(auditRecordOf({ turnId }));
  for (const id of ['x', 'y', 'z']) await journal.activities.begin(key(id), '{}', 1);

  const turns = async (skip: number) =>
    (await listed(journal.records(skip))).map((page) => page.map(({ turnId }) => turnId));
  expect(await turns(0)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(await turns(3)).toEqual([['d', 'e']]);
  expect((await listed(journal.questions())).map((page) => page.length)).toEqual([2, 1]);
  expect(await listed(journal.shown())).toEqual([]);
});
