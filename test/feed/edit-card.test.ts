/** When a card of new alerts is edited, and what becomes of that in bad weather. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Alert } from '../../src/defender/model.ts';
import { createEditCard } from '../../src/feed/edit-card.ts';
import { ConnectorError } from '../../src/teams/connector-error.ts';
import { openState, type State } from '../../src/state/state.ts';
import type { NewSubscription } from '../../src/state/subscriptions.ts';
import { alert } from '../cards/views.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { createRooms } from './rooms.ts';

const minuteMs = 60_000;
const roomId = '19:a@thread.tacv2';
const one: Alert = alert();

let clock: ManualClock;
let state: State;
/** In minutes. */
let edits: number[];
let logged: string[];
/** Each edit fails with this from now on. */
let failing: Error | undefined;

/** A card stands in a room, and is to be edited. */
beforeEach(async () => {
  clock = manualClock();
  state = await openState({ file: ':memory:' });
  [edits, logged, failing] = [[], [], undefined];
  const { feed, subscriptions } = state;
  const now = clock.now();
  const subscription: NewSubscription = {
    ...{ roomId, device: undefined, least: 'High', serviceUrl: 'https://smba.example/teams/', placeKind: 'channel' },
    ...{ teamId: undefined, personId: '29:alex', objectId: undefined, personName: 'Alex', since: now, refusals: 0 },
  };
  const post = {
    roomId,
    alertId: one.id,
    incidentId: 1,
    severity: 'High',
    deviceId: undefined,
    createdAt: now,
  } as const;
  await subscriptions.begin(subscription, { inRoom: 1, rooms: 1 });
  await feed.claim({ now, leaseUntil: now + 1 });
  await feed.queue([{ ...post, late: 'no' }], now);
  const posts = [{ alertId: one.id, shown: 'New', onIt: '', place: 1 }];
  await feed.setTold({ roomId, conversationId: roomId, messageId: 'm1', posts, incidents: [], at: now });
  await feed.wantEdits([{ roomId, alertId: one.id }], now);
});

afterEach(() => state.close());

/** Looks every half minute, as the feed does. */
async function looksFor(minutes: number): Promise<void> {
  const [subscription] = await state.subscriptions.all();
  if (subscription === undefined) throw new Error('Nobody subscribed');
  const note = (_: object, text: string): void => void logged.push(text);
  const { ways } = createRooms(clock);
  const edit = (): Promise<void> => {
    edits.push((clock.now() - subscription.since) / minuteMs);
    return failing === undefined ? Promise.resolve() : Promise.reject(failing);
  };
  const log = { info: note, warn: note, error: note };
  const editCard = createEditCard({ feed: state.feed, ways: { ...ways, edit }, clock, log });
  for (let looks = 0; looks < 2 * minutes; looks++) {
    for (const due of await state.feed.dueEdits({ now: clock.now(), most: 30, except: [] }))
      await editCard(due, subscription, {
        readAlerts: () => Promise.resolve([{ id: one.id, ok: true, value: one }]),
        holderOf: () => undefined,
        goesOn: () => Promise.resolve(true),
      });
    clock.pass(minuteMs / 2);
  }
}

test.each([400, 403, 413])('an edit that Teams does not want (%i) is tried less and less often', async (status) => {
  failing = new ConnectorError('PUT', { status });

  await looksFor(360);

  expect(edits).toEqual([0, 1, 5, 21, 85]);
  expect(logged.at(-1)).toBe('a card of new alerts stays as it is: Teams does not want it edited');
});

test('an edit that Teams wants again is made, and the next one begins anew', async () => {
  failing = new ConnectorError('PUT', { status: 403 });
  await looksFor(3);
  failing = undefined;
  await looksFor(10);
  failing = new ConnectorError('PUT', { status: 403 });
  await state.feed.wantEdits([{ roomId, alertId: one.id }], clock.now());

  await looksFor(4);

  expect(edits).toEqual([0, 1, 5, 13, 14]);
});

test.each([
  ['throttles', { status: 429 }],
  ['is away', { status: 503 }],
  ['fails', { status: 500 }],
  ['does not answer', { code: 'TIMEOUT' }],
  ['does not know the bot for now', { status: 401 }],
])('an edit while Teams %s is tried until it is made', async (_, why) => {
  failing = new ConnectorError('PUT', why);
  await looksFor(100);
  failing = undefined;

  await looksFor(10);

  expect(edits).toHaveLength(201);
});

test('a card that is gone is not edited', async () => {
  failing = new ConnectorError('PUT', { status: 404 });

  await looksFor(10);

  expect(edits).toEqual([0]);
});
