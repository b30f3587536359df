/** What becomes of a room whose subscriptions change, and of the others while one takes its time. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConnectorError } from '../../src/teams/connector-error.ts';
import { createFeedStage, minuteMs, type FeedStage } from './feed-stage.ts';

let stage: FeedStage;

/** By the headings of all messages. */
const countTold = (): number =>
  stage.summaries().reduce((sum, heading) => sum + Number(/^\d+/.exec(heading)?.[0] ?? 1), 0);

beforeEach(async () => {
  stage = await createFeedStage();
});

afterEach(() => stage.close());

describe('a room is told', () => {
  test('of what came while it changed its subscription', async () => {
    await stage.subscribe({ least: 'Low' });
    const looking = stage.start();
    await stage.clock.advance(minuteMs);
    await looking.stop();
    await stage.clock.advance(9 * minuteMs);
    const before = stage.arrived();
    await stage.subscribe({ least: 'Informational', personName: 'Bo' });

    stage.start();
    await stage.clock.advance(minuteMs);

    expect(before).toBeGreaterThan(0);
    expect(countTold()).toBe(stage.arrived());
  });

  test('of what its other subscriptions have to tell when one of them ends, however long that waited', async () => {
    const [one = '', other = ''] = stage.machines();
    for (const id of [one, other]) await stage.subscribe({ device: { id, name: undefined } });
    stage.rooms.failing = new ConnectorError('POST', { status: 503 });
    stage.start();
    await stage.clock.advance(60 * minuteMs);
    await stage.state.subscriptions.end('19:a@thread.tacv2', one);
    stage.rooms.failing = undefined;

    await stage.clock.advance(minuteMs);

    const due = stage.defender.all().filter(({ machineId }) => machineId === other).length;
    expect(due).toBeGreaterThan(0);
    expect(countTold()).toBe(due);
    expect(await stage.state.feed.due('19:a@thread.tacv2')).toEqual([]);
  });

  test('whatever time Teams takes with another', async () => {
    await stage.subscribe();
    await stage.subscribe({ roomId: '19:b@thread.tacv2' });
    const { ways } = stage.rooms;
    stage.start({
      ways: {
        ...ways,
        async beginThread(to, message) {
          if (to.conversationId.startsWith('19:a')) await stage.clock.sleep(11 * minuteMs);
          return ways.beginThread(to, message);
        },
      },
    });
    await stage.clock.advance(11 * minuteMs);
    const soon = stage.rooms.standing.filter(({ conversationId }) => conversationId.startsWith('19:b')).length;
    const second = stage.start(); // no process takes over what this one is about

    await stage.clock.advance(10 * minuteMs);
    await second.stop();
    stage.defender.endMs = stage.clock.now();
    await stage.clock.advance(24 * minuteMs);

    expect(soon).toBeGreaterThan(1);
    const firsts = stage.rooms.standing.map(({ conversationId, first }) => conversationId.slice(0, 4) + first);
    expect(new Set(firsts).size).toBe(firsts.length);
  });
});
