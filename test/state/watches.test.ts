/** The memory of watches, taken by lease: two processes, of which one may have died. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Kysely } from 'kysely';
import { migrate } from '../../src/state/migrate.ts';
import type { Tables } from '../../src/state/tables.ts';
import type { NewWatch, Watch } from '../../src/state/watch.ts';
import { createWatches, type Watches } from '../../src/state/watches.ts';
import { manualClock } from '../support/clock.ts';
import { newWatch } from '../support/watches.ts';
import { engines, type TestDatabase } from './engines.ts';

const most = { perPerson: 3, perRoom: 4 };
/** Wide apart: the clock of a database goes on meanwhile. */
const leaseMs = 400_000;
const now = 1_000_000;
const leaseUntil = now + leaseMs;

describe.each(engines)('on %s', (_, create) => {
  let database: TestDatabase;
  let db: Kysely<Tables>;
  let watches: Watches;
  /** Of another process. */
  let others: Watches;

  beforeEach(async () => {
    database = await create();
    db = new Kysely<Tables>({ dialect: database.dialect() });
    await migrate(db as Kysely<unknown>); // it makes the tables
    const engine = database.engine(manualClock(now));
    watches = createWatches(db, 'one', engine);
    others = createWatches(db, 'two', engine);
  });

  afterEach(async () => {
    await db.destroy();
    await database.remove();
  });

  const begin = (parts: Partial<NewWatch> = {}): Promise<unknown> => watches.begin(newWatch(parts), most);

  async function claimed(by: Watches, at = now): Promise<Watch> {
    const [watch] = await by.claim({ now: at, leaseUntil: at + leaseMs, max: 10 });
    if (watch === undefined) throw new Error('Nothing is due');
    return watch;
  }

  const looked = { messageId: 'm1', dueAt: now + 9_000, shown: 'later', failures: 2, mentions: 0 };

  test('a watch is known as it was begun', async () => {
    expect(await begin()).toBe('begun');

    expect(await watches.find(newWatch())).toMatchObject({ ...newWatch(), isStopped: false, failures: 0, mentions: 0 });
    expect(await watches.ofPerson('29:ana')).toHaveLength(1);
    expect(await watches.inRoom('19:room')).toBe(1);
  });

  test('what may be missing is missing again', async () => {
    const parts = { deviceName: undefined, objectId: undefined, teamId: undefined, messageId: undefined };
    await begin(parts);

    expect(await watches.find(newWatch())).toMatchObject(parts);
  });

  test.each([
    ['another person', { personId: '29:bo' }],
    ['another thread', { conversationId: '19:room;messageid=2' }],
    ['another action', { actionId: 'other' }],
  ])('%s has none', async (__, parts) => {
    await begin();

    expect(await watches.find(newWatch(parts))).toBeUndefined();
  });

  test('the same person, action and thread is one watch, as it was begun last', async () => {
    await begin();
    await begin({ messageId: 'm2', endsAt: 99_000 });

    expect(await watches.ofPerson('29:ana')).toMatchObject([{ messageId: 'm2', endsAt: 99_000 }]);
  });

  test('those of a thread are of everybody in it, the oldest first, without those that were stopped', async () => {
    await begin({ personId: 'a', startedAt: 2 });
    await begin({ personId: 'b', startedAt: 1 });
    await begin({ personId: 'c', startedAt: 3 });
    await begin({ personId: 'd', conversationId: 'elsewhere' });
    await watches.stop(newWatch({ personId: 'c' }), now);

    const { conversationId } = newWatch();
    expect((await watches.inConversation(conversationId, 9)).map(({ personId }) => personId)).toEqual(['b', 'a']);
    expect(await watches.inConversation(conversationId, 1)).toHaveLength(1);
  });

  describe('limits', () => {
    test('of one person, wherever', async () => {
      for (const roomId of ['a', 'b', 'c']) await begin({ roomId, conversationId: roomId });

      expect(await begin({ roomId: 'd', conversationId: 'd' })).toBe('tooManyOfPerson');
      expect(await begin({ roomId: 'c', conversationId: 'c', messageId: 'm9' })).toBe('begun'); // it is there already
      expect(await watches.ofPerson('29:ana')).toHaveLength(3);
    });

    test('of one room, whoever', async () => {
      for (const personId of ['a', 'b', 'c', 'd']) await begin({ personId });

      expect(await begin({ personId: 'e' })).toBe('tooManyInRoom');
      expect(await begin({ personId: 'e', roomId: 'elsewhere' })).toBe('begun');
      expect(await watches.inRoom('19:room')).toBe(4);
    });

    test('a watch that was stopped takes no room', async () => {
      for (const actionId of ['a', 'b', 'c']) await begin({ actionId });
      await watches.stop(newWatch({ actionId: 'a' }), now);

      expect(await begin({ actionId: 'd' })).toBe('begun');
    });
  });

  describe('what is due', () => {
    test('is claimed once: until the lease runs out nobody else gets it', async () => {
      await begin({ dueAt: now });

      expect(await watches.claim({ now, leaseUntil, max: 10 })).toHaveLength(1);
      expect(await others.claim({ now, leaseUntil, max: 10 })).toEqual([]);
      expect(await others.claim({ now: leaseUntil - 100_000, leaseUntil, max: 10 })).toEqual([]);
      expect(await others.claim({ now: leaseUntil, leaseUntil: leaseUntil + leaseMs, max: 10 })).toHaveLength(1);
    });

    test('is shared by processes that ask at the same time, each watch once', async () => {
      for (let rounds = 0; rounds < 5; rounds++) {
        for (const personId of ['a', 'b', 'c', 'd']) await begin({ personId, actionId: `${rounds}`, dueAt: now });

        const shares = await Promise.all(
          [watches, others, watches, others, watches, others].map((each) => each.claim({ now, leaseUntil, max: 3 })),
        );

        const claimedIds = shares.flat().map(({ id }) => id);
        expect(claimedIds).toHaveLength(new Set(claimedIds).size);
        for (const watch of shares.flat()) await Promise.all([watches.end(watch), others.end(watch)]);
      }
    });

    test('is what was longest due, as many as are asked for, and nothing before its time or of a conversation left alone', async () => {
      for (const [actionId, dueAt] of Object.entries({ early: now + 1, late: 900, first: 100, second: 200 }))
        await begin({ personId: actionId, actionId, dueAt });
      await begin({ actionId: 'elsewhere', dueAt: 50, conversationId: '19:busy', roomId: '19:busy' });

      const due = await watches.claim({ now, leaseUntil, max: 2, except: ['19:busy'] });
      const rest = await watches.claim({ now, leaseUntil, max: 9, except: ['19:busy'] });

      expect(due.map(({ actionId }) => actionId)).toEqual(['first', 'second']);
      expect(rest.map(({ actionId }) => actionId)).toEqual(['late']);
    });
  });

  describe('a watch that is held', () => {
    test('stays ours while it is held, and its lease goes on', async () => {
      await begin();
      const watch = await claimed(watches);

      expect(await watches.hold(watch, leaseUntil + leaseMs)).toBe(true);
      expect(await others.claim({ now: leaseUntil + 100_000, leaseUntil: leaseUntil + leaseMs, max: 10 })).toEqual([]);
    });

    test('stays ours while it is renewed, and those of others stay as they are', async () => {
      for (const personId of ['a', 'b']) await begin({ personId });
      const own = await watches.claim({ now, leaseUntil, max: 1 });
      const foreign = await others.claim({ now, leaseUntil, max: 1 });

      const ids = [...own, ...foreign].map(({ id }) => id);
      await watches.renew(ids, leaseUntil + leaseMs);

      const late = { now: leaseUntil + 100_000, leaseUntil: leaseUntil + leaseMs, max: 10 };
      expect(await others.claim(late)).toHaveLength(1);
    });

    test('is not ours any more when another process has claimed it', async () => {
      await begin();
      const watch = await claimed(watches);
      await claimed(others, leaseUntil);

      expect(await watches.hold(watch, leaseUntil + leaseMs)).toBe(false);
      expect(await watches.beginMention(watch, leaseUntil + leaseMs)).toBe(false);
      await watches.giveBack(watch, looked);
      await watches.end(watch);
      expect(await watches.find(newWatch())).toMatchObject({ shown: 'first', mentions: 0 });
    });

    test('is not to be told any more when it was stopped, and is due at once', async () => {
      await begin();
      const watch = await claimed(watches);
      expect(await watches.stop(newWatch(), now + 1)).toBe(true);

      expect(await watches.hold(watch, leaseUntil + leaseMs)).toBe(false);
      await watches.giveBack(watch, looked);
      expect(await claimed(others, now + 1)).toMatchObject({ isStopped: true, shown: 'first' });
      expect(await watches.find(newWatch())).toBeUndefined();
    });

    test('is not to be told any more when it was stopped and begun anew', async () => {
      await begin();
      const watch = await claimed(watches);
      await watches.stop(newWatch(), now);
      await begin({ messageId: 'm2' });

      expect(await watches.hold(watch, leaseUntil + leaseMs)).toBe(false);
      await watches.end(watch);
      expect(await watches.find(newWatch())).toMatchObject({ messageId: 'm2' });
    });

    test('is given back with what was seen', async () => {
      await begin();
      await watches.giveBack(await claimed(watches), looked);

      expect(await others.claim({ now: now + 8_999, leaseUntil, max: 10 })).toEqual([]);
      expect(await claimed(others, now + 9_000)).toMatchObject(looked);
    });

    test('counts the last words that were begun', async () => {
      await begin();
      const watch = await claimed(watches);
      expect(await watches.beginMention(watch, leaseUntil)).toBe(true);

      expect(await claimed(others, leaseUntil)).toMatchObject({ mentions: 1 });
    });

    test('is forgotten at its end', async () => {
      await begin();
      await watches.end(await claimed(watches));

      expect(await watches.ofPerson('29:ana')).toEqual([]);
    });
  });

  test('a process that stops gives back what it has, and nothing of others', async () => {
    for (const personId of ['a', 'b']) await begin({ personId });
    await watches.claim({ now, leaseUntil, max: 1 });
    await others.claim({ now, leaseUntil, max: 1 });

    await watches.release();

    expect(await others.claim({ now, leaseUntil, max: 10 })).toHaveLength(1);
  });

  test('what is not watched is not stopped', async () => {
    expect(await watches.stop(newWatch(), now)).toBe(false);
  });
});
