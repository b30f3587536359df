import { describe, expect, test } from '@jest/globals';
import { maxActivityUnits, messageActivity } from '../../src/bot/message-activity.ts';
import type { Message } from '../../src/bot/outgoing.ts';
import { button } from '../../src/cards/buttons.ts';
import { messageCard } from '../../src/cards/message.ts';

const sensitivityLabelId = '55555555-aaaa-bbbb-cccc-0123456789ab';
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const evidence: Message = { ...messageCard('Printed'), isEvidence: true };

const label = {
  type: 'https://schema.org/Message',
  '@type': 'Message',
  '@context': 'https://schema.org',
  usageInfo: { '@type': 'CreativeWork', '@id': sensitivityLabelId },
};

test('evidence carries the label by its id, as the one entity', () => {
  expect(messageActivity(evidence, { sensitivityLabelId, log }).entities).toEqual([label]);
});

describe('no label is on', () => {
  test.each<[string, Message, string | undefined]>([
    ['a card without evidence', messageCard('Hello'), sensitivityLabelId],
    ['a card that says that it has none', { ...messageCard('Hello'), isEvidence: false }, sensitivityLabelId],
    ['text', { text: 'abc' }, sensitivityLabelId],
    ['evidence where there is no label', evidence, undefined],
    [
      'a word in the place of too much',
      { ...messageCard('x'.repeat(maxActivityUnits)), isEvidence: true },
      sensitivityLabelId,
    ],
  ])('%s', (_, message, labelId) => {
    expect(messageActivity(message, { sensitivityLabelId: labelId, log })).not.toHaveProperty('entities');
  });
});

test('the label counts for the size', () => {
  const card = messageCard('x');
  const room = maxActivityUnits - JSON.stringify(messageActivity(card, { sensitivityLabelId, log })).length;
  const full: Message = {
    summary: card.summary,
    content: { ...card.content, speak: 'x'.repeat(room - '"speak":"",'.length) },
  };
  expect(messageActivity(full, { sensitivityLabelId, log }).summary).toBe('x');

  const labelled = messageActivity({ ...full, isEvidence: true }, { sensitivityLabelId, log });

  expect(labelled).not.toHaveProperty('entities'); // too large with it: a smaller card stands in its place
  expect(JSON.stringify(labelled)).not.toContain('xxxxx');
});

test('what is larger than Teams takes is made smaller, and logged', () => {
  const logged: string[] = [];
  const row = { type: 'TextBlock', text: 'x'.repeat(maxActivityUnits) };
  const card = messageCard('3 files, none known bad', [button('Hash list', 'hashes', 'da1')]);
  const activity = messageActivity(
    { ...card, content: { ...card.content, body: [row] } },
    { sensitivityLabelId, log: { ...log, error: (_, text) => void logged.push(text) } },
  );

  expect(activity.summary).toBe('3 files, none known bad');
  expect(JSON.stringify(activity)).toContain('"data":{"command":"hashes","words":["da1"]}');
  expect(JSON.stringify(activity).length).toBeLessThan(2_000);
  expect(logged).toEqual(['an answer is larger than Teams takes']);
});

test.each([
  ['its first line', 'two hashes\nabc\ndef', 'two hashes'],
  [
    'none of what a client may interpret',
    '[x](https://evil.example) <at>all</at>\u200B',
    '-x-(https:-evil.example) -at-all-at-',
  ],
  ['not all of a long one', 'x'.repeat(300), `${'x'.repeat(200)}…`],
])('the notification of a text has %s', (_, text, summary) => {
  expect(messageActivity({ text }, { sensitivityLabelId, log }).summary).toBe(summary);
});

test('a mention stands before the text, and its entity has the same words', () => {
  const message = { text: 'It has ended.', mentions: { id: '29:alex', name: 'Alex' } };

  expect(messageActivity(message, { sensitivityLabelId, log })).toEqual({
    type: 'message',
    text: '<at>Alex</at> It has ended.',
    summary: 'It has ended.',
    entities: [{ type: 'mention', text: '<at>Alex</at>', mentioned: { id: '29:alex', name: 'Alex' } }],
  });
});
