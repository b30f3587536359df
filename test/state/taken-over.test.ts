/** Two processes and one activity: whoever took it over has it. */

import { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createActivities, type Activities } from '../../src/state/activities.ts';
import { migrate } from '../../src/state/migrate.ts';
import { openSqlite } from '../../src/state/sqlite.ts';
import type { Database, Tables } from '../../src/state/tables.ts';

const question = { conversationId: 'c', activityId: 'a' };

let db: Database;
let first: Activities;
let second: Activities;

beforeEach(async () => {
  db = new Kysely<Tables>({ dialect: openSqlite(':memory:') });
  await migrate(db as Kysely<unknown>); // it makes the tables
  first = createActivities(db, 'first');
  second = createActivities(db, 'second');
});

afterEach(() => db.destroy());

test('what was taken over is not ended by the process that lost it', async () => {
  await first.begin(question, 'p', 1);
  expect(await second.takeOver()).toEqual([expect.objectContaining(question)]);

  await first.end(question, 'failed');

  expect(await second.begin(question, 'p', 2)).toBe('skip'); // still running: a failed one would run again
});

test('nor does that process set its working card', async () => {
  await first.begin(question, 'p', 1);
  await second.takeOver();

  await first.setWorkingId(question, 'm1');

  expect(await second.workingId(question)).toBeUndefined();
});
