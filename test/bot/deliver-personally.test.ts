import { expect, test } from '@jest/globals';
import { deliverPersonally } from '../../src/bot/deliver-personally.ts';
import { mayStand } from '../../src/bot/not-taken.ts';
import type { Delivery } from '../../src/bot/delivery.ts';
import type { Outgoing } from '../../src/bot/outgoing.ts';
import { createEvidenceCards } from '../../src/bot/evidence-cards.ts';
import { createShown } from '../../src/bot/shown.ts';
import { rememberedEvidence } from '../support/evidence.ts';
import { messageCard } from '../../src/cards/message.ts';
import { channelPlace } from '../support/access.ts';
import { manualClock } from '../support/clock.ts';

/** A press on *Show me* in a channel, where the personal chat fails as told. */
function pressed(failure: object): { readonly delivery: Delivery; readonly posted: string[] } {
  const posted: string[] = [];
  const out: Outgoing = {
    typing: () => Promise.resolve(),
    post: (message) => Promise.resolve(`m${posted.push('text' in message ? message.text : message.summary)}`),
    edit: () => Promise.resolve(),
    remove: () => Promise.resolve(),
    personal: () =>
      Promise.resolve({
        conversationId: 'a:alone',
        post: () => Promise.reject(Object.assign(new Error('refused'), failure)),
        edit: () => Promise.resolve(),
        remove: () => Promise.resolve(),
      }),
    isGone: () => false,
    isTooLarge: (error) => Error.isError(error) && 'status' in error && error.status === 413,
    isRefused: () => false,
    mayStand,
  };
  const incoming = {
    conversationId: '19:room',
    activityId: 'a1',
    person: { id: '29:ana', objectId: undefined, name: 'Ana' },
    isRoom: true,
    place: channelPlace,
    request: { kind: 'pressed', press: undefined, cardId: undefined },
  } as const;
  const clock = manualClock();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const shown = createShown(clock);
  const cards = createEvidenceCards({ evidence: rememberedEvidence(), shown, ttlMs: undefined, clock, log });
  return { delivery: { incoming, out, shown, cards, workingId: undefined, askedAt: clock.now() }, posted };
}

test('a personal chat that takes nothing is told in the room', async () => {
  const { delivery, posted } = pressed({ status: 403 });
  const failed: unknown[] = [];

  const delivered = await deliverPersonally(messageCard('For you'), delivery, (error) => failed.push(error));

  expect(delivered).toBe('posted');
  expect(posted).toEqual([expect.stringContaining('open a chat with me first')]);
  expect(failed).toMatchObject([{ status: 403 }]);
});

test.each([
  ['the connection broke before Teams answered', { code: 'UND_ERR_SOCKET' }],
  ['Teams failed over it', { status: 500 }],
])('where %s the answer may stand in the personal chat, and the room is told so', async (_, failure) => {
  const { delivery, posted } = pressed(failure);

  const delivered = await deliverPersonally(messageCard('For you'), delivery, () => undefined);

  expect(delivered).toBe('posted');
  expect(posted).toEqual([expect.stringContaining('look into our chat')]);
});

test('an answer that is too large for it is no reason to say so: a smaller one may be taken', async () => {
  const { delivery, posted } = pressed({ status: 413 });

  await expect(deliverPersonally(messageCard('For you'), delivery, () => undefined)).rejects.toMatchObject({
    status: 413,
  });
  expect(posted).toEqual([]);
});
