/** Edit or post: where an answer goes, by how it was asked for. */

import { messageCard } from '../cards/message.ts';
import type { Reply } from './command.ts';
import type { Incoming } from './incoming.ts';
import type { Message, Outgoing } from './outgoing.ts';
import type { Shown } from './shown.ts';
import { stamped } from './stamp.ts';

/** `undefined` subject: a failure, which never takes the place of a card that others may be reading. */
export type Answer = Message & { readonly subject?: string | undefined };

export function answerOf(reply: Reply): Answer {
  return 'card' in reply ? { ...reply.card, subject: reply.subject } : { text: reply.text };
}

export interface Delivery {
  readonly incoming: Incoming;
  readonly out: Outgoing;
  readonly shown: Shown;
  /** The working card, where there is one. */
  readonly workingId: string | undefined;
}

export type Delivered = 'posted' | 'edited' | 'dropped';

/** Rejects when Teams does not take it; the working card is then still there. */
export async function deliver(answer: Answer, delivery: Delivery): Promise<Delivered> {
  const { out, workingId } = delivery;
  const own = ownCard(answer, delivery);
  if (own === undefined) {
    await (workingId === undefined ? post(answer, delivery) : edit(workingId, answer, 1, delivery));
    return 'posted';
  }
  if (own.isLate) {
    if (workingId !== undefined) await takeBack(workingId, out);
    return 'dropped'; // a later press was answered first
  }
  await editOwn(own, answer, delivery);
  if (workingId !== undefined) await takeBack(workingId, out);
  return 'edited';
}

interface OwnCard {
  readonly messageId: string;
  /** As it is remembered. */
  readonly revision: number;
  /** Of the press. */
  readonly pressed: number;
  readonly isLate: boolean;
}

/** The revision moves before the edit is on its way: an answer that comes meanwhile is late already. */
async function editOwn({ messageId, revision, pressed }: OwnCard, answer: Answer, delivery: Delivery): Promise<void> {
  const next = Math.max(revision, pressed) + 1;
  remember(messageId, answer, next, delivery);
  try {
    await edit(messageId, answer, next, delivery);
  } catch (error) {
    remember(messageId, answer, revision, delivery); // the card may stand as it stood: its buttons go on working
    throw error;
  }
}

/** The card that was pressed, when it is the presser's own and goes on showing the same thing. */
function ownCard(answer: Answer, { incoming, shown }: Delivery): OwnCard | undefined {
  const { request, conversationId, person } = incoming;
  if (request.kind !== 'pressed' || request.cardId === undefined || answer.subject === undefined) return undefined;
  const card = shown.get(conversationId, request.cardId);
  if (card?.personId !== person.id || card.subject !== answer.subject) return undefined;
  const pressed = request.press?.revision;
  // One ahead is an edit that reached Teams although its answer was lost. Anything else ahead, or none, is not our stamp.
  if (pressed === undefined || pressed > card.revision + 1) return undefined;
  return { messageId: request.cardId, revision: card.revision, pressed, isLate: pressed < card.revision };
}

async function post(answer: Answer, delivery: Delivery): Promise<void> {
  const messageId = await delivery.out.post(messageOf(answer, 1));
  if (messageId !== undefined) remember(messageId, answer, 1, delivery);
}

async function edit(messageId: string, answer: Answer, revision: number, delivery: Delivery): Promise<void> {
  try {
    await delivery.out.edit(messageId, messageOf(answer, revision));
  } catch (error) {
    if (!delivery.out.isGone(error)) throw error;
    return post(answer, delivery);
  }
  remember(messageId, answer, revision, delivery);
}

function remember(messageId: string, { subject }: Answer, revision: number, { incoming, shown }: Delivery): void {
  if (subject !== undefined)
    shown.set(incoming.conversationId, messageId, { personId: incoming.person.id, subject, revision });
}

function messageOf(answer: Answer, revision: number): Message {
  return 'content' in answer ? stamped(answer, revision) : { text: answer.text };
}

/** A client that cannot delete shows where the answer went. */
export async function takeBack(messageId: string, out: Outgoing): Promise<void> {
  await out.remove(messageId).catch(() => out.edit(messageId, messageCard('Answered above.')).catch(() => undefined));
}
