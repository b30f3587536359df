/** What is done beside an answer: when, on which card, and what stands there where it fails. */

import { describe, expect, test } from '@jest/globals';
import type { Delivered, Delivery } from '../../src/bot/delivery.ts';
import { carryOut } from '../../src/bot/carry-out.ts';
import { pressIn } from '../../src/bot/press.ts';
import { createShown } from '../../src/bot/shown.ts';
import { messageCard } from '../../src/cards/message.ts';
import { channelPlace } from '../support/access.ts';
import { manualClock } from '../support/clock.ts';
import { createMessages } from '../support/messages.ts';

const card = { messageId: 'm1', revision: 1 };

async function carriedOut({ delivered = 'posted' as Delivered, hasCard = true, personal = false, fails = false }) {
  const done: (string | undefined)[] = [];
  const messages = createMessages({ hasPersonalChats: true });
  const out = messages.out('c1');
  await out.post(messageCard('It is watched.'));
  const shown = createShown(manualClock());
  shown.set('c1', 'm1', { personId: '29:ana', subject: 'x', revision: 1, isEvidence: false });
  const incoming: Delivery['incoming'] = {
    ...{ conversationId: 'c1', activityId: 'a1', isRoom: true, place: channelPlace },
    person: { id: '29:ana', objectId: undefined, name: 'Ana' },
    request: { kind: 'pressed', press: pressIn({ command: 'watch', words: [], personal }), cardId: 'm0' },
  };
  const onStanding = (messageId: string | undefined): Promise<void> => {
    done.push(messageId);
    return fails ? Promise.reject(new RangeError('disk full')) : Promise.resolve();
  };
  const reply = { outcome: 'answered', subject: 'x', card: messageCard('It is watched.'), onStanding } as const;
  const failed = (): ReturnType<typeof messageCard> => messageCard('It is not watched.');
  await carryOut({ reply }, { delivered, card: hasCard ? card : undefined, failed }, { incoming, out, shown });
  const words = messages.sent.map(({ message }) => ('content' in message ? message.summary : message.text));
  return { done, words, isKnown: shown.get('c1', 'm1') !== undefined };
}

test.each(['posted', 'edited'] as const)(
  'it is done once the answer was %s, told where it stands',
  async (delivered) => {
    expect(await carriedOut({ delivered })).toEqual({ done: ['m1'], words: ['It is watched.'], isKnown: true });
  },
);

test.each(['dropped', 'refused'] as const)('it is not done where the answer was %s', async (delivered) => {
  expect((await carriedOut({ delivered })).done).toEqual([]);
});

test.each([
  ['it is not known where the answer stands', { hasCard: false }],
  ['the answer stands in a personal chat', { personal: true }],
])('it is done without a card where %s', async (_, how) => {
  expect((await carriedOut(how)).done).toEqual([undefined]);
});

describe('where it fails', () => {
  test('the card says so, and is not edited by a press any more', async () => {
    expect(await carriedOut({ fails: true })).toMatchObject({ words: ['It is not watched.'], isKnown: false });
  });

  test('and it is not known which card it is, another one says so', async () => {
    const { words } = await carriedOut({ fails: true, hasCard: false });

    expect(words).toEqual(['It is watched.', 'It is not watched.']);
  });
});
