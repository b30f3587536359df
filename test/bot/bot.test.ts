/** The activity handler over our adapter: what becomes a turn. */

import { describe, expect, test } from '@jest/globals';
import { botStage } from './bot-stage.ts';

const stage = botStage();

const mention = (id: string, text: string): object => ({ type: 'mention', text, mentioned: { id } });

describe('a message', () => {
  test('is a turn with the words, without the mentions of the bot', async () => {
    await stage.receive({
      conversation: { id: '19:room', conversationType: 'channel' },
      text: '<at>Defender Triage</at> files <at>Bob</at>',
      entities: [
        mention('28:bot', '<at>Defender Triage</at>'),
        mention('29:bob', '<at>Bob</at>'),
        { type: 'clientInfo' },
      ],
    });

    expect(stage.turns).toEqual([
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
    await stage.receive({ conversation: { id: 'a', conversationType }, text: 'help' });

    expect(stage.turns).toMatchObject([{ isRoom }]);
  });

  test('with a value is a press, on the card that it answers', async () => {
    await stage.receive({ value: { command: 'files', words: ['x'], rev: 2 }, replyToId: 'm7' });

    const press = { command: 'files', words: ['x'], revision: 2 };
    expect(stage.turns).toMatchObject([{ request: { kind: 'pressed', press, cardId: 'm7' } }]);
  });

  test.each([['text'], [7], [[]], [{ command: 1 }]])(
    'with the value %j is a press of none of our buttons',
    async (value) => {
      await stage.receive({ value, text: 'files' });

      expect(stage.turns).toMatchObject([{ request: { kind: 'pressed', press: undefined } }]);
    },
  );

  test('without a text is empty', async () => {
    await stage.receive({});

    expect(stage.turns).toMatchObject([{ request: { kind: 'typed', text: '' } }]);
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
  await stage.receive(fields);

  expect([stage.turns, stage.sent]).toEqual([[], []]);
});

describe('an invoke', () => {
  test('of a card is answered in the same exchange, and is a press', async () => {
    const data = { command: 'help', words: [], rev: 1 };
    const response = await stage.receive({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { data } },
      replyToId: 'm7',
    });

    expect(response).toEqual({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Answered.' },
    });
    expect(stage.turns).toMatchObject([{ request: { kind: 'pressed', press: { command: 'help' }, cardId: 'm7' } }]);
  });

  test.each([[undefined], ['x'], [{}], [{ action: null }], [{ action: { data: 'x' } }]])(
    'of a card with the value %j is a press of none of our buttons',
    async (value) => {
      await stage.receive({ type: 'invoke', name: 'adaptiveCard/action', value });

      expect(stage.turns).toMatchObject([{ request: { kind: 'pressed', press: undefined } }]);
    },
  );

  test('is given up as the press that it is, or in silence where it is none', async () => {
    const invoke = { type: 'invoke', value: { action: { data: { command: 'help', words: [] } } } };

    await stage.giveUp({ ...invoke, name: 'adaptiveCard/action' });
    await stage.giveUp({ ...invoke, name: 'task/fetch' });

    expect(stage.givenUp).toMatchObject([{ request: { kind: 'pressed', press: { command: 'help' } } }]);
  });

  test('of anything else is not implemented', async () => {
    expect(await stage.receive({ type: 'invoke', name: 'task/fetch', value: {} })).toMatchObject({ status: 501 });
    expect(stage.turns).toEqual([]);
  });
});

test.each([
  ['personal', 'Type help to see how.'],
  ['channel', 'Mention me with help to see how.'],
])('an installation in a %s chat introduces the bot, once and briefly', async (conversationType, how) => {
  await stage.receive({ type: 'installationUpdate', action: 'add', conversation: { id: 'a', conversationType } });

  expect(stage.turns).toEqual([]);
  expect(stage.sent).toHaveLength(1);
  expect(stage.sent).toMatchObject([
    { activity: { attachments: [{ content: { body: [{ text: expect.stringContaining(how) }] } }] } },
  ]);
});
