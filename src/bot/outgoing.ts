import type { Card } from '../cards/render.ts';

/** Card or text, never both: Teams would split them into two messages and give the id of neither. */
export type Message =
  | (Card & {
      /** It shows what a device gave. */
      readonly isEvidence?: boolean;
    })
  | {
      readonly text: string;
      /** Before the text. */
      readonly mentions?: Mentioned;
    };

/** Somebody who is told by Teams. */
export interface Mentioned {
  /** Teams' id. */
  readonly id: string;
  /** Display name. Foreign text. */
  readonly name: string;
}

/** The ways into it: a message there is edited and removed there, and nowhere else. */
export interface PersonalChat extends Pick<Outgoing, 'post' | 'edit' | 'remove'> {
  readonly conversationId: string;
}

/** The ways back into the conversation of a turn. All reject when Teams does not take it. */
export interface Outgoing {
  typing(): Promise<void>;
  /** Gives the message's id; `undefined` when Teams gave none. */
  post(message: Message): Promise<string | undefined>;
  edit(messageId: string, message: Message): Promise<void>;
  remove(messageId: string): Promise<void>;
  /** The personal chat of whoever asked. Rejects where there is none to be had. */
  personal(): Promise<PersonalChat>;
  /** The message that an edit or a removal was for is not there any more. */
  isGone(error: unknown): boolean;
  /** It is too large; a smaller one may be taken. */
  isTooLarge(error: unknown): boolean;
  /** Teams will never take this message, such as one that is too large: another one may be taken. */
  isRefused(error: unknown): boolean;
  /** Nobody said that it was not taken: it may stand there. */
  mayStand(error: unknown): boolean;
}
