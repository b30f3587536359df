/** What stands between an alert and its room: Teams, Defender, and who may. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DefenderError, type DefenderErrorKind } from '../../src/defender/errors.ts';
import type { FeedOptions } from '../../src/feed/feed.ts';
import type { Access } from '../../src/policy/access.ts';
import type { Rules } from '../../src/policy/policy.ts';
import { ConnectorError } from '../../src/teams/connector-error.ts';
import { accessOf } from '../support/access.ts';
import { createFeedStage, minuteMs, type FeedStage } from './feed-stage.ts';

let stage: FeedStage;

beforeEach(async () => {
  stage = await createFeedStage();
});

afterEach(() => stage.close());

describe('what Teams does not take', () => {
  test.each([
    ['it is away', { status: 503 }],
    ['there was no token for it in time', { code: 'NotSentInTime' }],
  ])('because %s is told with the next look', async (_, why) => {
    await stage.subscribe();
    stage.start();
    stage.rooms.failing = new ConnectorError('POST', why);
    await stage.clock.advance(9 * minuteMs);
    expect(stage.rooms.standing).toEqual([]);
    stage.rooms.failing = undefined;

    await stage.clock.advance(minuteMs);

    expect(stage.rooms.standing).toHaveLength(stage.arrived());
  });

  test('because the room is gone ends its subscriptions, and no others', async () => {
    await stage.subscribe();
    await stage.subscribe({ roomId: '19:b@thread.tacv2' });
    stage.start({
      ways: {
        ...stage.rooms.ways,
        beginThread: (to, message) =>
          to.conversationId.startsWith('19:a')
            ? Promise.reject(new ConnectorError('POST', { status: 403, code: 'BotNotInConversationRoster' }))
            : stage.rooms.ways.beginThread(to, message),
      },
    });

    await stage.clock.advance(30 * minuteMs);

    expect((await stage.state.subscriptions.all()).map(({ roomId }) => roomId)).toEqual(['19:b@thread.tacv2']);
    expect(stage.rooms.standing).toHaveLength(stage.arrived());
  });

  test('because its thread is gone is told in a new one', async () => {
    await stage.subscribe();
    let isGone = true;
    stage.start({
      ways: {
        ...stage.rooms.ways,
        post: (to, message) =>
          isGone && to.conversationId.includes(';messageid=')
            ? Promise.reject(new ConnectorError('POST', { status: 404, code: 'ConversationNotFound' }))
            : stage.rooms.ways.post(to, message),
      },
    });
    await stage.clock.advance(60 * minuteMs);
    isGone = false;

    await stage.clock.advance(minuteMs);

    expect(stage.rooms.standing).toHaveLength(stage.arrived());
    expect(await stage.state.subscriptions.all()).toHaveLength(1);
  });

  test('because it is too large is not tried for ever', async () => {
    await stage.subscribe();
    stage.start();
    stage.rooms.failing = new ConnectorError('POST', { status: 413 });
    await stage.clock.advance(9 * minuteMs);
    stage.rooms.failing = undefined;

    await stage.clock.advance(minuteMs);

    expect(stage.rooms.standing.length).toBeLessThan(stage.arrived());
    expect(await stage.state.feed.due('19:a@thread.tacv2')).toEqual([]);
  });
});

test.each([['ECONNRESET'], ['TIMEOUT']] as const)('what may have arrived (%s) is not told again', async (code) => {
  stage.defender.endMs = stage.clock.now() + 20 * minuteMs;
  await stage.subscribe();
  stage.start();
  stage.rooms.failing = new ConnectorError('POST', { code });
  await stage.clock.advance(40 * minuteMs);
  stage.rooms.failing = undefined;

  await stage.clock.advance(10 * minuteMs);

  expect(stage.arrived()).toBeGreaterThan(0);
  expect(stage.rooms.standing).toEqual([]);
  expect(stage.logged.filter((line) => line.startsWith('nobody knows whether'))).toHaveLength(stage.arrived());
});

test('a thread of which Teams gives no id is begun once, and what follows begins another', async () => {
  stage.defender.endMs = stage.clock.now() + 40 * minuteMs;
  await stage.subscribe();
  const { ways } = stage.rooms;
  const beginThread: typeof ways.beginThread = (...of) => ways.beginThread(...of).then(() => undefined);
  stage.start({ ways: { ...ways, beginThread } });

  await stage.clock.advance(60 * minuteMs);

  expect(stage.rooms.standing).toHaveLength(stage.arrived());
  expect(await stage.state.feed.due('19:a@thread.tacv2')).toEqual([]);
});

test('a message that Teams does not take holds up no other', async () => {
  await stage.subscribe();
  let lookedAt = 0;
  const isFirstOfLook = (): boolean => lookedAt !== (lookedAt = stage.clock.now());
  stage.start({
    ways: {
      ...stage.rooms.ways,
      beginThread: (to, message) =>
        isFirstOfLook()
          ? Promise.reject(new ConnectorError('POST', { status: 403, code: 'Forbidden' }))
          : stage.rooms.ways.beginThread(to, message),
    },
  });

  await stage.clock.advance(60 * minuteMs);

  expect(stage.rooms.standing.length).toBeGreaterThan(0);
  expect((await stage.state.feed.due('19:a@thread.tacv2')).length).toBeGreaterThan(0);
});

describe('an alert that cannot be read', () => {
  const unreadable = (kind: DefenderErrorKind): FeedOptions['defender'] => ({
    ...stage.defender.defender,
    alertsByIds: (ids) =>
      Promise.resolve(ids.map((id) => ({ id, ok: false, error: new DefenderError(kind, 'not readable') }) as const)),
  });

  test.each(['rejected', 'malformed', 'forbidden'] as const)('and never will be (%s) is counted', async (kind) => {
    await stage.subscribe();
    stage.start({ defender: unreadable(kind) });

    await stage.clock.advance(20 * minuteMs);

    expect(stage.arrived()).toBeGreaterThan(0);
    expect(stage.rooms.standing).toHaveLength(stage.arrived());
    expect(stage.summaries()[0]).toMatch(/^New alert: /);
    expect(stage.rooms.standing[0]?.now).toContain('It could not be read.');
    expect(stage.logged.filter((line) => line.startsWith('a new alert is counted only'))).not.toEqual([]);
  });

  test.each(['unreachable', 'failed', 'throttled', 'unauthorized'] as const)('for now (%s) waits', async (kind) => {
    await stage.subscribe();
    stage.start({ defender: unreadable(kind) });

    await stage.clock.advance(20 * minuteMs);

    expect(stage.rooms.standing).toEqual([]);
    expect(await stage.state.feed.due('19:a@thread.tacv2')).toHaveLength(stage.arrived());
  });
});

test('an outage of Defender is caught up', async () => {
  await stage.subscribe();
  stage.start();
  stage.defender.failing = new DefenderError('unreachable', 'no answer');
  await stage.clock.advance(60 * minuteMs);
  stage.defender.failing = undefined;

  await stage.clock.advance(minuteMs);

  expect(stage.summaries()).toHaveLength(1);
  expect(stage.summaries()[0]).toMatch(/^1\d new alerts: /);
});

describe('a person who subscribed and', () => {
  let rules: Rules;
  let access: Access;
  const grants = (role: 'reader' | 'subscriber' | 'admin', to: string): Rules => ({
    mode: 'policy',
    policy: { grants: [{ role, to }], evidenceIn: [], guests: 'deny' },
  });
  beforeEach(() => {
    access = accessOf(() => rules, {
      member: () => Promise.resolve({ standing: 'member', objectId: '22222222-aaaa-bbbb-cccc-0123456789ab' }),
    });
  });

  test.each([
    ['is an admin', grants('admin', 'tenant')],
    ['asked where the room has the grant', grants('subscriber', 'channel:19:a@thread.tacv2')],
  ])('%s is told', async (_, now) => {
    rules = now;
    await stage.subscribe();
    stage.start({ access });

    await stage.clock.advance(30 * minuteMs);

    expect(stage.rooms.standing).toHaveLength(stage.arrived());
  });

  test.each([
    ['is a reader only', grants('reader', 'tenant')],
    ['whose grant is for another room', grants('subscriber', 'channel:19:b@thread.tacv2')],
  ])('%s is told nothing, and soon only that it ended', async (_, now) => {
    rules = now;
    await stage.subscribe();
    stage.start({ access });

    await stage.clock.advance(60 * minuteMs);

    expect(stage.summaries()).toEqual([
      'New alerts are not told here any more: whoever asked for it may not now. Somebody who may can subscribe anew.',
    ]);
    expect(await stage.state.subscriptions.all()).toEqual([]);
  });

  test('of whom Teams does not say who it is waits', async () => {
    rules = grants('admin', 'tenant');
    const unknown = accessOf(() => rules, { member: () => Promise.reject(new Error('no answer')) });
    await stage.subscribe();
    const first = stage.start({ access: unknown });
    await stage.clock.advance(30 * minuteMs);
    expect(stage.rooms.standing).toEqual([]);
    await first.stop();
    stage.start({ access });

    await stage.clock.advance(minuteMs);

    expect(await stage.state.subscriptions.all()).toHaveLength(1);
    expect(stage.rooms.standing.length).toBeGreaterThan(0);
  });
});
