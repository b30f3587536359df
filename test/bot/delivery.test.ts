import { expect, test } from '@jest/globals';
import { noted } from '../../src/bot/delivery.ts';
import { messageCard } from '../../src/cards/message.ts';
import { linesOf } from '../cards/reading.ts';

test('a note stands above a card, which is otherwise as it was', () => {
  const answer = { ...messageCard('Hello.'), subject: 'hello' };

  const said = noted(answer, 'A note.');

  if (!('content' in said)) throw new Error('That is text');
  expect(linesOf(said)).toEqual(['A note.', 'Hello.']);
  expect(said).toMatchObject({ subject: 'hello', summary: 'Hello.' });
});

test('a note is the last line of a text', () => {
  expect(noted({ text: 'one\ntwo' }, 'A note.')).toEqual({ text: 'one\ntwo\nA note.' });
});

test('without a note an answer is what it was', () => {
  const answer = { text: 'one' };

  expect(noted(answer, undefined)).toBe(answer);
});
