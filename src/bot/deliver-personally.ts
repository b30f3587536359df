/** An answer for its asker alone: into their personal chat, and where that fails a word in its place. */

import { messageCard } from '../cards/message.ts';
import { deliver } from './deliver.ts';
import type { Answer, Delivered, Delivery } from './delivery.ts';
import type { PersonalChat } from './outgoing.ts';
import { takeBack } from './take-back.ts';

/** @param failed - told why the personal chat did not take it. Rejects when it is too large, or the room does not take the word either. */
export async function deliverPersonally(
  answer: Answer,
  delivery: Delivery,
  failed: (error: unknown) => void,
): Promise<Delivered> {
  const { out, workingId } = delivery;
  let chat: PersonalChat | undefined;
  try {
    chat = await out.personal();
    const delivered = await deliver(answer, inChat(chat, delivery));
    delivery.onPersonal?.(chat.conversationId);
    if (workingId !== undefined) await takeBack(workingId, out);
    return delivered;
  } catch (error) {
    if (out.isTooLarge(error)) throw error; // a smaller one may be taken there
    failed(error);
    return deliver(messageCard(chat !== undefined && out.mayStand(error) ? unheard : noChat), delivery);
  }
}

function inChat({ conversationId, ...ways }: PersonalChat, delivery: Delivery): Delivery {
  const { incoming, out } = delivery;
  return {
    ...delivery,
    incoming: { ...incoming, conversationId, isRoom: false, request: { kind: 'typed', text: '' } },
    out: { ...out, ...ways },
    workingId: undefined,
    onPosted: undefined,
  };
}

const noChat = 'I cannot write to you alone yet: open a chat with me first, then press Show me again.';
const unheard =
  'I wrote to you alone, and Teams did not confirm it: look into our chat. Not there: press Show me again.';
