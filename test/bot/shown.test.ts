import { expect, test } from '@jest/globals';
import { createShown, type Shown } from '../../src/bot/shown.ts';
import { manualClock } from '../support/clock.ts';

const card = { personId: '29:ana', subject: 'files', revision: 1, isEvidence: false };
const conversations = ['19:room', '19:room;messageid=1', '19:room;messageid=2', '19:roommate', 'a:"19:room'];

function shownEverywhere(): Shown {
  const shown = createShown(manualClock());
  for (const conversationId of conversations) shown.set(conversationId, 'm1', card);
  return shown;
}

test.each([
  ['19:room', ['19:roommate', 'a:"19:room']],
  ['19:room;messageid=1', ['19:room', '19:room;messageid=2', '19:roommate', 'a:"19:room']],
  ['19:other', conversations],
])('when %s is gone, its cards are forgotten and no others', (gone, left) => {
  const shown = shownEverywhere();

  shown.forget(gone);

  expect(conversations.filter((conversationId) => shown.get(conversationId, 'm1') !== undefined)).toEqual(left);
});
