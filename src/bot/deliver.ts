/** Edit or post: where an answer goes, by how it was asked for. */

import { messageCard } from '../cards/message.ts';
import { deliverTombstone, isNoted } from './deliver-evidence.ts';
import type { Answer, Delivered, Delivery, StandingCard } from './delivery.ts';
import type { EvidenceCards } from './evidence-cards.ts';
import type { Message } from './outgoing.ts';
import type { ShownCard } from './shown.ts';
import { stamped } from './stamp.ts';
import { takeBack } from './take-back.ts';

/** Rejects when Teams does not take it; the working card is then still there. */
export async function deliver(answer: Answer, delivery: Delivery): Promise<Delivered> {
  const { request, conversationId } = delivery.incoming;
  const messageId = request.kind === 'pressed' ? request.cardId : undefined;
  if (messageId === undefined) return asReply(answer, delivery);
  if (answer.isTombstone === true) return deliverTombstone(messageId, answer, delivery);
  return delivery.cards.inTurn({ conversationId, messageId }, () => onPress(messageId, answer, delivery));
}

async function asReply(answer: Answer, delivery: Delivery): Promise<Delivered> {
  const { workingId } = delivery;
  return workingId === undefined ? post(answer, delivery) : edit(workingId, answer, 1, delivery);
}

async function onPress(messageId: string, answer: Answer, delivery: Delivery): Promise<Delivered> {
  const { cards, incoming, askedAt } = delivery;
  const at = { conversationId: incoming.conversationId, messageId };
  const own = ownCard(messageId, answer, delivery);
  const standing = await standingOf();
  // After a crash amid its growth the pressed card may be the working card too: a tombstone stays where it is.
  const beside = delivery.workingId === messageId ? { ...delivery, workingId: undefined } : delivery;
  if (own?.isLate === true || standing === 'crossed') return drop(beside);
  if (standing === 'removed') return asReply(messageCard('That card was removed. Ask anew to see it.'), beside);
  if (standing === 'unknown')
    return asReply(
      messageCard(
        'I cannot tell whether that card was removed, so it stays as it is. Ask anew, or try again in a minute.',
      ),
      delivery,
    );
  if (own === undefined || standing === 'past') return asReply(answer, delivery);
  const delivered = await edit(messageId, answer, Math.max(own.revision, own.pressed) + 1, delivery);
  if (own.isEvidence && answer.evidence === undefined) await cards.forget(at);
  if (delivery.workingId !== undefined) await takeBack(delivery.workingId, delivery.out);
  return delivered === 'posted' ? 'edited' : delivered;

  async function standingOf(): ReturnType<EvidenceCards['standing']> {
    const { evidence, subject } = answer;
    return evidence === undefined || subject === undefined ? 'stands' : cards.standing(at, { subject, at: askedAt });
  }
}

async function drop({ workingId, out }: Delivery): Promise<Delivered> {
  if (workingId !== undefined) await takeBack(workingId, out);
  return 'dropped';
}

interface OwnCard extends ShownCard {
  /** The revision of the press. */
  readonly pressed: number;
  readonly isLate: boolean;
}

/** The card that was pressed, when it is the presser's own and goes on showing the same thing. */
function ownCard(messageId: string, answer: Answer, { incoming, shown }: Delivery): OwnCard | undefined {
  const { request, conversationId, person } = incoming;
  if (request.kind !== 'pressed' || answer.subject === undefined) return undefined;
  const card = shown.get(conversationId, messageId);
  if (card?.personId !== person.id || card.subject !== answer.subject) return undefined;
  const pressed = request.press?.revision;
  // One ahead is an edit that reached Teams although its answer was lost. Anything else ahead, or none, is not our stamp.
  if (pressed === undefined || pressed > card.revision + 1) return undefined;
  return { ...card, pressed, isLate: pressed < card.revision };
}

async function post(answer: Answer, delivery: Delivery): Promise<Delivered> {
  const messageId = await delivery.out.post(messageOf(answer, 1));
  if (messageId !== undefined) await delivery.onPosted?.(messageId);
  return stands(messageId, answer, 1, delivery);
}

async function edit(messageId: string, answer: Answer, revision: number, delivery: Delivery): Promise<Delivered> {
  try {
    await delivery.out.edit(messageId, messageOf(answer, revision));
  } catch (error) {
    if (!delivery.out.isGone(error)) throw error;
    return post(answer, delivery);
  }
  return stands(messageId, answer, revision, delivery);
}

async function stands(
  messageId: string | undefined,
  answer: Answer,
  revision: number,
  delivery: Delivery,
): Promise<Delivered> {
  const { incoming, shown } = delivery;
  const { subject, evidence } = answer;
  if (!(await isNoted(messageId, answer, delivery))) {
    if (messageId !== undefined) shown.forgetCard(incoming.conversationId, messageId);
    return 'refused';
  }
  const card = { personId: incoming.person.id, subject, revision, isEvidence: evidence !== undefined };
  if (messageId === undefined) return 'posted';
  if (subject !== undefined) shown.set(incoming.conversationId, messageId, { ...card, subject });
  delivery.onStanding?.({ messageId, revision });
  return 'posted';
}

/** False: the card is not as this turn left it any more, and stays as it is. Its buttons go on working. */
export function editStanding(
  { messageId, revision }: StandingCard,
  answer: Answer,
  delivery: Delivery,
): Promise<boolean> {
  const { cards, incoming, out, shown } = delivery;
  const { conversationId } = incoming;
  return cards.inTurn({ conversationId, messageId }, async () => {
    const before = shown.get(conversationId, messageId);
    if (before?.revision !== revision) return false;
    try {
      await out.edit(messageId, messageOf(answer, revision));
    } catch (error) {
      if (out.isGone(error)) return false;
      throw error;
    }
    if (before.isEvidence && answer.evidence === undefined) await cards.forget({ conversationId, messageId });
    return (await stands(messageId, answer, revision, delivery)) === 'posted';
  });
}

function messageOf(answer: Answer, revision: number): Message {
  if (!('content' in answer)) return { text: answer.text };
  const { content, summary, evidence } = answer;
  return { ...stamped({ content, summary }, revision), isEvidence: evidence !== undefined };
}
