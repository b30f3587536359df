/** What evidence asks for beside its delivery: that it can be taken back, and that what was removed stays removed. */

import { messageCard } from '../cards/message.ts';
import type { Answer, Delivered, Delivery } from './delivery.ts';
import { takeBack } from './take-back.ts';

/** Called when the answer stands there. False: it could not be noted, and a word stands in its place. */
export async function isNoted(messageId: string | undefined, answer: Answer, delivery: Delivery): Promise<boolean> {
  const { evidence, subject } = answer;
  if (evidence === undefined || subject === undefined) return true;
  const { cards, incoming, out } = delivery;
  if (messageId === undefined) {
    cards.lost();
    return true; // Teams gave no id: whatever it shows, it shows
  }
  const { conversationId, place, person } = incoming;
  const isKept = await cards.note({
    ...{ conversationId, messageId, serviceUrl: place.serviceUrl },
    ...{ personId: person.id, objectId: person.objectId, personName: person.name },
    ...{ subject, ...evidence },
  });
  if (isKept) return true;
  const word = messageCard('I could not note where I showed this, so I took it back. Try again in a minute.');
  await out.edit(messageId, word).catch(() => out.remove(messageId).catch((error: unknown) => cards.lost(error)));
  return false;
}

/** *Remove*: the answer takes the place of the card that was pressed, whoever it was shown for. */
export async function deliverTombstone(messageId: string, answer: Answer, delivery: Delivery): Promise<Delivered> {
  const { cards, incoming, out, workingId } = delivery;
  const at = { conversationId: incoming.conversationId, messageId };
  const edit = (): Promise<void> => out.edit(messageId, answer);
  const became = await cards
    .bury(at, { by: 'person', edit, isGone: (error) => out.isGone(error) })
    .catch(() => 'standing' as const);
  if (became === 'buried') {
    if (workingId !== undefined) await takeBack(workingId, out);
    return 'edited';
  }
  const word = messageCard(words[became]);
  await (workingId === undefined ? out.post(word) : out.edit(workingId, word));
  return became === 'standing' ? 'refused' : 'posted';
}

const words = {
  already: 'That card is removed already.',
  gone: 'That card is not there any more.',
  standing: 'The card could not be removed and may stand as it was. Press Remove again in a minute.',
} as const;
