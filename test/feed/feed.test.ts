/** Who is told of what, and when a card is brought up to date. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Holding } from '../../src/state/on-it.ts';
import { openState } from '../../src/state/state.ts';
import { databaseFile } from '../state/database-file.ts';
import { createFeedStage, minuteMs, type FeedStage } from './feed-stage.ts';
import { createArrivingDefender } from './rooms.ts';

let stage: FeedStage;

beforeEach(async () => {
  stage = await createFeedStage();
});

afterEach(() => stage.close());

describe('a room is told', () => {
  test('of what came after it subscribed, and of nothing before', async () => {
    await stage.clock.advance(31 * minuteMs);
    const before = stage.arrived();
    await stage.subscribe();
    stage.start();

    await stage.clock.advance(30 * minuteMs);

    expect(before).toBeGreaterThan(3);
    expect(stage.rooms.standing).toHaveLength(stage.arrived() - before);
  });

  test('of its severity and above, and of its device', async () => {
    await stage.subscribe({ least: 'High' });
    const [machine] = stage.machines();
    await stage.subscribe({ roomId: '19:b@thread.tacv2', device: { id: machine ?? '', name: undefined } });
    stage.start();

    await stage.clock.advance(120 * minuteMs);

    const [high, device] = ['19:a', '19:b'].map((room) =>
      stage.rooms.standing.filter(({ conversationId }) => conversationId.startsWith(room)),
    );
    expect(high?.length).toBe(stage.defender.all().filter(({ severity }) => severity === 'High').length);
    expect(device?.length).toBe(stage.defender.all().filter(({ machineId }) => machineId === machine).length);
    expect(device?.length).toBeGreaterThan(0);
  });

  test('once, by however many subscriptions', async () => {
    await stage.subscribe({ least: 'High' });
    for (const id of stage.machines()) await stage.subscribe({ device: { id, name: undefined } });
    stage.start();

    await stage.clock.advance(60 * minuteMs);

    expect(stage.rooms.standing).toHaveLength(stage.arrived());
  });

  test('whatever goes wrong with another', async () => {
    await stage.subscribe();
    await stage.subscribe({ roomId: '19:b@thread.tacv2' });
    const { feed } = stage.state;
    const due: typeof feed.due = (roomId) =>
      roomId.startsWith('19:a') ? Promise.reject(new Error('unreadable row')) : feed.due(roomId);
    stage.start({ feed: { ...feed, due } });

    await stage.clock.advance(30 * minuteMs);

    expect(stage.rooms.standing).toHaveLength(stage.arrived());
    expect(stage.logged[0]).toMatch(/^a room could not be told of new alerts/);
  });

  test('that there are more than can be read at once, without a gap too', async () => {
    const { defender } = stage.defender;
    await stage.subscribe();
    stage.start({
      defender: { ...defender, alerts: async (...of) => ({ ...(await defender.alerts(...of)), isComplete: false }) },
    });

    await stage.clock.advance(30 * minuteMs);

    expect(stage.rooms.standing[0]?.now).toContain('There were more than I can read at once');
    expect(stage.rooms.standing[0]?.now).not.toContain('while I did not look');
  });

  test('in a chat by plain messages', async () => {
    await stage.subscribe({ roomId: '19:chat@thread.v2', placeKind: 'group', teamId: undefined });
    stage.start();

    await stage.clock.advance(30 * minuteMs);

    expect(new Set(stage.rooms.standing.map(({ conversationId }) => conversationId))).toEqual(
      new Set(['19:chat@thread.v2']),
    );
  });

  test('of nothing when nobody subscribed, and then Defender is asked nothing', async () => {
    stage.start();

    await stage.clock.advance(60 * minuteMs);

    expect(stage.rooms.standing).toEqual([]);
    expect(stage.defender.calls).toBe(0);
  });

  test('no more after it unsubscribed', async () => {
    await stage.subscribe();
    stage.start();
    await stage.clock.advance(30 * minuteMs);
    const told = stage.rooms.standing.length;
    await stage.state.subscriptions.end('19:a@thread.tacv2', undefined);

    await stage.clock.advance(30 * minuteMs);

    expect(told).toBeGreaterThan(0);
    expect(stage.rooms.standing).toHaveLength(told);
  });
});

describe('a process', () => {
  test('that follows another goes on where that was', async () => {
    const database = await databaseFile();
    await stage.state.close();
    stage.state = await database.open();
    await stage.subscribe();
    const first = stage.start();
    await stage.clock.advance(12 * minuteMs);
    await first.stop();
    await stage.state.close();
    stage.state = await database.open();
    const second = stage.start();

    await stage.clock.advance(12 * minuteMs);
    await second.stop();

    expect(stage.rooms.standing).toHaveLength(stage.arrived());
    expect(stage.logged).toEqual([]);
    await database.remove();
    stage.state = await openState({ file: ':memory:' });
  });

  test('beside another shares the work: nothing is told twice', async () => {
    await stage.subscribe();
    stage.start();
    stage.start();

    await stage.clock.advance(60 * minuteMs);

    expect(stage.rooms.standing).toHaveLength(stage.arrived());
  });

  test('that was away for long tells what came meanwhile in one card', async () => {
    await stage.subscribe();
    const first = stage.start();
    await stage.clock.advance(minuteMs);
    await first.stop();
    await stage.clock.advance(120 * minuteMs);
    stage.start();

    await stage.clock.advance(minuteMs);

    expect(stage.rooms.standing).toHaveLength(1);
    expect(stage.rooms.standing[0]?.now).toMatch(/^2\d new alerts/);
    expect(stage.rooms.standing[0]?.now).toContain('while I did not look');
  });
});

describe('a card is brought up to date', () => {
  test('when somebody takes the alert in Defender, and once only', async () => {
    await stage.subscribe();
    stage.start();
    await stage.clock.advance(90 * minuteMs);

    const taken = stage.rooms.standing.filter(({ now }) => now.includes('assigned to night.shift@contoso.example'));

    expect(taken.length).toBeGreaterThan(1);
    expect(JSON.stringify(taken[0]?.content)).toContain('"isSubtle":true');
    expect(taken.every(({ edits }) => edits <= 2)).toBe(true); // taken, resolved
  });

  test('when somebody is on it here, and when they are not any more', async () => {
    stage.defender = createArrivingDefender(stage.clock, { perHour: 60 });
    stage.defender.endMs = stage.clock.now() + minuteMs;
    await stage.subscribe();
    stage.start();
    await stage.clock.advance(6 * minuteMs);
    const id = stage.defender.all()[0]?.id ?? '';
    const holding: Holding = {
      kind: 'alert',
      ...{ id, personId: '29:bea', objectId: undefined, personName: 'Bea Lind' },
      ...{ since: stage.clock.now(), until: stage.clock.now() + 60 * minuteMs },
    };
    await stage.state.onIt('t').claim(holding);

    await stage.clock.advance(minuteMs);
    expect(stage.rooms.standing[0]?.now).toContain('Bea Lind is on it since ');
    const calls = stage.defender.calls;
    await stage.clock.advance(minuteMs);
    expect(stage.rooms.standing[0]?.edits).toBe(1);
    expect(stage.defender.calls - calls).toBeLessThanOrEqual(4);

    await stage.clock.advance(60 * minuteMs);
    expect(stage.rooms.standing[0]?.now).not.toContain('is on it');
  });
});
