/** Whole turns: who subscribes a room to what, and ends it. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { machines } from '../../../emulator/data/ids.ts';
import type { Grant } from '../../../src/policy/policy.ts';
import { accessOf, channelPlace, personalPlace } from '../../support/access.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';
import { otherPlace } from '../evidence-stage.ts';

const place = channelPlace;
let chat: Conversation;
let grants: readonly Grant[];

beforeEach(async () => {
  grants = [{ role: 'subscriber', to: `channel:${channelPlace.roomId}` }];
  const access = accessOf(() => ({ mode: 'policy', policy: { grants, evidenceIn: [], guests: 'deny' } }), {
    member: () => Promise.resolve({ standing: 'member', objectId: '22222222-aaaa-bbbb-cccc-0123456789ab' }),
  });
  chat = await startConversation({ access });
});

afterEach(() => chat.close());

describe('subscribe alerts', () => {
  test.each([
    ['subscribe alerts', 'New alerts, High and above'],
    ['subscribe alerts medium', 'New alerts, Medium and above'],
    ['subscribe alerts Informational', 'New alerts, of any severity'],
    [`subscribe alerts low ${machines.laptop}`, 'New alerts, Low and above on LAPTOP-042'],
    ['subscribe alerts LAPTOP-042 low', 'New alerts, Low and above on LAPTOP-042'],
  ])('%s', async (text, row) => {
    const answer = await chat.say(text, { place });

    expect(read(answer).lines.slice(0, 2)).toEqual(['Subscribed: new alerts are told here', row]);
    expect(lines(answer)).toContain('subscribed by Alex Wilber, ');
    expect(lines(answer)).toContain('in a thread for each incident');
  });

  test('again with another severity takes the place of the first', async () => {
    await chat.say('subscribe alerts', { place });
    await chat.say('subscribe alerts low', { place });

    expect(read(await chat.say('subscriptions', { place })).lines.slice(0, 2)).toEqual([
      '1 subscription here',
      'New alerts, Low and above',
    ]);
  });

  test.each([
    ['subscribe', 'Subscribe to what?'],
    ['subscribe everything', 'Subscribe to what?'],
    ['subscribe alerts high low', 'One severity at a time'],
    ['subscribe alerts a-1 b-2', 'One device at a time'],
    ['subscribe alerts no-such-device', 'Defender knows no device “no-such-device”.'],
  ])('%s is refused', async (text, words) => {
    expect(lines(await chat.say(text, { place }))).toContain(words);
    expect(lines(await chat.say('subscriptions', { place }))).toContain('Nothing is told here by itself');
  });

  test('to a device whose name several have asks which', async () => {
    const answer = await chat.say('subscribe alerts LAPTOP', { place });

    expect(lines(answer)).toContain('LAPTOP-042');
    expect(lines(await chat.say('subscriptions', { place }))).toContain('Nothing is told here by itself');
  });

  test('in a kind of conversation that nobody knows is refused', async () => {
    grants = [{ role: 'admin', to: 'tenant' }];

    expect(lines(await chat.say('subscribe alerts', { place: otherPlace }))).toContain('I do not know this kind of');
  });

  test('where Defender shows the bot no alerts is refused', async () => {
    chat.emulator.addFault({ kind: 'status', status: 403, match: '/api/alerts' });

    expect(lines(await chat.say('subscribe alerts', { place }))).toContain('Defender does not allow this bot');
    expect(lines(await chat.say('subscriptions', { place }))).toContain('Nothing is told here by itself');
  });
});

describe('who may', () => {
  test.each([
    ['whoever asks where the room has the grant', 'subscriber', `channel:${channelPlace.roomId}`, true],
    ['an admin', 'admin', 'tenant', true],
    ['a reader', 'reader', 'tenant', false],
    ['whoever asks in another room', 'subscriber', 'channel:19:other@thread.tacv2', false],
  ] as const)('%s', async (_, role, to, may) => {
    grants = [{ role, to }];

    const answer = await chat.say('subscribe alerts', { place });

    expect(lines(answer).includes('new alerts are told here')).toBe(may);
    expect(lines(answer).includes('That needs the role subscriber')).toBe(!may);
  });

  test('a subscriber may do all that a reader may', async () => {
    expect(lines(await chat.say('alerts high', { place }))).toContain('High');
  });
});

describe('unsubscribe', () => {
  beforeEach(async () => {
    await chat.say('subscribe alerts', { place });
    await chat.say('subscribe alerts low LAPTOP-042', { place });
  });

  test.each([
    ['unsubscribe', '2 subscriptions ended.', 'Nothing is told here by itself'],
    ['unsubscribe alerts', '1 subscription ended.', 'New alerts, Low and above on LAPTOP-042'],
    ['unsubscribe laptop-042', '1 subscription ended.', 'New alerts, High and above'],
    ['unsubscribe other', 'There is no subscription to “other” here.', '2 subscriptions here'],
  ])('%s', async (text, words, left) => {
    expect(lines(await chat.say(text, { place }))).toContain(words);
    expect(lines(await chat.say('subscriptions', { place }))).toContain(left);
  });

  test('by a tap on its row', async () => {
    await chat.say('subscriptions', { place });

    expect(lines(await chat.press('Unsubscribe', { place }))).toContain('1 subscription ended.');
  });

  test('ends nothing in another room', async () => {
    grants = [{ role: 'admin', to: 'tenant' }];

    expect(lines(await chat.say('unsubscribe', { place: personalPlace }))).toContain('Nothing is told here by itself.');
    expect(titles(await chat.say('subscriptions', { place }))).toContain('End all');
  });
});

test('a room has ten subscriptions at the most', async () => {
  const devices = Array.from({ length: 11 }, (_, i) => `${i}`.padStart(40, 'a'));
  for (const device of devices.slice(0, 10))
    await chat.subscriptions.begin(subscriptionTo(device), { inRoom: 10, rooms: 2 });

  const answer = await chat.say('subscribe alerts', { place });

  expect(lines(answer)).toContain('That is one too many: 10 in a room, and 200 rooms.');
});

function subscriptionTo(id: string): Parameters<Conversation['subscriptions']['begin']>[0] {
  return {
    ...{ roomId: channelPlace.roomId, device: { id, name: undefined }, least: 'High', placeKind: 'channel' },
    ...{ serviceUrl: channelPlace.serviceUrl, teamId: channelPlace.teamId, personId: '29:alex', objectId: undefined },
    ...{ personName: 'Alex Wilber', since: 0, refusals: 0 },
  };
}
