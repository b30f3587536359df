import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readActivity, tenantsOf } from '../../src/teams/activity.ts';
import { Refusal } from '../../src/teams/refusal.ts';

const message = {
  type: 'message',
  id: 'q1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
  conversation: { id: 'a:chat', tenantId: 't' },
  from: { id: '29:ana', name: 'Ana' },
  recipient: { id: '28:bot' },
};

describe('odd types', () => {
  test.each<[string, object]>([
    ['type', { type: 7 }],
    ['id', { id: {} }],
    ['empty id', { id: '' }],
    ['endless id', { id: 'x'.repeat(1_025) }],
    ['half a surrogate pair in an id', { conversation: { id: 'a\uD800' } }],
    ['an id that is a dot segment', { conversation: { id: '..' } }],
    ['text', { text: ['files'] }],
    ['from', { from: 'Ana' }],
    ['from without an id', { from: { name: 'Ana' } }],
    ['name of from', { from: { id: 'x', name: {} } }],
    ['recipient', { recipient: [] }],
    ['conversation', { conversation: 'a:chat' }],
    ['conversation type', { conversation: { id: 'x', conversationType: 1 } }],
    ['tenant id', { conversation: { id: 'x', tenantId: ['t'] } }],
    ['channel data', { channelData: 'x' }],
    ['tenant of the channel data', { channelData: { tenant: 't' } }],
    ['tenant id of the channel data', { channelData: { tenant: { id: 1 } } }],
    ['team of the channel data', { channelData: { team: { id: 1 } } }],
    ['event type', { channelData: { eventType: {} } }],
    ['entities', { entities: { 0: {} } }],
    ['reply id', { replyToId: 5 }],
    ['members', { membersAdded: {} }],
    ['a member without an id', { membersAdded: [{}] }],
    ['timestamp', { timestamp: 'yesterday' }],
    ['locale', { locale: {} }],
    ['name', { name: 1 }],
  ])('are refused: %s', (_, fields) => {
    expect(() => readActivity({ ...message, ...fields })).toThrow(
      expect.objectContaining({ status: 400, reason: 'activity-malformed' }),
    );
  });

  test.each(
    ['message', 'invoke'].flatMap((type) =>
      ['from', 'recipient'].flatMap((name) => [undefined, null].map((value) => [type, name, value] as const)),
    ),
  )('are refused: a %s whose %s is %p', (type, name, value) => {
    expect(() => readActivity({ ...message, type, [name]: value })).toThrow(
      expect.objectContaining({ status: 400, reason: 'activity-malformed' }),
    );
  });

  test('of entities are left out, so that a mention always has text and a mentioned id', () => {
    const mention = { type: 'mention', text: '<at>Bot</at>', mentioned: { id: '28:bot' } };
    const odd = [null, 1, 'x', [], {}, { type: 1 }, { type: 'mention' }, { ...mention, text: null }];
    const odder = [{ ...mention, mentioned: null }, { ...mention, mentioned: { id: 3 } }, { type: 'clientInfo' }];

    const { entities } = readActivity({ ...message, entities: [...odd, mention, ...odder] });

    expect(entities).toEqual([mention, { type: 'clientInfo' }]);
  });
});

test('null is absent', () => {
  const activity = readActivity({
    ...message,
    text: null,
    value: null,
    entities: null,
    replyToId: null,
    channelData: null,
  });

  expect(activity).toMatchObject({
    text: undefined,
    value: undefined,
    entities: [],
    replyToId: undefined,
    channelData: {},
  });
});

test('a button’s value comes as it is, and fields that nobody reads do not come', () => {
  const activity = readActivity({
    ...message,
    value: { command: 'files' },
    deliveryMode: 'expectReplies',
    toString: 1,
  });

  expect(activity.value).toEqual({ command: 'files' });
  expect(Object.keys(activity)).not.toEqual(expect.arrayContaining(['deliveryMode']));
  expect(Object.hasOwn(activity, 'toString')).toBe(false);
});

test('an update of the conversation may come without an id, a sender and a recipient', () => {
  const { id, from, recipient, ...rest } = message;
  const activity = readActivity({ ...rest, type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] });

  expect([id, from.id]).toEqual(['q1', '29:ana']);
  expect(activity).toMatchObject({ id: undefined, from: undefined, recipient: undefined, membersAdded: [recipient] });
});

test('every tenant that is named is told', () => {
  const both = readActivity({ ...message, channelData: { tenant: { id: 'u' } } });
  const none = readActivity({ ...message, conversation: { id: 'x' }, channelData: { tenant: {} } });

  expect(tenantsOf(both)).toEqual(['t', 'u']);
  expect(tenantsOf(none)).toEqual([]);
});

test('no object whatsoever gives anything but an activity or a refusal', () => {
  const fields = Object.fromEntries(
    ['text', 'value', 'from', 'conversation', 'entities', 'replyToId', 'channelData', 'membersAdded', 'id'].map(
      (name) => [name, fc.oneof(fc.jsonValue(), fc.constant({ id: 'x', tenant: 1 }), fc.constant([{ id: 'x' }]))],
    ),
  );
  fc.assert(
    fc.property(fc.record(fields, { requiredKeys: [] }), (odd) => {
      try {
        const activity = readActivity({ ...message, ...odd });
        expect(['string', 'undefined']).toContain(typeof activity.text);
        expect(typeof activity.conversation.id).toBe('string');
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
  );
});
