import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createMessageLinks, type MessagePlace } from '../../src/cards/message-links.ts';

const links = createMessageLinks('teams.microsoft.com', '5d1c0a52-7d3e-4b0e-9a50-3d2f0c6f8a11');
const roomId = '19:f2a1c0@thread.tacv2';
const channel: MessagePlace = {
  kind: 'channel',
  roomId,
  conversationId: `${roomId};messageid=1648741500652`,
  messageId: '1648741511111',
};

test('a message of a channel is found in its thread', () => {
  expect(links(channel)).toBe(
    'https://teams.microsoft.com/l/message/19%3Af2a1c0%40thread.tacv2/1648741511111?parentMessageId=1648741500652&tenantId=5d1c0a52-7d3e-4b0e-9a50-3d2f0c6f8a11',
  );
});

test('the message that began a thread is its own parent', () => {
  expect(links({ ...channel, conversationId: roomId })).toContain('?parentMessageId=1648741511111&');
});

test('a message of a group chat is found in its chat', () => {
  const url = new URL(links({ ...channel, kind: 'group', roomId: '19:abc@thread.v2' }) ?? '');

  expect(url.searchParams.get('context')).toBe('{"contextType":"chat"}');
});

test.each([
  ['the chat with the bot alone', { roomId: 'a:1x' }],
  ['a message that Teams gave no id', { messageId: undefined }],
  ['an id that is none', { messageId: '1/../../evil' }],
  ['a room that is none', { roomId: '19:x@thread.tacv2/../?x=' }],
])('%s has no link', (_, parts) => {
  expect(links({ ...channel, ...parts })).toBeUndefined();
});

test('whatever the ids are, a link leads to Teams, and to a message', () => {
  const any = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(any, any, any, fc.constantFrom('19:', ''), (room, message, conversation, start) => {
      const place = { ...channel, roomId: `${start}${room}`, messageId: message, conversationId: conversation };
      const url = links(place);

      expect(url === undefined || new URL(url).origin === 'https://teams.microsoft.com').toBe(true);
    }),
  );
});
