/** When a card of new alerts is edited, and what becomes of that in bad weather. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DefenderError } from '../../src/defender/errors.ts';
import type { FeedOptions } from '../../src/feed/feed.ts';
import type { Holding } from '../../src/state/on-it.ts';
import { ConnectorError } from '../../src/teams/connector-error.ts';
import { accessOf, openAccess } from '../support/access.ts';
import { createFeedStage, minuteMs, type FeedStage } from './feed-stage.ts';
import { createArrivingDefender } from './rooms.ts';

let stage: FeedStage;
let edits: number[];
/** Each edit fails with this from now on. */
let failing: Error | undefined;

beforeEach(async () => {
  stage = await createFeedStage();
  stage.defender = createArrivingDefender(stage.clock, { perHour: 60 });
  stage.defender.endMs = stage.clock.now() + minuteMs;
  await stage.subscribe();
  [edits, failing] = [[], undefined];
});

afterEach(() => stage.close());

/** One alert is told, then Bea is on it. */
async function told(parts: Partial<FeedOptions> = {}): Promise<void> {
  const { ways } = stage.rooms;
  const edit: typeof ways.edit = (...of) => {
    edits.push(stage.clock.now());
    return failing === undefined ? ways.edit(...of) : Promise.reject(failing);
  };
  stage.start({ ways: { ...ways, edit }, ...parts });
  await stage.clock.advance(6 * minuteMs);
}

async function beaIsOnIt(id = stage.defender.all()[0]?.id ?? ''): Promise<void> {
  const holding: Holding = {
    kind: 'alert',
    ...{ id: id.toLowerCase(), personId: '29:bea', objectId: undefined, personName: 'Bea Lind' },
    ...{ since: stage.clock.now(), until: stage.clock.now() + 24 * 60 * minuteMs },
  };
  await stage.state.onIt('t').claim(holding);
}

const isShown = (): boolean => stage.rooms.standing[0]?.now.includes('Bea Lind is on it since ') === true;

describe('an edit that Teams does not want', () => {
  test.each([400, 403, 409, 413, 422])('(%i) is tried a few times, less and less often', async (status) => {
    await told();
    failing = new ConnectorError('PUT', { status });
    await beaIsOnIt();

    await stage.clock.advance(8 * 60 * minuteMs);

    const gaps = edits.slice(1).map((at, i) => Math.round((at - (edits[i] ?? 0)) / minuteMs));
    expect(gaps).toEqual([1, 4, 16, 64]);
    expect(stage.logged.filter((line) => line.startsWith('a card of new alerts stays as it is'))).toHaveLength(1);
  });

  test('is made where it is wanted again in between', async () => {
    await told();
    failing = new ConnectorError('PUT', { status: 403 });
    await beaIsOnIt();
    await stage.clock.advance(3 * minuteMs);
    failing = undefined;

    await stage.clock.advance(5 * minuteMs);

    expect(isShown()).toBe(true);
  });
});

test.each([
  ['throttles', { status: 429 }],
  ['is away', { status: 503 }],
  ['fails', { status: 500 }],
  ['does not answer', { code: 'TIMEOUT' }],
  ['does not know the bot for now', { status: 401 }],
])('an edit while Teams %s is tried until it is made', async (_, why) => {
  await told();
  failing = new ConnectorError('PUT', why);
  await beaIsOnIt();
  await stage.clock.advance(4 * 60 * minuteMs);
  failing = undefined;

  await stage.clock.advance(2 * minuteMs);

  expect(edits.length).toBeGreaterThan(100);
  expect(isShown()).toBe(true);
});

test('a change is shown however long Defender did not say what changed', async () => {
  const { defender } = stage.defender;
  let isAway = false;
  stage.defender.endMs = stage.clock.now() + 6 * minuteMs;
  await told({
    defender: {
      ...defender,
      alerts: (filter, call) =>
        isAway && filter?.updatedSince !== undefined
          ? Promise.reject(new DefenderError('failed', 'not now'))
          : defender.alerts(filter, call),
    },
  });
  const first = stage.rooms.standing.length;
  const resolved = (): number =>
    stage.rooms.standing.slice(0, first).filter(({ now }) => now.includes('Resolved')).length;
  stage.defender.endMs = Infinity;
  isAway = true;
  await stage.clock.advance(3 * 60 * minuteMs);
  const before = resolved();
  isAway = false;

  await stage.clock.advance(10 * minuteMs);

  expect(before).toBe(0);
  expect(resolved()).toBeGreaterThan(0);
  expect(stage.logged[0]).toMatch(/^what changed on alerts is not known/);
});

test('an alert whose id has capitals is the same alert to whoever is on it', async () => {
  const { defender } = stage.defender;
  const spelled = (id: string): string => id.toUpperCase();
  await told({
    defender: {
      async alerts(...of) {
        const found = await defender.alerts(...of);
        return { ...found, items: found.items.map((alert) => ({ ...alert, id: spelled(alert.id) })) };
      },
      async alertsByIds(ids, call) {
        const known = await defender.alertsByIds(
          ids.filter((id) => id === spelled(id)).map((id) => id.toLowerCase()),
          call,
        );
        return known.map((one) => ({
          ...one,
          id: spelled(one.id),
          ...(one.ok ? { value: { ...one.value, id: spelled(one.id) } } : {}),
        }));
      },
    },
  });

  await beaIsOnIt();
  await stage.clock.advance(minuteMs);

  expect(stage.rooms.standing).toHaveLength(1);
  expect(isShown()).toBe(true);
});

test('nothing is shown to a room whose subscriber may not subscribe any more', async () => {
  let may = true;
  const member = (): Promise<{ standing: 'member'; objectId: string }> =>
    Promise.resolve({ standing: 'member', objectId: 'o1' });
  const grants = [{ role: 'reader', to: 'tenant' }] as const;
  const nobody = accessOf(() => ({ mode: 'policy', policy: { grants, evidenceIn: [], guests: 'deny' } }), { member });
  await told({ access: { ...openAccess, holder: (...of) => (may ? openAccess : nobody).holder(...of) } });
  may = false;

  await beaIsOnIt();
  await stage.clock.advance(10 * minuteMs);

  expect(edits).toEqual([]);
  expect(await stage.state.subscriptions.all()).toEqual([]);
});
