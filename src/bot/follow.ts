/** A card that is not yet all it will be: edited as more becomes known, until it is pressed on, removed or gone. */

import { editStanding } from './deliver.ts';
import type { Answer, Delivery, StandingCard } from './delivery.ts';
import type { CardReply, Reply } from './command.ts';

/** @param fit - the answer as it may be shown there. Rejects with what gives the replies, and when Teams takes no edit. */
export async function follow(
  replies: AsyncIterable<CardReply>,
  card: StandingCard,
  delivery: Delivery,
  fit: (reply: Reply) => Promise<Answer>,
): Promise<void> {
  for await (const reply of replies) {
    if (!(await editStanding(card, await fit(reply), delivery))) return;
  }
}

/** The reply when all of it is known. For where a message cannot be edited. */
export async function complete(reply: Reply, signal: AbortSignal): Promise<Reply> {
  let last = reply;
  if ('card' in reply) for await (const next of reply.later?.(signal) ?? []) last = next;
  return last;
}
