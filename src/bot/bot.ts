/** Teams' activities → turns of the bot, and its messages → activities. The only file here that knows the SDK. */

import { randomUUID } from 'node:crypto';
import { ActivityHandler, ActivityTypes, type Activity, type InvokeResponse, type TurnContext } from 'botbuilder';
import { messageCard } from '../cards/message.ts';
import type { Clock } from '../clock.ts';
import type { Incoming } from './incoming.ts';
import { withoutMentions, type Mention } from './mention.ts';
import { messageActivity, type MessageActivityOptions } from './message-activity.ts';
import { isGone, isRefused, isTooLarge, mayStand } from './not-taken.ts';
import type { Message, Outgoing } from './outgoing.ts';
import { placeOf } from './place.ts';
import { pressIn } from './press.ts';
import type { Turn } from './turn.ts';
import { unrecorded } from './unrecorded.ts';

/** Closes an invoke: the answer itself goes its own way. */
export const answered: InvokeResponse = {
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Answered.' },
};

/** Cards use `Action.Submit`; a client that sends an invoke for it is answered all the same. */
function isPress({ type, name }: Pick<Activity, 'type'> & { readonly name?: string | undefined }): boolean {
  return type === 'invoke' && name === 'adaptiveCard/action';
}

/** What closes a press as soon as it is taken. `undefined`: it is none. */
export function closingOf(activity: Parameters<typeof isPress>[0]): InvokeResponse | undefined {
  return isPress(activity) ? answered : undefined;
}

/** The personal chat of a person and the bot, found or made. */
export type OpenPersonalChat = (of: {
  readonly serviceUrl: string;
  readonly personId: string;
  readonly botId: string;
}) => Promise<{
  readonly conversationId: string;
  readonly send: (activity: object) => Promise<{ readonly id: string | undefined }>;
  readonly update: (activityId: string, activity: object) => Promise<void>;
  readonly delete: (activityId: string) => Promise<void>;
}>;

export interface BotOptions extends MessageActivityOptions {
  readonly turn: Turn;
  /** In place of a turn that ended each process that ran it. */
  readonly giveUp: Turn;
  readonly openPersonalChat: OpenPersonalChat;
  readonly clock: Clock;
}

export class Bot extends ActivityHandler {
  readonly #turn: Turn;
  readonly #options: BotOptions;

  constructor(options: BotOptions) {
    super();
    this.#turn = options.turn;
    this.#options = options;
    this.onMessage((context) => this.#turn(incomingOf(context.activity), outgoing(context, options)));
    this.onInstallationUpdateAdd((context) => this.#introduce(context));
  }

  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    if (!isPress(context.activity)) return { status: 501 };
    await this.#turn(incomingOf(context.activity), outgoing(context, this.#options));
    return answered;
  }

  /** In place of a turn. */
  async giveUp(context: TurnContext): Promise<void> {
    const { type } = context.activity;
    if (type === 'invoke' && !isPress(context.activity)) return; // nobody reads an answer to it
    await this.#options.giveUp(incomingOf(context.activity), outgoing(context, this.#options));
  }

  /** In place of a turn. @param error - why it could not be recorded. */
  async refuse(context: TurnContext, error: unknown): Promise<void> {
    await outgoing(context, this.#options).post(unrecorded(error, this.#options));
  }

  /** Once, when the app is installed; brief, because a channel did not ask. */
  async #introduce(context: TurnContext): Promise<void> {
    if (context.activity.action !== 'add') return; // the SDK brings upgrades here too
    const how = isRoom(context.activity) ? 'Mention me with help to see how.' : 'Type help to see how.';
    const text = `I show the files of Defender alerts and the output of live response scripts. ${how}`;
    await outgoing(context, this.#options).post(messageCard(text));
  }
}

function incomingOf(activity: Activity): Incoming {
  const { conversation, from, replyToId } = activity;
  const value: unknown = isPress(activity) ? pressedOf(activity) : activity.value;
  return {
    conversationId: conversation.id,
    activityId: activity.id ?? randomUUID(),
    person: { id: from.id, objectId: from.aadObjectId, name: from.name },
    isRoom: isRoom(activity),
    place: placeOf(activity),
    request:
      value === undefined || value === null
        ? { kind: 'typed', text: withoutMentions(activity.text, mentionsIn(activity), activity.recipient.id) }
        : { kind: 'pressed', press: pressIn(value), cardId: replyToId },
  };
}

/** `{}`: what came is none of our buttons. */
function pressedOf({ value }: Activity): unknown {
  const { action } = (value ?? {}) as { readonly action?: { readonly data?: unknown } }; // checked by pressIn
  return action?.data ?? {};
}

/** Only a chat that says it is personal is read by one person alone. */
function isRoom({ conversation }: Activity): boolean {
  return conversation.conversationType !== 'personal';
}

function mentionsIn({ entities = [] }: Activity): readonly Mention[] {
  return entities.flatMap((entity) => {
    const { type, text, mentioned } = entity as { type?: unknown; text?: unknown; mentioned?: { id?: unknown } }; // an entity is any JSON
    return type === 'mention' && typeof text === 'string' && typeof mentioned?.id === 'string'
      ? [{ id: mentioned.id, text }]
      : [];
  });
}

function outgoing(context: TurnContext, options: BotOptions): Outgoing {
  return {
    typing: async () => {
      await context.sendActivity({ type: ActivityTypes.Typing });
    },
    post: async (message) => idOf(await context.sendActivity(messageActivity(message, options))),
    edit: async (id, message) => {
      await context.updateActivity({ ...messageActivity(message, options), id });
    },
    remove: (id) => context.deleteActivity(id),
    async personal() {
      const { serviceUrl, from, recipient } = context.activity;
      const chat = await options.openPersonalChat({ serviceUrl, personId: from.id, botId: recipient.id });
      const { conversationId } = chat;
      const between = { from: recipient, recipient: from, conversation: { id: conversationId } };
      const activityOf = (message: Message): object => ({ ...messageActivity(message, options), ...between });
      return {
        conversationId,
        post: async (message) => (await chat.send(activityOf(message))).id,
        edit: (id, message) => chat.update(id, { ...activityOf(message), id }),
        remove: (id) => chat.delete(id),
      };
    },
    isGone,
    isTooLarge,
    isRefused,
    mayStand,
  };
}

function idOf(response: { readonly id?: string | undefined } | undefined): string | undefined {
  return response?.id === undefined || response.id === '' ? undefined : response.id;
}
