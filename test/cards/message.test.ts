import { expect, test } from '@jest/globals';
import { button } from '../../src/cards/buttons.ts';
import { messageCard, workingCard } from '../../src/cards/message.ts';
import { withNote } from '../../src/cards/render.ts';
import { complaints, linesOf, sent } from './reading.ts';

test('a message is its words, in a notification too', () => {
  const card = messageCard('Hello.', [button('What else?', 'help')]);

  expect(linesOf(card)).toEqual(['Hello.']);
  expect(card.summary).toBe('Hello.');
  expect(sent(card, 'What else?')).toBe('help');
  expect(complaints(card)).toEqual([]);
});

test.each([
  [undefined, 'Working on files…'],
  [{ done: 0, of: 2, what: 'alert' }, 'Working on files: 0 of 2 alerts read…'],
  [{ done: 18, of: 1_200, what: 'file' }, 'Working on files: 18 of 1,200 files read…'],
] as const)('what takes long says what it is working on, and how far it is: %j', (progress, words) => {
  const card = workingCard('files', progress);

  expect(linesOf(card)).toEqual([words]);
  expect(complaints(card)).toEqual([]);
});

test('a note stands above the answer, which keeps its summary', () => {
  const card = withNote(messageCard('Hello.'), 'That is an alert id, so this is files.');

  expect(linesOf(card)).toEqual(['That is an alert id, so this is files.', 'Hello.']);
  expect(card.summary).toBe('Hello.');
  expect(complaints(card)).toEqual([]);
});
