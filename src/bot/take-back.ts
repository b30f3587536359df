import { messageCard } from '../cards/message.ts';
import type { Outgoing } from './outgoing.ts';

/** A client that cannot delete shows where the answer went. */
export async function takeBack(messageId: string, out: Outgoing): Promise<void> {
  await out.remove(messageId).catch(() => out.edit(messageId, messageCard('Answered above.')).catch(() => undefined));
}
