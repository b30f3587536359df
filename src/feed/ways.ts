/** The ways into rooms without a turn. All reject when Teams does not take it. */

import type { Message } from '../bot/outgoing.ts';

export interface Address {
  /** Where Teams answers for it. */
  readonly serviceUrl: string;
  readonly conversationId: string;
}

export interface FeedWays {
  /** Gives the message's id; `undefined` when Teams gave none. */
  post(to: Address, message: Message): Promise<string | undefined>;
  /** Begins a thread in a channel: gives its conversation; `undefined` when Teams gave none. */
  beginThread(channel: Address, message: Message): Promise<string | undefined>;
  edit(at: Address & { readonly messageId: string }, message: Message): Promise<void>;
  /** The conversation takes nothing any more. */
  isClosed(error: unknown): boolean;
  /** The message that an edit was for is not there any more. */
  isGone(error: unknown): boolean;
  /** Teams will never take this message. */
  isRefused(error: unknown): boolean;
  /** Asked again, Teams would say no again. */
  isLasting(error: unknown): boolean;
  /** Nobody knows whether the message arrived. */
  mayHaveArrived(error: unknown): boolean;
  /** Teams throttles or does not answer: the next message would fare no better. */
  isAway(error: unknown): boolean;
}
