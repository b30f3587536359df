/** What a command does beside its answer, once that is recorded and stands; where it fails, the card says so. */

import type { Attempt } from './attempt.ts';
import type { Answer, Delivered, Delivery, StandingCard } from './delivery.ts';
import { isPersonal } from './withheld.ts';

interface Standing {
  readonly delivered: Delivered;
  /** `undefined`: Teams did not say where it stands. */
  readonly card: StandingCard | undefined;
  /** Told why it failed; gives the words for it. */
  readonly failed: (error: unknown) => Answer;
}

/** Rejects when Teams does not take the word that it failed. */
export async function carryOut(
  value: Attempt,
  { delivered, card, failed }: Standing,
  { incoming, out, shown }: Pick<Delivery, 'incoming' | 'out' | 'shown'>,
): Promise<void> {
  const work = 'reply' in value && 'card' in value.reply ? value.reply.onStanding : undefined;
  if (work === undefined || delivered === 'dropped' || delivered === 'refused') return;
  const messageId = isPersonal(incoming) ? undefined : card?.messageId;
  try {
    await work(messageId);
  } catch (error) {
    const answer = failed(error);
    if (messageId === undefined) await out.post(answer);
    else {
      shown.forgetCard(incoming.conversationId, messageId);
      await out.edit(messageId, answer);
    }
  }
}
