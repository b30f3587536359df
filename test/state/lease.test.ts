/** Several processes on one PostgreSQL: what one that died left is another’s, and what one that lives runs is not. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { recordOf } from '../../src/json.ts';
import { leaseLimits } from '../../src/state/lease.ts';
import { openState, type State } from '../../src/state/state.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { onPostgres, type PostgresTestDatabase } from './engines.ts';

interface Replica {
  readonly state: State;
  readonly clock: ManualClock;
  readonly logged: readonly string[];
}

const question = { conversationId: 'c', activityId: 'a' };

let database: PostgresTestDatabase;
let opened: Replica[];

beforeEach(async () => {
  database = await onPostgres();
  opened = [];
});

afterEach(async () => {
  await Promise.all(opened.map(({ state }) => state.close().catch(() => undefined))); // some a test has closed
  await database.remove();
});

async function start(): Promise<Replica> {
  const clock = manualClock();
  const logged: string[] = [];
  const note = (_: object, message: string): void => void logged.push(message);
  const state = await openState(database.options, { clock, log: { info: note, warn: note, error: note } });
  const replica = { state, clock, logged };
  opened.push(replica);
  return replica;
}

/** The database’s clock cannot be set: what it wrote is put back instead. */
async function age(ms: number, which = 'true'): Promise<void> {
  await database.raw(`UPDATE processes SET seen_at = seen_at - ${ms} WHERE ${which}`);
}

async function liveSince(ms: number): Promise<void> {
  await database.raw(`UPDATE processes SET alive_since = alive_since - ${ms}`);
}

/** The next sign, and what goes with it: then it sleeps again. */
async function signs({ clock }: Replica): Promise<void> {
  await clock.advance(leaseLimits.signMs);
  await eventually(() => clock.sleepers === 1);
}

const long = leaseLimits.silentMs + 1_000;

describe('what a replica runs', () => {
  test('is left alone while it lives', async () => {
    const [one, other] = [await start(), await start()];
    await one.state.activities.begin(question, 'p', 1);

    await signs(other);

    expect(await other.state.activities.takeOver()).toEqual([]);
  });

  test('is another’s as soon as it says that it ends', async () => {
    const [one, other] = [await start(), await start()];
    await one.state.activities.begin(question, 'p', 1);

    await one.state.close();

    expect(await other.state.activities.takeOver()).toMatchObject([{ ...question, payload: 'p' }]);
  });

  test('is another’s when it was silent for too long, and not before', async () => {
    const [one, other] = [await start(), await start()];
    await one.state.activities.begin(question, 'p', 1);
    await liveSince(long);
    const [own] = await database.raw('SELECT process_id FROM activities');
    const ofOne = `process_id = '${String(recordOf(own)['process_id'])}'`;

    await age(leaseLimits.silentMs - 5_000, ofOne);
    await signs(other);
    expect(await other.state.activities.takeOver()).toEqual([]);
    await age(10_000, ofOne);
    await signs(other);

    expect(await other.state.activities.takeOver()).toMatchObject([{ ...question, payload: 'p' }]);
  });

  test('is left alone after an outage of the database, in which all were silent', async () => {
    const [one, other] = [await start(), await start()];
    await one.state.activities.begin(question, 'p', 1);
    await liveSince(long);
    await age(long);

    await signs(other);

    expect(await other.state.activities.takeOver()).toEqual([]);
    await signs(one);
    await liveSince(long);
    await signs(other);
    expect(await other.state.activities.takeOver()).toEqual([]);
  });

  test('is one other’s, of several that come at once', async () => {
    const [one, ...others] = [await start(), await start(), await start(), await start()];
    for (let i = 0; i < 12; i++) await one.state.activities.begin({ ...question, activityId: `a${i}` }, 'p', i);
    await one.state.close();

    const taken = await Promise.all(others.map(({ state }) => state.activities.takeOver()));

    const ids = taken.flat().map(({ activityId }) => activityId);
    expect(ids.toSorted()).toEqual(Array.from({ length: 12 }, (_, i) => `a${i}`).toSorted());
  });
});

test('signs that cannot be given are told of once, and then that they are given again', async () => {
  const one = await start();
  await database.raw('ALTER TABLE processes RENAME TO away');

  await signs(one);
  await signs(one);
  expect(one.logged).toEqual(['no sign of life is given to the other replicas']);
  await database.raw('ALTER TABLE away RENAME TO processes');
  await database.raw('DELETE FROM processes');
  await signs(one);

  expect(one.logged.slice(1)).toEqual(['signs of life are given to the other replicas again']);
  expect(await database.raw('SELECT count(*)::int AS living FROM processes')).toEqual([{ living: 1 }]);
});

test('an end that cannot be told is an end all the same', async () => {
  const one = await start();
  await database.raw('DROP TABLE processes');

  await one.state.close();

  expect(one.logged).toEqual(['the other replicas were not told of the end']);
  expect(one.clock.sleepers).toBe(0);
});
