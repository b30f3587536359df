/** A night of alerts into three channels, with a process that dies amid it and a gap of two hours. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFeedLoop, type FeedLoop } from '../../src/feed/feed.ts';
import type { Alert } from '../../src/defender/model.ts';
import { openState, type State } from '../../src/state/state.ts';
import type { NewSubscription } from '../../src/state/subscriptions.ts';
import type { Clock } from '../../src/clock.ts';
import { openAccess } from '../support/access.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import {
  createArrivingDefender,
  createRooms,
  type ArrivingDefender,
  type Rooms,
  type Standing,
} from '../feed/rooms.ts';

const [minuteMs, hourMs] = [60_000, 3_600_000];
const dusk = Date.parse('2026-11-24T22:00:00Z');
const channels = ['19:a@thread.tacv2', '19:b@thread.tacv2', '19:c@thread.tacv2'] as const;
const least = ['Informational', 'Informational', 'High'] as const;

let state: State;
let clock: ManualClock;
let rooms: Rooms;
let defender: ArrivingDefender;
let diedAt: number;
let backAt: number;
const logged: string[] = [];

/** Of a process that dies: whoever sleeps then does not wake. */
const mortal: Clock = {
  now: () => clock.now(),
  async sleep(ms, signal) {
    await clock.sleep(ms, signal);
    if (isDead) await new Promise(() => undefined);
  },
};
let isDead = false;

function loop(own: Clock): FeedLoop {
  const note = (fields: object, text: string): void => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const running = createFeedLoop({
    ...{ feed: state.feed, subscriptions: state.subscriptions, onIt: state.onIt('t'), access: openAccess, clock: own },
    ...{ defender: defender.defender, ways: rooms.ways },
    log: { info: () => undefined, warn: note, error: note },
  });
  running.start();
  return running;
}

/** 250 an hour for eight hours; it dies with a message under way. */
beforeAll(async () => {
  clock = manualClock(dusk);
  state = await openState({ file: ':memory:' });
  rooms = createRooms(clock);
  defender = createArrivingDefender(clock, { perHour: 250 });
  defender.endMs = dusk + 8 * hourMs;
  for (const [i, roomId] of channels.entries())
    await state.subscriptions.begin(
      { ...subscription, roomId, least: least[i] ?? 'High', since: dusk },
      { inRoom: 10, rooms: 200 },
    );
  const first = loop(clock);
  await clock.advance(2 * hourMs);
  await first.stop();
  loop(mortal); // it is never stopped
  await clock.advance(2 * hourMs);
  rooms.isSilent = true;
  await clock.advance(minuteMs);
  isDead = true;
  await clock.advance(4 * minuteMs);
  diedAt = clock.now();
  await clock.advance(2 * hourMs);
  rooms.isSilent = false;
  backAt = clock.now();
  const third = loop(clock);
  await clock.advance(2 * hourMs - 5 * minuteMs);
  await clock.advance(2 * minuteMs);
  await third.stop();
}, 120_000);

afterAll(() => state.close());

const subscription: NewSubscription = {
  ...{ roomId: '', device: undefined, least: 'High', serviceUrl: 'https://smba.example/teams/', placeKind: 'channel' },
  ...{ teamId: '19:team@thread.tacv2', personId: '29:alex', objectId: undefined, personName: 'Alex Wilber' },
  ...{ since: dusk, refusals: 0 },
};

const within = (roomId: string): readonly Standing[] =>
  rooms.standing.filter(({ conversationId }) => conversationId.startsWith(roomId));

function wanted(i: number): readonly Alert[] {
  return defender.all().filter(({ severity }) => least[i] === 'Informational' || severity === 'High');
}

/** How many alerts a message tells of. */
function told({ first }: Standing): number {
  const [finding = ''] = first.split('\n');
  return Number(/^([\d,]+) new alerts/.exec(finding)?.[1]?.replace(',', '') ?? 1);
}

function rowsOf({ content }: Standing): readonly string[] {
  return [...JSON.stringify(content).matchAll(/"selectAction":\{[^}]*"words":\["(da[\d_-]+)"\]/g)].map(
    ([, id = '']) => id,
  );
}

const isLate = ({ first }: Standing): boolean => first.includes('while I did not look');

describe.each(channels.map((roomId, i) => [roomId, i] as const))('%s', (roomId, i) => {
  test('is told of each alert once', () => {
    const messages = within(roomId);
    const rows = messages.flatMap(rowsOf);

    expect(rows.length).toBe(new Set(rows).size);
    expect(messages.map(told).reduce((sum, n) => sum + n, 0)).toBe(wanted(i).length);
    expect(wanted(i).length).toBeGreaterThan(i === 2 ? 400 : 1_998);
  });

  test('within a minute, while somebody looks', () => {
    const byId = new Map(wanted(i).map((alert) => [alert.id, alert]));
    const waits = within(roomId)
      .filter((message) => !isLate(message) && (message.at < diedAt - 6 * minuteMs || message.at > backAt + minuteMs))
      .flatMap((message) => rowsOf(message).map((id) => message.at - (byId.get(id)?.createdAt?.getTime() ?? 0)));
    const shownLate = 4 * minuteMs; // the API shows some as much later

    expect(Math.max(...waits)).toBeLessThanOrEqual(shownLate + minuteMs);
    expect(waits.filter((ms) => ms <= minuteMs).length / waits.length).toBeGreaterThan(0.85);
  });

  test('has one thread for each incident', () => {
    const incidentOf = new Map(wanted(i).map(({ id, incidentId }) => [id, incidentId]));
    const homes = Map.groupBy(
      within(roomId)
        .filter((message) => !isLate(message))
        .flatMap((message) => rowsOf(message).map((id) => [incidentOf.get(id), message.conversationId] as const)),
      ([incident]) => incident,
    );

    expect(homes.size).toBeGreaterThan(100);
    expect([...homes.values()].filter((of) => new Set(of.map(([, home]) => home)).size !== 1)).toEqual([]);
    expect([...homes.values()].some((of) => of.length > 1)).toBe(true);
  });

  test('catches up on the gap in one card', () => {
    const late = within(roomId).filter(isLate);

    expect(late).toHaveLength(1);
    expect(late[0]?.first).toMatch(/They were created since (2026-11-25 )?0\d:\d\d UTC, while I did not look\./);
    expect(late[0]?.at).toBeLessThan(backAt + minuteMs);
  });

  test('sees cards turn grey as alerts are taken', () => {
    const taken = within(roomId).filter(({ now, edits }) => edits > 0 && now.includes('assigned to'));

    expect(taken.length).toBeGreaterThan(50);
    expect(taken.filter(({ first }) => first.includes('assigned to')).length).toBeLessThan(taken.length);
  });
});

test('Teams’ limits and Defender’s quota are kept', () => {
  expect(rooms.limits.exceeded).toEqual([]);
  expect(defender.exceeded).toEqual([]);
  expect(defender.calls).toBeLessThan(8 * 60 * 20);
});

test('nothing failed', () => {
  expect(logged).toEqual([]);
});
