import { expect, test } from '@jest/globals';
import { watchListCard } from '../../src/cards/watch-list.ts';
import { complaints, linesOf, sent, titlesOf } from './reading.ts';
import { actionId, listedWatch, reader } from './views.ts';

test('each watch says what it is of, since when, until when and where', () => {
  const card = watchListCard({
    watches: [listedWatch(), listedWatch({ actionType: 'Isolate', deviceName: undefined, isHere: false })],
    isEverywhere: true,
    reader,
  });

  expect(linesOf(card)).toEqual([
    'You watch 2 actions',
    'the oldest first',
    'Live response on LAPTOP-042',
    'since 13:53:22 UTC · until 2026-11-27 14:03:22 UTC at the latest',
    `action ${actionId}`,
    'Isolate',
    'since 13:53:22 UTC · until 2026-11-27 14:03:22 UTC at the latest · in another conversation',
    `action ${actionId}`,
    'unwatch with the id of an action ends its watch here.',
    'as of 14:03:22 UTC',
  ]);
  expect(sent(card, 'Action')).toBe(`action ${actionId}`);
  expect(titlesOf(card).at(-1)).toBe('Refresh');
  expect(complaints(card)).toEqual([]);
});

test('nothing watched is said, with how to begin', () => {
  const card = watchListCard({ watches: [], isEverywhere: false, reader });

  expect(card.summary).toBe('You watch no action here');
  expect(linesOf(card)).toContain('Watch is on the card of every action that has not ended.');
});
