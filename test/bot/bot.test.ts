/** The activity handler over our adapter: what becomes a turn, and what goes out for it. */

import { beforeEach, describe, expect, test } from '@jest/globals';
import { Bot } from '../../src/bot/bot.ts';
import type { Incoming } from '../../src/bot/incoming.ts';
import type { Outgoing } from '../../src/bot/outgoing.ts';
import { messageCard } from '../../src/cards/message.ts';
import type { Connector } from '../../src/teams/connector.ts';
import { createTeamsAdapter } from '../../src/teams/adapter.ts';
import { readActivity } from '../../src/teams/activity.ts';
import { manualClock } from '../support/clock.ts';

interface Sent {
  readonly way: 'send' | 'update' | 'delete';
  readonly activity: unknown;
}

let sent: Sent[];
let turns: Incoming[];
let opened: unknown[];
let answer: (out: Outgoing) => Promise<unknown>;

beforeEach(() => {
  [sent, turns, opened] = [[], [], []];
  answer = (out) => out.post(messageCard('Answered'));
});

const connector: Connector = {
  send: (_, activity) => Promise.resolve({ id: `m${sent.push({ way: 'send', activity })}` }),
  update: (at, activity) => Promise.resolve(void sent.push({ way: 'update', activity: { ...activity, at } })),
  delete: (at) => Promise.resolve(void sent.push({ way: 'delete', activity: at })),
  heardFrom: () => undefined,
};

const aside = { serviceUrl: 'https://smba.trafficmanager.net/teams/', conversationId: 'a:alone' };

function receive(fields: object): Promise<unknown> {
  const silent = (): void => undefined;
  const bot = new Bot({
    turn: async (incoming, out) => {
      turns.push(incoming);
      await answer(out);
    },
    openPersonalChat: (of) => {
      opened.push(of);
      return Promise.resolve({
        conversationId: 'a:alone',
        send: (activity) => connector.send(aside, activity),
        update: (activityId, activity) => connector.update({ ...aside, activityId }, activity),
        delete: (activityId) => connector.delete({ ...aside, activityId }),
      });
    },
    sensitivityLabelId: undefined,
    log: { info: silent, warn: silent, error: silent },
  });
  const activity = readActivity({
    type: 'message',
    id: 'q1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/teams/',
    conversation: { id: 'a:chat', conversationType: 'personal' },
    from: { id: '29:ana', name: 'Ana' },
    recipient: { id: '28:bot', name: 'Defender Triage' },
    ...fields,
  });
  return createTeamsAdapter({ appId: 'bot', connector, clock: manualClock() }).run(activity, (context) =>
    bot.run(context),
  );
}

const mention = (id: string, text: string): object => ({ type: 'mention', text, mentioned: { id } });

describe('a message', () => {
  test('is a turn with the words, without the mentions of the bot', async () => {
    await receive({
      conversation: { id: '19:room', conversationType: 'channel' },
      text: '<at>Defender Triage</at> files <at>Bob</at>',
      entities: [
        mention('28:bot', '<at>Defender Triage</at>'),
        mention('29:bob', '<at>Bob</at>'),
        { type: 'clientInfo' },
      ],
    });

    expect(turns).toEqual([
      {
        conversationId: '19:room',
        activityId: 'q1',
        person: { id: '29:ana', objectId: undefined, name: 'Ana' },
        isRoom: true,
        place: {
          kind: 'channel',
          serviceUrl: 'https://smba.trafficmanager.net/teams/',
          roomId: '19:room',
          teamId: undefined,
        },
        request: { kind: 'typed', text: 'files <at>Bob</at>' },
      },
    ]);
  });

  test.each([
    ['personal', false],
    ['groupChat', true],
    ['channel', true],
    [undefined, true],
  ])('in a conversation of type %s: others read along: %s', async (conversationType, isRoom) => {
    await receive({ conversation: { id: 'a', conversationType }, text: 'help' });

    expect(turns).toMatchObject([{ isRoom }]);
  });

  test('with a value is a press, on the card that it answers', async () => {
    await receive({ value: { command: 'files', words: ['x'], rev: 2 }, replyToId: 'm7' });

    const press = { command: 'files', words: ['x'], revision: 2 };
    expect(turns).toMatchObject([{ request: { kind: 'pressed', press, cardId: 'm7' } }]);
  });

  test.each([['text'], [7], [[]], [{ command: 1 }]])(
    'with the value %j is a press of none of our buttons',
    async (value) => {
      await receive({ value, text: 'files' });

      expect(turns).toMatchObject([{ request: { kind: 'pressed', press: undefined } }]);
    },
  );

  test('without a text is empty', async () => {
    await receive({});

    expect(turns).toMatchObject([{ request: { kind: 'typed', text: '' } }]);
  });
});

test.each([
  ['an edited message', { type: 'messageUpdate', text: 'files 1' }],
  ['a deleted message', { type: 'messageDelete' }],
  ['a reaction', { type: 'messageReaction' }],
  ['a typing indicator', { type: 'typing' }],
  ['somebody who joins', { type: 'conversationUpdate', membersAdded: [{ id: '29:bob' }] }],
  ['an app that is upgraded', { type: 'installationUpdate', action: 'add-upgrade' }],
  ['an app that goes', { type: 'installationUpdate', action: 'remove' }],
])('%s never runs a command and is not answered', async (_, fields) => {
  await receive(fields);

  expect([turns, sent]).toEqual([[], []]);
});

describe('an invoke', () => {
  test('of a card is answered in the same exchange, and is a press', async () => {
    const data = { command: 'help', words: [], rev: 1 };
    const response = await receive({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { data } },
      replyToId: 'm7',
    });

    expect(response).toEqual({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Answered.' },
    });
    expect(turns).toMatchObject([{ request: { kind: 'pressed', press: { command: 'help' }, cardId: 'm7' } }]);
  });

  test.each([[undefined], ['x'], [{}], [{ action: null }], [{ action: { data: 'x' } }]])(
    'of a card with the value %j is a press of none of our buttons',
    async (value) => {
      await receive({ type: 'invoke', name: 'adaptiveCard/action', value });

      expect(turns).toMatchObject([{ request: { kind: 'pressed', press: undefined } }]);
    },
  );

  test('of anything else is not implemented', async () => {
    expect(await receive({ type: 'invoke', name: 'task/fetch', value: {} })).toMatchObject({ status: 501 });
    expect(turns).toEqual([]);
  });
});

test.each([
  ['personal', 'Type help to see how.'],
  ['channel', 'Mention me with help to see how.'],
])('an installation in a %s chat introduces the bot, once and briefly', async (conversationType, how) => {
  await receive({ type: 'installationUpdate', action: 'add', conversation: { id: 'a', conversationType } });

  expect(turns).toEqual([]);
  expect(sent).toHaveLength(1);
  expect(sent).toMatchObject([
    { activity: { attachments: [{ content: { body: [{ text: expect.stringContaining(how) }] } }] } },
  ]);
});

describe('what goes out', () => {
  test('a card goes alone, with its summary; an edit and a removal name their message', async () => {
    answer = async (out) => {
      const id = (await out.post(messageCard('Working'))) ?? '';
      await out.edit(id, messageCard('Done'));
      await out.remove(id);
    };
    await receive({ text: 'x' });

    expect(sent).toMatchObject([
      {
        way: 'send',
        activity: { summary: 'Working', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }] },
      },
      { way: 'update', activity: { summary: 'Done', at: { activityId: 'm1' } } },
      { way: 'delete', activity: { activityId: 'm1' } },
    ]);
    expect(JSON.stringify(sent[0])).not.toContain('"text":"Working","attachments"');
  });

  test('text is plain: nothing in it is taken for Markdown', async () => {
    answer = (out) => out.post({ text: '**x**' });
    await receive({ text: 'x' });

    expect(sent).toMatchObject([{ activity: { text: '**x**', textFormat: 'plain' } }]);
  });

  test.each([
    [404, [true, false]],
    [413, [false, true]],
    [403, [false, false]],
  ])('status %d: whether the message is gone, or too large: %j', async (status, expected) => {
    const told: boolean[] = [];
    answer = (out) => Promise.resolve(told.push(out.isGone({ status }), out.isTooLarge({ status })));
    await receive({ text: 'x' });

    expect(told).toEqual(expected);
  });
});

test('the personal chat of whoever asked takes an answer for them alone', async () => {
  answer = async (out) => (await out.personal()).post(messageCard('For you alone'));

  await receive({ conversation: { id: '19:room', conversationType: 'channel' }, text: 'x' });

  expect(opened).toMatchObject([{ personId: '29:ana', botId: '28:bot' }]);
  expect(sent).toMatchObject([{ activity: { summary: 'For you alone', conversation: { id: 'a:alone' } } }]);
});

test('what stands in the personal chat is edited and removed there, not where the question was asked', async () => {
  answer = async (out) => {
    const chat = await out.personal();
    const id = (await chat.post(messageCard('For you alone'))) ?? '';
    await chat.edit(id, messageCard('Taken back'));
    await chat.remove(id);
  };

  await receive({ conversation: { id: '19:room', conversationType: 'channel' }, text: 'x' });

  const there = { conversationId: 'a:alone', activityId: 'm1' };
  expect(sent.slice(1)).toMatchObject([
    { way: 'update', activity: { id: 'm1', summary: 'Taken back', at: there } },
    { way: 'delete', activity: there },
  ]);
});
