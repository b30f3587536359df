/** Two processes and one activity: whoever took it over has it. */

import { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createActivities, type Activities } from '../../src/state/activities.ts';
import { migrate } from '../../src/state/migrate.ts';
import type { Database, Tables } from '../../src/state/tables.ts';
import { engines, type TestDatabase } from './engines.ts';

const question = { conversationId: 'c', activityId: 'a' };

describe.each(engines)('on %s', (_, create) => {
  let database: TestDatabase;
  let db: Database;
  let first: Activities;
  let second: Activities;

  beforeEach(async () => {
    database = await create();
    db = new Kysely<Tables>({ dialect: database.dialect() });
    await migrate(db as Kysely<unknown>); // it makes the tables
    first = createActivities(db, 'first');
    second = createActivities(db, 'second');
  });

  afterEach(async () => {
    await db.destroy();
    await database.remove();
  });

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
});
