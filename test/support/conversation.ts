/** A conversation with the bot without Teams: the whole turn on a real client against a real emulator, cards as they would go out. */

import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { fullApp, tenantId, type AppRegistration } from '../../emulator/identity.ts';
import type { Command } from '../../src/bot/command.ts';
import { commands } from '../../src/bot/commands/index.ts';
import type { Health } from '../../src/bot/health.ts';
import { createCommandLimits, type CommandQuotas } from '../../src/bot/limits.ts';
import type { Message, Outgoing } from '../../src/bot/outgoing.ts';
import type { Request } from '../../src/bot/incoming.ts';
import { pressIn } from '../../src/bot/press.ts';
import { createShown } from '../../src/bot/shown.ts';
import { createTurn } from '../../src/bot/turn.ts';
import { createPortal } from '../../src/cards/portal.ts';
import { systemClock, type Clock } from '../../src/clock.ts';
import { createDefender } from '../../src/defender/client.ts';
import type { Limits } from '../../src/defender/limits.ts';
import { createTokenSource } from '../../src/entra/create-token-source.ts';
import type { TokenSource } from '../../src/entra/token-source.ts';
import { createDispatcher } from '../../src/http.ts';
import { createFetchResult } from '../../src/transcript/fetch-result.ts';
import type { Access, Place } from '../../src/policy/access.ts';
import { channelPlace, openAccess, personalPlace } from './access.ts';
import { checkActivity } from './card-check.ts';
import { healthOf } from './health.ts';
import { readCard, type ReadCard } from './card-read.ts';

export interface Sent {
  readonly id: string;
  readonly message: Message;
  /** How often it was edited. */
  readonly edits: number;
}

export interface Conversation {
  readonly emulator: Emulator;
  /** What stands in the conversation, in order. */
  readonly sent: readonly Sent[];
  /** What went to the personal chat of whoever asked, and was not asked for there. */
  readonly personally: readonly Message[];
  readonly logged: readonly string[];
  /** Runs the turn; gives the message that was posted or edited last. */
  say(text: string, options?: AskedBy): Promise<Sent>;
  /** Presses a button of `on`, by default of the newest card. */
  press(title: string, options?: AskedBy & { readonly on?: Sent }): Promise<Sent>;
  pressData(value: unknown, cardId?: string, options?: AskedBy): Promise<Sent>;
  close(): Promise<void>;
}

export interface AskedBy {
  readonly by?: string;
  /** A room is a channel, where no other place is given. */
  readonly isRoom?: boolean;
  readonly place?: Place;
}

export interface ConversationOptions {
  readonly access?: Access;
  /** Whether personal chats can be opened. */
  readonly hasPersonalChats?: boolean;
  readonly app?: AppRegistration;
  /** A second registration, for results. */
  readonly resultApp?: AppRegistration;
  readonly health?: Partial<Health>;
  /** How many commands are taken; without it as many as come. */
  readonly quotas?: CommandQuotas;
  /** What the token is asked for; by default Defender. */
  readonly scope?: string;
  readonly clock?: Clock;
  readonly downloadHosts?: readonly string[];
  readonly commands?: readonly Command[];
  readonly limits?: Partial<Limits>;
}

const me = 'alex';

/** Every card that goes out is checked on its way: a turn that sends a bad one fails. */
export async function startConversation(options: ConversationOptions = {}): Promise<Conversation> {
  const { app = fullApp, clock = systemClock } = options;
  const emulator = await startEmulator();
  const dispatcher = createDispatcher({ httpsProxy: undefined, noProxy: undefined });
  const logged: string[] = [];
  const note = (fields: object, text: string): void => void logged.push(JSON.stringify({ ...fields, text }));
  const tokenOf = ({ clientId, clientSecret = '' }: AppRegistration): TokenSource =>
    createTokenSource({
      tokenUrl: `${emulator.url}/${tenantId}/oauth2/v2.0/token`,
      tenantId,
      clientId,
      scope: options.scope ?? 'https://api.securitycenter.microsoft.com/.default',
      credential: { kind: 'secret', secret: clientSecret },
      dispatcher,
      clock,
    });
  const defender = createDefender({
    apiUrl: emulator.url,
    token: tokenOf(app),
    resultToken: options.resultApp === undefined ? undefined : tokenOf(options.resultApp),
    dispatcher,
    clock,
    random: () => 0,
    report: (mismatch) => note(mismatch, 'mismatch'),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const turn = createTurn({
    commands: options.commands ?? commands,
    services: {
      defender: defender.as,
      health: healthOf({ quotaLeft: () => defender.quotaLeft(), ...options.health }),
      fetchResult: createFetchResult({
        dispatcher,
        clock,
        hosts: options.downloadHosts ?? [new URL(emulator.url).host],
        timeoutMs: 60_000,
        maxTranscriptBytes: 8 * 1024 * 1024,
        maxFileBytes: 64 * 1024 * 1024,
        maxRatio: 200,
      }),
      portal: createPortal('https://security.microsoft.com', tenantId),
    },
    access: options.access ?? openAccess,
    limits: options.quotas === undefined ? () => undefined : createCommandLimits(options.quotas, clock),
    clock,
    activities: { workingId: () => Promise.resolve(undefined), setWorkingId: () => Promise.resolve() },
    shown: createShown(clock),
    slowReplyMs: 3_000,
    commandTimeoutMs: 60_000,
    log: { info: note, warn: note, error: note },
  });

  const sent: Sent[] = [];
  const personally: Message[] = [];
  /** Posts and edits in the order in which they went out. */
  const gone: Sent[] = [];
  let activities = 0;

  const out: Outgoing = {
    typing: () => Promise.resolve(),
    post(message) {
      const one = { id: `m${gone.length + 1}`, message: checked(message), edits: 0 };
      sent.push(one);
      gone.push(one);
      return Promise.resolve(one.id);
    },
    edit(id, message) {
      const at = sent.findIndex((one) => one.id === id);
      const before = sent[at];
      if (before === undefined) return Promise.reject(Object.assign(new Error('gone'), { status: 404 }));
      const one = { id, message: checked(message), edits: before.edits + 1 };
      sent[at] = one;
      gone.push(one);
      return Promise.resolve();
    },
    remove(id) {
      sent.splice(
        sent.findIndex((one) => one.id === id),
        1,
      );
      return Promise.resolve();
    },
    personal: () =>
      options.hasPersonalChats === false
        ? Promise.reject(Object.assign(new Error('no chat'), { status: 403 }))
        : Promise.resolve({
            conversationId: 'a:personal',
            post: (message) => Promise.resolve(`p${personally.push(checked(message))}`),
          }),
    isTooLarge: () => false,
    isRefused: () => false,
    isGone: (error) => Error.isError(error) && 'status' in error && error.status === 404,
  };

  async function run(request: Request, { by = me, isRoom = false, place }: AskedBy): Promise<Sent> {
    const before = gone.length;
    activities += 1;
    const person = { id: `29:${by}`, objectId: undefined, name: by === me ? 'Alex Wilber' : by };
    const where = place ?? (isRoom ? channelPlace : personalPlace);
    await turn(
      {
        conversationId: 'c1',
        activityId: `a${activities}`,
        person,
        isRoom: where.kind !== 'personal',
        place: where,
        request,
      },
      out,
    );
    const answer = gone.slice(before).at(-1);
    if (answer !== undefined) return answer;
    const alone = personally.at(-1);
    if (alone === undefined) throw new Error('The turn sent nothing');
    return { id: `p${personally.length}`, message: alone, edits: 0 };
  }

  return {
    emulator,
    sent,
    personally,
    logged,
    say: (text, about = {}) => run({ kind: 'typed', text }, about),
    async press(title, { on = sent.at(-1), ...about } = {}) {
      const action = on === undefined ? undefined : read(on).actions.find((one) => one.title === title);
      if (on === undefined || action === undefined) throw new Error(`There is no button ${title}`);
      return run({ kind: 'pressed', press: pressIn(action.data), cardId: on.id }, about);
    },
    pressData: (value, cardId, about = {}) => run({ kind: 'pressed', press: pressIn(value), cardId }, about),
    async close() {
      await dispatcher.close();
      await emulator.close();
    },
  };
}

/** What a reader reads of a card, and its buttons: spaces look alike, whether a line may break there or not. */
export function read({ message }: Sent): ReadCard {
  if (!('content' in message)) throw new Error('That is text, not a card');
  const { lines, actions } = readCard(message.content);
  return { lines: lines.map((line) => line.replaceAll('\u00A0', ' ')), actions };
}

export function lines(sent: Sent): string {
  return read(sent).lines.join('\n');
}

export function titles(sent: Sent): readonly string[] {
  return read(sent).actions.map(({ title }) => title);
}

function checked(message: Message): Message {
  if (!('content' in message)) return message;
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: message.content };
  const complaints = checkActivity({ type: 'message', summary: message.summary, attachments: [attachment] });
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  return message;
}
