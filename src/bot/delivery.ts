/** What is delivered, with what, and what became of it. */

import { withNote } from '../cards/render.ts';
import type { EvidenceFacts, Reply } from './command.ts';
import type { EvidenceCards } from './evidence-cards.ts';
import type { Incoming } from './incoming.ts';
import type { Message, Outgoing } from './outgoing.ts';
import type { Shown } from './shown.ts';

export type Answer = Message & {
  /** `undefined`: a failure, which never takes the place of a card that others may be reading. */
  readonly subject?: string | undefined;
  readonly evidence?: EvidenceFacts | undefined;
  /** It is the tombstone of the card that was pressed. */
  readonly isTombstone?: boolean | undefined;
};

export function answerOf(reply: Reply): Answer {
  if (!('card' in reply)) return { text: reply.text };
  const { card, subject, evidence, isTombstone } = reply;
  return { ...card, subject, evidence, isTombstone };
}

/** Says in it what was done that was not asked for word by word. In a text, where lines are copied, it is the last one. */
export function noted(answer: Answer, note: string | undefined): Answer {
  if (note === undefined) return answer;
  return 'content' in answer ? { ...answer, ...withNote(answer, note) } : { text: `${answer.text}\n${note}` };
}

export interface Delivery {
  readonly incoming: Incoming;
  readonly out: Outgoing;
  readonly shown: Shown;
  readonly cards: EvidenceCards;
  /** The working card, where there is one. */
  readonly workingId: string | undefined;
  /** When the turn began. Milliseconds since the epoch. */
  readonly askedAt: number;
  /** Told at once which message the answer is, where it was posted into the conversation of the question. */
  readonly onPosted?: ((messageId: string) => Promise<void>) | undefined;
  /** Told where the answer stands. */
  readonly onStanding?: (card: StandingCard) => void;
  /** Told the personal chat that took the answer, where it went there instead. */
  readonly onPersonal?: (conversationId: string) => void;
}

/** A message as this turn left it. */
export interface StandingCard {
  readonly messageId: string;
  readonly revision: number;
}

/** `dropped`: a later press was answered first, or the card was removed meanwhile. `refused`: a word stands in its place. */
export type Delivered = 'posted' | 'edited' | 'dropped' | 'refused';
