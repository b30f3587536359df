/** What stands in the conversations: each message and edit is put down to the question that it answers. */

import { createHash } from 'node:crypto';
import { readCard, type ReadAction } from '../../test/support/card-read.ts';
import { isRecord } from '../../test/support/shape.ts';
import type { Ledger, Question } from './ledger.ts';

export interface Call {
  readonly method: string;
  readonly conversationId: string;
  /** In the path: what is replied to, edited or removed. */
  readonly activityId: string | undefined;
  readonly activity: Readonly<Record<string, unknown>>;
}

export interface Message {
  readonly id: string;
  readonly question: Question | undefined;
  isWorking: boolean;
  /** Whose answer its next edit is. */
  pressed: Question | undefined;
  buttons: readonly ReadAction[];
  digest: string;
}

export interface Board {
  questionOf(call: Call): Question | undefined;
  /** Gives the id of what was posted or edited. */
  take(call: Call): string;
  /** Somebody takes it away. */
  lose(messageId: string): void;
  has(messageId: string): boolean;
  /** With buttons that nobody presses at the moment. */
  cards(conversationId: string): readonly Message[];
  /** The next message into the person's own chat answers it. */
  expectInOwnChat(personId: string, question: Question): void;
  readonly workingLeft: number;
}

export const ownChatOf = (personId: string): string => `a:own-${personId}`;

const keptOfConversation = 12;

export function createBoard(ledger: Ledger): Board {
  const messages = new Map<string, Message>();
  const conversations = new Map<string, string[]>();
  const personally = new Map<string, Question>();
  let made = 0;

  function forget(id: string): void {
    messages.delete(id);
    for (const ids of conversations.values()) if (ids.includes(id)) ids.splice(ids.indexOf(id), 1);
  }

  function keep(conversationId: string, message: Message): void {
    const ids = conversations.get(conversationId) ?? [];
    conversations.set(conversationId, ids);
    ids.push(message.id);
    messages.set(message.id, message);
    const old = ids.find((id) => messages.get(id)?.isWorking === false && messages.get(id)?.pressed === undefined);
    if (ids.length > keptOfConversation && old !== undefined) forget(old);
  }

  function questionOf({ method, conversationId, activityId }: Call): Question | undefined {
    if (method === 'POST') return activityId === undefined ? personally.get(conversationId) : ledger.of(activityId);
    const message = messages.get(activityId ?? '');
    return message?.isWorking === true ? message.question : message?.pressed;
  }

  function posted(call: Call, question: Question | undefined): string {
    const id = `m${++made}`;
    const isWorking = saysWorking(call.activity);
    if (question === undefined) ledger.complain(`a message that nobody asked for: ${summaryOf(call.activity)}`);
    else if (isWorking && question.answers > 0)
      ledger.complain(`a working card after the answer: ${summaryOf(call.activity)}`);
    else if (!isWorking && !isUnheard(call.activity, question)) question.answered();
    if (call.activityId === undefined) personally.delete(call.conversationId);
    keep(call.conversationId, { id, question, isWorking, pressed: undefined, ...contentOf(call.activity) });
    return id;
  }

  function edited({ activity }: Call, message: Message, question: Question | undefined): void {
    const { buttons, digest } = contentOf(activity);
    if (digest === message.digest) return; // the answer to the edit before was lost
    if (message.isWorking && saysWorking(activity)) {
      message.digest = digest; // it says how far it has come
      return;
    }
    if (summaryOf(activity) === 'Answered above.') {
      forget(message.id);
      return;
    }
    if (question === undefined) ledger.complain(`an edit that nobody asked for: ${summaryOf(activity)}`);
    if (question !== undefined && !isUnheard(activity, question)) question.answered();
    Object.assign(message, { isWorking: false, pressed: undefined, buttons, digest });
  }

  return {
    questionOf,
    take(call) {
      const question = questionOf(call);
      if (call.method === 'POST') return posted(call, question);
      const id = call.activityId ?? '';
      const message = messages.get(id);
      if (call.method === 'DELETE') forget(id);
      else if (message !== undefined) edited(call, message, question);
      return id;
    },
    lose: forget,
    has: (messageId) => messages.has(messageId),
    cards: (conversationId) =>
      (conversations.get(conversationId) ?? []).flatMap((id) => {
        const message = messages.get(id);
        return message === undefined || message.pressed !== undefined || message.buttons.length === 0 ? [] : [message];
      }),
    expectInOwnChat: (personId, question) => void personally.set(ownChatOf(personId), question),
    get workingLeft() {
      return [...messages.values()].filter(({ isWorking }) => isWorking).length;
    },
  };
}

function summaryOf({ summary, text }: Call['activity']): string {
  return String(summary ?? text);
}

export function saysWorking(activity: Call['activity']): boolean {
  return summaryOf(activity).startsWith('Working on ');
}

/** A word that the answer may stand in the own chat, where it does. */
function isUnheard(activity: Call['activity'], { answers }: Question): boolean {
  return answers === 1 && summaryOf(activity).includes('look into our chat');
}

function contentOf(activity: Call['activity']): Pick<Message, 'buttons' | 'digest'> {
  const { attachments } = activity;
  const [attachment] = Array.isArray(attachments) ? (attachments as readonly unknown[]) : [];
  const { actions } = readCard(isRecord(attachment) ? attachment['content'] : undefined);
  return {
    buttons: actions.filter(({ data }) => isRecord(data)),
    digest: createHash('sha1').update(JSON.stringify(activity)).digest('hex'),
  };
}
