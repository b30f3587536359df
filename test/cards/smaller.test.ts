import { expect, test } from '@jest/globals';
import { button } from '../../src/cards/buttons.ts';
import { filesCard } from '../../src/cards/files.ts';
import { messageCard } from '../../src/cards/message.ts';
import { smallerCard } from '../../src/cards/smaller.ts';
import { actionsOf, complaints, linesOf, titlesOf } from './reading.ts';
import { filesView, found } from './views.ts';

const large = filesCard(filesView({ files: Array.from({ length: 12 }, () => found()) }));

test('is the finding, how to see the rest, and all that the card offers', () => {
  const card = smallerCard(large, 'Ask for less.');

  expect(linesOf(card)).toEqual([large.summary, 'Ask for less.']);
  expect(card.summary).toBe(large.summary);
  expect(titlesOf(card).length).toBeGreaterThan(1);
  const offered = actionsOf(large).filter(({ title }) => !title.startsWith('File ')); // of a row, which is gone
  expect(titlesOf(card)).toEqual(offered.map(({ title }) => title));
  expect(actionsOf(card).map(({ data }) => data)).toEqual(offered.map(({ data }) => data));
  expect(complaints(card)).toEqual([]);
  expect(JSON.stringify(card).length).toBeLessThan(JSON.stringify(large).length / 2);
});

test('has no buttons where they are what is large, and is cut where the finding is', () => {
  const card = smallerCard(messageCard('x'.repeat(40_000), [button('Again', 'files', 'a'.repeat(20_000))]), 'A.');

  expect(titlesOf(card)).toEqual([]);
  expect(JSON.stringify(card).length).toBeLessThan(2_000);
  expect(complaints(card)).toEqual([]);
});

test('of a card whose buttons are no list has none', () => {
  const { content, summary } = messageCard('F');

  expect(titlesOf(smallerCard({ summary, content: { ...content, actions: 'x' } }, 'A.'))).toEqual([]);
});
