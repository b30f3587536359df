/** Processes that take from one table at once, with clocks that differ, and count in it. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Kysely } from 'kysely';
import { createFeed } from '../../src/state/feed.ts';
import { migrate } from '../../src/state/migrate.ts';
import { createSubscriptions, type NewSubscription } from '../../src/state/subscriptions.ts';
import type { Database, Tables } from '../../src/state/tables.ts';
import { createWatches } from '../../src/state/watches.ts';
import { manualClock } from '../support/clock.ts';
import { newWatch } from '../support/watches.ts';
import { engines, onPostgres, type TestDatabase } from './engines.ts';

const now = Date.parse('2026-11-24T14:03:22Z');
const leaseMs = 60_000;
const lease = { now, leaseUntil: now + leaseMs };

let database: TestDatabase;
let db: Database;

async function open(create: () => Promise<TestDatabase>): Promise<void> {
  database = await create();
  db = new Kysely<Tables>({ dialect: database.dialect() });
  await migrate(db as Kysely<unknown>); // it makes the tables
}

afterEach(async () => {
  await db.destroy();
  await database.remove();
});

/** As a process has them whose clock goes wrong by so much. */
function process(name: string, skewMs = 0, of: Database = db) {
  const engine = database.engine(manualClock(now + skewMs));
  return {
    ...{ watches: createWatches(of, name, engine), feed: createFeed(of, name, engine) },
    lease: { now: now + skewMs, leaseUntil: now + skewMs + leaseMs },
  };
}

async function watchOf(...personIds: readonly string[]): Promise<void> {
  for (const personId of personIds)
    await process('any').watches.begin(newWatch({ personId }), { perPerson: 9, perRoom: 9 });
}

describe('on PostgreSQL', () => {
  beforeEach(() => open(onPostgres));

  test('two that take watches at once take others, and neither waits for the other', async () => {
    await watchOf('a', 'b', 'c');

    const [first, second] = await db.transaction().execute(async (transaction) => {
      const taken = await process('one', 0, transaction).watches.claim({ ...lease, max: 2 });
      return [taken, await process('two').watches.claim({ ...lease, max: 9 })];
    });

    expect(first).toHaveLength(2);
    expect([...first, ...second].map(({ personId }) => personId).toSorted()).toEqual(['a', 'b', 'c']);
  });

  test('whoever comes while another takes the feed goes without it, and does not wait', async () => {
    await process('any').feed.claim(lease);
    await process('any').feed.giveBack(now);

    const [first, second] = await db
      .transaction()
      .execute(async (transaction) => [
        await process('one', 0, transaction).feed.claim(lease),
        await process('two').feed.claim(lease),
      ]);

    expect([first, second]).toEqual([{ readUntil: now, changedUntil: now }, undefined]);
  });

  describe.each([
    ['ahead', 600_000],
    ['behind', -600_000],
  ])('a process whose clock is ten minutes %s', (_, skewMs) => {
    test('takes no watch that another holds, and keeps its own', async () => {
      await watchOf('a', 'b');
      const [one, other] = [process('one'), process('two', skewMs)];
      await db.updateTable('watches').set({ due_at: 0 }).execute();

      await one.watches.claim({ ...one.lease, max: 1 });
      expect(await other.watches.claim({ ...other.lease, max: 9 })).toHaveLength(1);

      expect(await one.watches.claim({ ...one.lease, max: 9 })).toEqual([]);
    });

    test('keeps what it holds for longer', async () => {
      await watchOf('a');
      const [one, other] = [process('one'), process('two', skewMs)];
      const [watch] = await other.watches.claim({ ...other.lease, max: 9 });
      if (watch === undefined) throw new Error('Nothing is due');
      await other.watches.renew([watch.id], other.lease.leaseUntil);
      await other.watches.beginMention(watch, other.lease.leaseUntil);
      await other.watches.hold(watch, other.lease.leaseUntil);

      expect(await one.watches.claim({ ...one.lease, max: 9 })).toEqual([]);
    });

    test('does not take the feed from another, and keeps it', async () => {
      const [one, other] = [process('one'), process('two', skewMs)];
      await one.feed.claim(one.lease);
      await db.updateTable('feed').set({ due_at: 0 }).execute();
      expect(await other.feed.claim(other.lease)).toBeUndefined();
      await one.feed.giveBack(0);

      expect(await other.feed.claim(other.lease)).toBeDefined();
      await other.feed.hold(other.lease.leaseUntil);
      expect(await one.feed.claim(one.lease)).toBeUndefined();
    });
  });
});

describe.each(engines)('on %s, of eight that come at once no more are kept than may be', (_, create) => {
  beforeEach(() => open(create));

  const eight = [1, 2, 3, 4, 5, 6, 7, 8] as const;
  const most = { perPerson: 3, perRoom: 5 };

  test('watches of one person', async () => {
    const { watches } = process('one');

    const begun = await Promise.all(
      eight.map((i) => watches.begin(newWatch({ actionId: `${i}`, roomId: `${i}` }), most)),
    );

    expect(begun.filter((each) => each === 'begun')).toHaveLength(3);
    expect(await watches.ofPerson('29:ana')).toHaveLength(3);
  });

  test('watches in one room', async () => {
    const { watches } = process('one');

    await Promise.all(eight.map((i) => watches.begin(newWatch({ personId: `${i}` }), most)));

    expect(await watches.inRoom('19:room')).toBe(5);
  });

  test.each<[string, (i: number) => Partial<NewSubscription>]>([
    ['rooms with subscriptions', (i) => ({ roomId: `19:${i}` })],
    ['subscriptions of one room', (i) => ({ device: { id: `${i}`, name: undefined } })],
  ])('%s', async (__, parts) => {
    const subscriptions = createSubscriptions(db, database.engine(manualClock(now)));
    const wanted: NewSubscription = {
      ...{ roomId: '19:a', device: undefined, least: 'High', serviceUrl: 'https://smba.example/teams/', since: now },
      ...{ placeKind: 'channel', teamId: undefined, personId: '29:alex', objectId: undefined, personName: 'Alex' },
      refusals: 0,
    };

    await Promise.all(eight.map((i) => subscriptions.begin({ ...wanted, ...parts(i) }, { inRoom: 4, rooms: 4 })));

    expect(await subscriptions.all()).toHaveLength(4);
  });
});
