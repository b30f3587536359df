/** How far new alerts were read, and which were told where: by one process at a time, each alert once. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { QueuedPost } from '../../src/state/feed-posts.ts';
import type { State } from '../../src/state/state.ts';
import type { NewSubscription } from '../../src/state/subscriptions.ts';
import { engines, type TestDatabase } from './engines.ts';

const roomId = '19:a@thread.tacv2';
const other = '19:b@thread.tacv2';
const now = Date.parse('2026-11-24T14:03:22Z');
const leaseUntil = now + 300_000;

function post(alertId: string, parts: Partial<QueuedPost> = {}): QueuedPost {
  return {
    roomId,
    alertId,
    incidentId: 2451,
    severity: 'High',
    deviceId: undefined,
    createdAt: now,
    late: 'no',
    ...parts,
  };
}

const subscription: NewSubscription = {
  ...{ roomId, device: undefined, least: 'High', serviceUrl: 'https://smba.example/teams/', placeKind: 'channel' },
  ...{ teamId: '19:team@thread.tacv2', personId: '29:alex', objectId: undefined, personName: 'Alex Wilber' },
  ...{ since: now, refusals: 0 },
};
const device = { id: 'a'.repeat(40), name: 'LAPTOP-042' };
const most = { inRoom: 2, rooms: 1 };

describe.each(engines)('on %s', (engine, create) => {
  let database: TestDatabase;
  let state: State;

  beforeEach(async () => {
    database = await create();
    state = await database.open();
  });

  afterEach(() => database.remove());

  const told = (alertIds: readonly string[], parts: object = {}) =>
    state.feed.setTold({
      ...{ roomId, conversationId: `${roomId};messageid=m1`, messageId: 'm1', incidents: [2451], at: now },
      posts: alertIds.map((alertId, i) => ({ alertId, shown: 'New', onIt: '', place: i + 1 })),
      ...parts,
    });
  const due = async (): Promise<readonly string[]> => (await state.feed.due(roomId)).map(({ alertId }) => alertId);

  describe('the feed', () => {
    test('is claimed by one at a time, until it is given back or the lease is over', async () => {
      expect(await state.feed.claim({ now, leaseUntil })).toEqual({ readUntil: now, changedUntil: now });
      expect(await state.feed.claim({ now, leaseUntil })).toBeUndefined();
      expect(await state.feed.claim({ now: leaseUntil, leaseUntil: leaseUntil + 1 })).toEqual({
        readUntil: now,
        changedUntil: now,
      });

      await state.feed.giveBack(now + 60_000);

      expect(await state.feed.claim({ now: now + 59_999, leaseUntil })).toBeUndefined();
      expect(await state.feed.claim({ now: now + 60_000, leaseUntil })).toEqual({ readUntil: now, changedUntil: now });
    });

    test('goes on where it was read to, whoever reads', async () => {
      await state.feed.claim({ now, leaseUntil });
      await state.feed.queue([post('a')], now + 5_000);
      await state.feed.giveBack(now + 5_000);
      await state.close();
      state = await database.open();

      expect(await state.feed.claim({ now: now + 9_000, leaseUntil })).toEqual({
        readUntil: now + 5_000,
        changedUntil: now,
      });
      expect(await due()).toEqual(['a']);
    });

    if (engine === 'PostgreSQL')
      test('takes nothing from a process whose lease another took over', async () => {
        const second = await database.open();
        await state.feed.claim({ now, leaseUntil });
        await second.feed.claim({ now: leaseUntil, leaseUntil: leaseUntil + 300_000 });

        expect(await state.feed.hold(leaseUntil)).toBe(false);
        expect(await state.feed.queue([post('a')], now + 5_000)).toBe(false);
        expect(await due()).toEqual([]);
        expect(await second.feed.hold(leaseUntil + 300_000)).toBe(true);
      });
  });

  test('an alert is queued once in a room, told or not', async () => {
    await state.feed.claim({ now, leaseUntil });
    await state.feed.queue([post('a'), post('b', { createdAt: now - 1 }), post('a', { roomId: other })], now);
    await told(['a']);

    await state.feed.queue([post('a'), post('b')], now);

    expect(await due()).toEqual(['b']);
    expect((await state.feed.due(other)).map(({ alertId }) => alertId)).toEqual(['a']);
  });

  test('a message knows its rows and what it counts, and an incident its thread', async () => {
    await state.feed.claim({ now, leaseUntil });
    await state.feed.queue([post('a'), post('b'), post('c')], now);
    await told(['b', 'a']);
    await told(['c'], { incidents: [], posts: [{ alertId: 'c', shown: '', onIt: '', place: 0 }] });

    const posts = await state.feed.inMessage(roomId, 'm1');

    expect(posts.map(({ alertId, place }) => [alertId, place])).toEqual([
      ['b', 1],
      ['a', 2],
      ['c', 0],
    ]);
    expect(await state.feed.threadsOf(roomId, [2451, 7])).toEqual(new Map([[2451, `${roomId};messageid=m1`]]));
    await state.feed.forgetThread(roomId, `${roomId};messageid=m1`);
    expect(await state.feed.threadsOf(roomId, [2451])).toEqual(new Map());
  });

  test('what is shown is found by alert, by incident, and by who was on it', async () => {
    const showing = async (of: Partial<Parameters<State['feed']['showing']>[0]>): Promise<readonly string[]> =>
      (await state.feed.showing({ alertIds: [], heldAlerts: [], heldIncidents: [], ...of })).map(
        ({ alertId }) => alertId,
      );
    await state.feed.claim({ now, leaseUntil });
    await state.feed.queue([post('a'), post('b', { incidentId: 7 }), post('c', { incidentId: undefined })], now);
    await told(['a', 'b', 'c']);
    await state.feed.setShown(roomId, [{ alertId: 'c', shown: 'New', onIt: 'alert 1 29:alex', place: 3 }]);

    expect(await showing({})).toEqual(['c']);
    expect(await showing({ alertIds: ['a'] })).toEqual(['c', 'a']);
    expect(await showing({ heldAlerts: ['b'] })).toEqual(['c', 'b']);
    expect(await showing({ heldIncidents: [7] })).toEqual(['c', 'b']);
    await state.feed.forgetMessage(roomId, 'm1');
    expect(await showing({ alertIds: ['a'] })).toEqual([]);
  });

  test('what is dropped is not told, and what is old is forgotten', async () => {
    await state.feed.claim({ now, leaseUntil });
    await state.feed.queue([post('a'), post('b'), post('old', { createdAt: now - 10 })], now);
    await state.feed.drop(roomId, ['a']);
    expect(await due()).toEqual(['old', 'b']);

    await state.feed.forgetOld(now);

    expect(await due()).toEqual(['b']);
  });

  describe('subscriptions', () => {
    test('are one for each device of a room, as many as there is room for', async () => {
      const { subscriptions } = state;
      expect(await subscriptions.begin(subscription, most)).toBe(true);
      expect(await subscriptions.begin({ ...subscription, device }, most)).toBe(true);
      expect(await subscriptions.begin({ ...subscription, device: { ...device, id: 'b' } }, most)).toBe(false);
      expect(await subscriptions.begin({ ...subscription, roomId: other }, most)).toBe(false);
      expect(await subscriptions.begin({ ...subscription, least: 'Low', since: now + 1 }, most)).toBe(true);

      expect(await subscriptions.all()).toEqual([
        { ...subscription, device, tellsFrom: now },
        { ...subscription, least: 'Low', since: now + 1, tellsFrom: now },
      ]);
    });

    test('end with what was not told yet; a room with all of it', async () => {
      const { subscriptions, feed } = state;
      await subscriptions.begin(subscription, most);
      await feed.claim({ now, leaseUntil });
      await feed.queue([post('a'), post('b')], now);
      await told(['a']);

      expect(await subscriptions.end(roomId, undefined)).toBe(true);
      expect(await subscriptions.end(roomId, undefined)).toBe(false);
      expect(await due()).toEqual([]);
      expect(await feed.inMessage(roomId, 'm1')).toHaveLength(1);
      await subscriptions.endRoom(roomId);
      expect(await feed.inMessage(roomId, 'm1')).toEqual([]);
    });

    test('know how often in a row their person was refused', async () => {
      await state.subscriptions.begin(subscription, most);

      await state.subscriptions.setRefusals(roomId, 2);

      expect(await state.subscriptions.ofRoom(roomId)).toEqual([{ ...subscription, refusals: 2, tellsFrom: now }]);
    });
  });
});
