/** A message or a press, as the bot sees it: without Teams' shapes. */

import type { Place } from '../policy/access.ts';
import type { Press } from './press.ts';

export interface Incoming {
  readonly conversationId: string;
  readonly activityId: string;
  readonly person: Person;
  /** Others read along: a group chat, a channel. */
  readonly isRoom: boolean;
  readonly place: Place;
  readonly request: Request;
}

export interface Person {
  /** Teams' id, unique for this bot and this person. */
  readonly id: string;
  /** Of Entra ID; guests and people without an account may have none. */
  readonly objectId: string | undefined;
  /** Display name. Foreign text. */
  readonly name: string;
}

export type Request =
  | { readonly kind: 'typed'; readonly text: string }
  /** `cardId`: the message that the button sits on. `undefined` press: what came is none of our buttons. */
  | { readonly kind: 'pressed'; readonly press: Press | undefined; readonly cardId: string | undefined };
