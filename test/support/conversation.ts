/** A conversation with the bot without Teams: the whole turn on a real client against a real emulator, cards as they would go out. */

import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { fullApp, tenantId, type AppRegistration } from '../../emulator/identity.ts';
import type { Command } from '../../src/bot/command.ts';
import { commands } from '../../src/bot/commands/index.ts';
import type { Message, Outgoing } from '../../src/bot/outgoing.ts';
import type { Request } from '../../src/bot/incoming.ts';
import { pressIn } from '../../src/bot/press.ts';
import { createTurn } from '../../src/bot/turn.ts';
import { createPortal } from '../../src/cards/portal.ts';
import { systemClock, type Clock } from '../../src/clock.ts';
import { createDefender } from '../../src/defender/client.ts';
import type { Limits } from '../../src/defender/limits.ts';
import { createTokenSource } from '../../src/entra/create-token-source.ts';
import { createDispatcher } from '../../src/http.ts';
import { createFetchResult } from '../../src/transcript/fetch-result.ts';
import { checkActivity } from './card-check.ts';
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
  readonly logged: readonly string[];
  /** Runs the turn; gives the message that was posted or edited last. */
  say(text: string, options?: { readonly isRoom?: boolean; readonly by?: string }): Promise<Sent>;
  /** Presses a button of `on`, by default of the newest card. */
  press(title: string, options?: { readonly on?: Sent; readonly by?: string }): Promise<Sent>;
  pressData(value: unknown, cardId?: string): Promise<Sent>;
  close(): Promise<void>;
}

export interface ConversationOptions {
  readonly app?: AppRegistration;
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
  const turn = createTurn({
    commands: options.commands ?? commands,
    services: {
      defender: createDefender({
        apiUrl: emulator.url,
        token: createTokenSource({
          tokenUrl: `${emulator.url}/${tenantId}/oauth2/v2.0/token`,
          tenantId,
          clientId: app.clientId,
          scope: options.scope ?? 'https://api.securitycenter.microsoft.com/.default',
          credential: { kind: 'secret', secret: app.clientSecret ?? '' },
          dispatcher,
          clock,
        }),
        dispatcher,
        clock,
        random: () => 0,
        report: (mismatch) => note(mismatch, 'mismatch'),
        ...(options.limits === undefined ? {} : { limits: options.limits }),
      }),
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
    clock,
    activities: { workingId: () => Promise.resolve(undefined), setWorkingId: () => Promise.resolve() },
    slowReplyMs: 3_000,
    commandTimeoutMs: 60_000,
    log: { info: note, warn: note, error: note },
  });

  const sent: Sent[] = [];
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
    isRefused: () => false,
    isGone: (error) => Error.isError(error) && 'status' in error && error.status === 404,
  };

  async function run(request: Request, { by = me, isRoom = false }): Promise<Sent> {
    const before = gone.length;
    activities += 1;
    const person = { id: `29:${by}`, name: by === me ? 'Alex Wilber' : by };
    await turn({ conversationId: 'c1', activityId: `a${activities}`, person, isRoom, request }, out);
    const answer = gone.slice(before).at(-1);
    if (answer === undefined) throw new Error('The turn sent nothing');
    return answer;
  }

  return {
    emulator,
    sent,
    logged,
    say: (text, about = {}) => run({ kind: 'typed', text }, about),
    async press(title, { on = sent.at(-1), by = me } = {}) {
      const action = on === undefined ? undefined : read(on).actions.find((one) => one.title === title);
      if (on === undefined || action === undefined) throw new Error(`There is no button ${title}`);
      return run({ kind: 'pressed', press: pressIn(action.data), cardId: on.id }, { by });
    },
    pressData: (value, cardId) => run({ kind: 'pressed', press: pressIn(value), cardId }, {}),
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
