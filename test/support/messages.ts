/** What a bot sent into a conversation, and into the personal chat of whoever asked, as it stands there. */

import type { Message, Outgoing } from '../../src/bot/outgoing.ts';
import { checkActivity } from './card-check.ts';

export interface Sent {
  readonly id: string;
  readonly message: Message;
  /** How often it was edited. */
  readonly edits: number;
}

export interface Messages {
  readonly sent: readonly Sent[];
  readonly personally: readonly Sent[];
  /** Posts and edits in the order in which they went out. */
  readonly gone: readonly Sent[];
  /** Ways back that fail with this from now on. */
  readonly failing: Map<'post' | 'edit' | 'remove', Error>;
  /** The ways back into a conversation. */
  readonly out: (conversationId: string) => Outgoing;
  /** Somebody takes a message away. */
  vanish(id: string): void;
}

/** Every card that goes out is checked on its way: a bad one is not taken. */
export function createMessages({ hasPersonalChats }: { readonly hasPersonalChats: boolean }): Messages {
  const sent: Sent[] = [];
  const personally: Sent[] = [];
  const gone: Sent[] = [];
  const failing: Messages['failing'] = new Map();

  async function way<T>(name: 'post' | 'edit' | 'remove', work: () => T): Promise<T> {
    const error = failing.get(name);
    return error === undefined ? Promise.resolve().then(work) : Promise.reject(error);
  }

  function posting(list: Sent[], prefix: string): (message: Message) => Promise<string> {
    return (message) =>
      way('post', () => {
        const one = { id: `${prefix}${gone.length + 1}`, message: checked(message), edits: 0 };
        list.push(one);
        gone.push(one);
        return one.id;
      });
  }

  function standing(list: Sent[], id: string): { readonly at: number; readonly before: Sent } {
    const at = list.findIndex((one) => one.id === id);
    const before = list[at];
    if (before === undefined) throw Object.assign(new Error('gone'), { status: 404 });
    return { at, before };
  }

  function takeAway(list: Sent[], id: string): void {
    list.splice(standing(list, id).at, 1);
  }

  /** Into one conversation: a message of the other is none there. */
  function ways(list: Sent[], prefix: string): Pick<Outgoing, 'post' | 'edit' | 'remove'> {
    return {
      post: posting(list, prefix),
      edit: (id, message) =>
        way('edit', () => {
          const { at, before } = standing(list, id);
          const one = { id, message: checked(message), edits: before.edits + 1 };
          list[at] = one;
          gone.push(one);
        }),
      remove: (id) => way('remove', () => takeAway(list, id)),
    };
  }

  const out: Outgoing = {
    typing: () => Promise.resolve(),
    ...ways(sent, 'm'),
    personal: () =>
      hasPersonalChats
        ? Promise.resolve({ conversationId: 'a:personal', ...ways(personally, 'p') })
        : Promise.reject(Object.assign(new Error('no chat'), { status: 403 })),
    isTooLarge: () => false,
    isRefused: () => false,
    mayStand: () => false,
    isGone: (error) => Error.isError(error) && 'status' in error && error.status === 404,
  };
  return {
    ...{ sent, personally, gone, failing },
    out: (conversationId) => (conversationId === 'a:personal' ? { ...out, ...ways(personally, 'p') } : out),
    vanish: (id) => takeAway(sent, id),
  };
}

function checked(message: Message): Message {
  if (!('content' in message)) return message;
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: message.content };
  const complaints = checkActivity({ type: 'message', summary: message.summary, attachments: [attachment] });
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  return message;
}
