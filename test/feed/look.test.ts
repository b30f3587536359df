/** What a look finds that changed, and who is shown it. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DefenderError } from '../../src/defender/errors.ts';
import type { FeedOptions } from '../../src/feed/feed.ts';
import type { Holding } from '../../src/state/on-it.ts';
import { accessOf, openAccess } from '../support/access.ts';
import { createFeedStage, minuteMs, type FeedStage } from './feed-stage.ts';
import { createArrivingDefender } from './rooms.ts';

let stage: FeedStage;

beforeEach(async () => {
  stage = await createFeedStage();
  stage.defender = createArrivingDefender(stage.clock, { perHour: 60 });
  stage.defender.endMs = stage.clock.now() + minuteMs;
  await stage.subscribe();
});

afterEach(() => stage.close());

/** One alert is told, then time goes by. */
async function told(parts: Partial<FeedOptions> = {}): Promise<void> {
  stage.start(parts);
  await stage.clock.advance(2 * minuteMs);
}

async function beaIsOnIt(id = stage.defender.all()[0]?.id ?? ''): Promise<void> {
  const holding: Holding = {
    kind: 'alert',
    ...{ id: id.toLowerCase(), personId: '29:bea', objectId: undefined, personName: 'Bea Lind' },
    ...{ since: stage.clock.now(), until: stage.clock.now() + 60 * minuteMs },
  };
  await stage.state.onIt('t').claim(holding);
}

const isShown = (): boolean => stage.rooms.standing[0]?.now.includes('Bea Lind is on it since ') === true;

test('a change is shown however long Defender did not say what changed', async () => {
  const { defender } = stage.defender;
  let isAway = false;
  stage.defender.endMs = stage.clock.now() + 6 * minuteMs;
  await stage.clock.advance(0);
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
  isAway = true;
  stage.defender.endMs = Infinity;
  stage.clock.pass(100 * minuteMs);
  await stage.clock.advance(minuteMs);
  const before = resolved();
  isAway = false;

  await stage.clock.advance(minuteMs);

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

  expect(stage.rooms.standing[0]?.edits).toBe(0);
  expect(await stage.state.subscriptions.all()).toEqual([]);
});
