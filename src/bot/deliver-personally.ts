/** An answer for its asker alone: into their personal chat, and where that fails a word in its place. */

import { messageCard } from '../cards/message.ts';
import { deliver } from './deliver.ts';
import type { Answer, Delivered, Delivery } from './delivery.ts';
import { takeBack } from './take-back.ts';

/** @param failed - told why the personal chat did not take it. Rejects when it is too large, or the room does not take the word either. */
export async function deliverPersonally(
  answer: Answer,
  delivery: Delivery,
  failed: (error: unknown) => void,
): Promise<Delivered> {
  const { incoming, out, workingId } = delivery;
  try {
    const { conversationId, ...ways } = await out.personal();
    const there = { ...incoming, conversationId, isRoom: false, request: { kind: 'typed', text: '' } } as const;
    const delivered = await deliver(answer, {
      ...delivery,
      incoming: there,
      out: { ...out, ...ways },
      workingId: undefined,
    });
    if (workingId !== undefined) await takeBack(workingId, out);
    return delivered;
  } catch (error) {
    if (out.isTooLarge(error)) throw error; // a smaller one may be taken there
    failed(error);
    const word = messageCard('I cannot write to you alone yet: open a chat with me first, then press Show me again.');
    return deliver(word, delivery);
  }
}
