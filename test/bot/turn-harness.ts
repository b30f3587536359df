/** A turn with commands that answer when a test says so, and a conversation that only remembers. */

import { page } from '../../src/bot/arg.ts';
import { createEvidenceCards } from '../../src/bot/evidence-cards.ts';
import { rememberedEvidence } from '../support/evidence.ts';
import { defineCommand, type Command, type EvidenceFacts, type Reply } from '../../src/bot/command.ts';
import { remove } from '../../src/bot/commands/remove.ts';
import type { Evidence } from '../../src/state/evidence.ts';
import type { Incoming, Request } from '../../src/bot/incoming.ts';
import type { Message, Outgoing } from '../../src/bot/outgoing.ts';
import { pressIn } from '../../src/bot/press.ts';
import { createShown } from '../../src/bot/shown.ts';
import { createTurn, type TurnOptions } from '../../src/bot/turn.ts';
import { button } from '../../src/cards/buttons.ts';
import { messageCard } from '../../src/cards/message.ts';
import { channelPlace, openAccess } from '../support/access.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';

export interface Harness {
  readonly clock: ManualClock;
  /** What went out, in words: `post m1: text`, `edit m1: text`, `remove m1`, `typing`. */
  readonly out: readonly string[];
  readonly logged: readonly string[];
  /** Calls of `show` that wait for their answer, in order. */
  readonly running: readonly Running[];
  /** Lets what was begun run until it waits; then this call of `show`, counted from 0, is answered. */
  answer(call: number, text: string): Promise<void>;
  fail(call: number, error: unknown): Promise<void>;
  /** Ways back that fail from now on. */
  readonly failing: Map<keyof Outgoing, Error>;
  /** The same for one call. */
  readonly failingOnce: Map<keyof Outgoing, Error>;
  /** One call that waits for this. */
  readonly holdingOnce: Map<keyof Outgoing, Promise<unknown>>;
  /** Teams gives no id of what is posted. */
  nameless: boolean;
  type(text: string, about?: About): Promise<void>;
  /** Presses a button of the card with this id, as it stands there now. */
  press(cardId: string, words: readonly string[], about?: About & { readonly rev?: number }): Promise<void>;
  /** What stands in the conversation, by the ids of the messages. */
  readonly standing: ReadonlyMap<string, Message>;
  /** The button data of a card as it stands. */
  buttonOf(cardId: string): unknown;
  turn(incoming: Incoming): Promise<void>;
  /** Somebody takes a message away. */
  vanish(messageId: string): void;
}

export interface About {
  readonly by?: string;
  readonly in?: string;
  readonly activityId?: string;
}

export interface Running {
  readonly words: string;
  answer(text: string): void;
  fail(error: unknown): void;
  /** Says that so many of fifty alerts are read. */
  tell(done: number): void;
  readonly signal: AbortSignal;
}

export interface HarnessOptions extends Partial<TurnOptions> {
  readonly memory?: Evidence;
  readonly ttlMs?: number | undefined;
  /** What is kept of the evidence that `show` shows with this text. */
  readonly evidenceOf?: (text: string) => EvidenceFacts | undefined;
}

/** `show` asks Defender, which waits for the test; `now` asks nobody and answers at once; both take `page N`, which keeps the subject. */
export function harness({ memory, ttlMs, evidenceOf, ...options }: HarnessOptions = {}): Harness {
  const clock = manualClock();
  const out: string[] = [];
  const logged: string[] = [];
  const running: Running[] = [];
  const failing = new Map<keyof Outgoing, Error>();
  const failingOnce = new Map<keyof Outgoing, Error>();
  const holdingOnce = new Map<keyof Outgoing, Promise<unknown>>();
  const standing = new Map<string, Message>();
  let posted = 0;
  let activities = 0;

  const card = (subject: string, text: string): Reply => ({
    outcome: 'answered',
    subject,
    evidence: subject === 'show' ? evidenceOf?.(text) : undefined,
    card: messageCard(text, [button('Next', subject, 'page', '2')]),
  });
  const show = defineCommand({
    ...plain('show'),
    permissions: [{ anyOf: ['Alert.Read.All'], for: 'alerts', required: true }],
    args: { page: page('') },
    run: ({ page }, { signal, progress }) =>
      new Promise<Reply>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error)); // a DeadlineError
        running.push({
          words: `page ${page}`,
          answer: (text) => resolve(card('show', text)),
          fail: reject,
          tell: (done) => progress({ done, of: 50, what: 'alert' }),
          signal,
        });
      }),
  });
  const now = defineCommand({
    ...plain('now'),
    args: { page: page('') },
    run: ({ page }) => Promise.resolve(card('now', `now ${page}`)),
  });

  function note(fields: object, text: string): void {
    logged.push(JSON.stringify({ ...fields, text }));
  }
  const log = { info: note, warn: note, error: note };
  const shown = createShown(clock);
  const turn = createTurn({
    commands: [show, now, remove],
    shown,
    cards: createEvidenceCards({ evidence: memory ?? rememberedEvidence(), shown, ttlMs, clock, log }),
    services: { defender: () => ({}), watching: () => ({}) } as unknown as TurnOptions['services'], // these commands ask for nothing
    access: openAccess,
    limits: { ofPerson: () => undefined, ofRoom: () => undefined },
    clock,
    activities: { workingId: () => Promise.resolve(undefined), setWorkingId: () => Promise.resolve() },
    audit: { append: () => Promise.resolve({ sequence: 1, hash: '' }) },
    context: { remember: () => Promise.resolve(), latest: () => Promise.resolve(undefined) },
    slowReplyMs: 3_000,
    commandTimeoutMs: 60_000,
    log,
    ...options,
  });

  async function going(way: keyof Outgoing, words: string): Promise<void> {
    const held = holdingOnce.get(way);
    holdingOnce.delete(way);
    if (held !== undefined) await held;
    const error = failingOnce.get(way) ?? failing.get(way);
    failingOnce.delete(way);
    if (error !== undefined) throw error;
    out.push(words);
  }
  const ways: Outgoing = {
    typing: () => going('typing', 'typing'),
    post(message) {
      const id = `m${++posted}`;
      return going('post', `post ${id}: ${textOf(message)}`).then(() => {
        standing.set(id, message);
        return chat.nameless ? undefined : id;
      });
    },
    edit: (id, message) =>
      standing.has(id)
        ? going('edit', `edit ${id}: ${textOf(message)}`).then(() => void standing.set(id, message))
        : Promise.reject(gone()),
    remove: (id) => going('remove', `remove ${id}`).then(() => void standing.delete(id)),
    personal: () => Promise.reject(new Error('Nobody asks for a personal chat here')),
    isGone: (error) => error instanceof GoneError,
    isTooLarge: (error) => error instanceof TooLargeError,
    isRefused: (error) => error instanceof RangeError,
    mayStand: () => false,
  };
  function run(request: Request, { by = 'ana', in: conversationId = 'c1', activityId }: About): Promise<void> {
    activities += 1;
    const person = { id: by, objectId: undefined, name: by };
    return turn(
      {
        conversationId,
        activityId: activityId ?? `a${activities}`,
        person,
        isRoom: true,
        place: channelPlace,
        request,
      },
      ways,
    );
  }

  function buttonOf(cardId: string): unknown {
    const message = standing.get(cardId);
    const text = message === undefined ? '' : JSON.stringify(message);
    const data = /"data":(\{.*?\})/.exec(text)?.[1];
    return data === undefined ? undefined : JSON.parse(data);
  }
  async function called(call: number): Promise<Running> {
    await clock.advance(0);
    const found = running[call];
    if (found === undefined) throw new Error(`There is no call ${call}`);
    return found;
  }
  const chat: Harness = {
    answer: async (call, text) => (await called(call)).answer(text),
    fail: async (call, error) => (await called(call)).fail(error),
    clock,
    out,
    logged,
    running,
    failing,
    failingOnce,
    holdingOnce,
    nameless: false,
    standing,
    buttonOf,
    type: (text, about = {}) => run({ kind: 'typed', text }, about),
    press(cardId, [command = '', ...words], { rev, ...about } = {}) {
      const data = buttonOf(cardId) as { readonly rev?: number } | undefined; // as `stamped` wrote it
      const press = pressIn({ command, words, rev: rev ?? data?.rev ?? 1 });
      return run({ kind: 'pressed', press, cardId }, about);
    },
    turn: (incoming) => turn(incoming, ways),
    vanish: (messageId) => void standing.delete(messageId),
  };
  return chat;
}

class GoneError extends Error {}

class TooLargeError extends Error {}

export function tooLarge(): Error {
  return new TooLargeError('413');
}

export function gone(): Error {
  return new GoneError('404');
}

function textOf(message: Message): string {
  return 'text' in message ? message.text : message.summary;
}

function plain(name: string): Omit<Command, 'args' | 'run'> {
  return {
    name,
    group: 'bot',
    aliases: [],
    summary: name,
    examples: [name],
    evidence: false,
    listed: true,
    permissions: [],
  };
}
