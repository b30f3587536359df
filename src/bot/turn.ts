/** One turn: a message or a press becomes an invocation, the invocation an answer, and whatever happens is answered. */

import { randomUUID } from 'node:crypto';
import pLimit, { type LimitFunction } from 'p-limit';
import { failureCard } from '../cards/failure.ts';
import { messageCard } from '../cards/message.ts';
import { withDeadline, type Clock } from '../clock.ts';
import type { Access } from '../policy/access.ts';
import { authorise } from './authorise.ts';
import type { Command, Context, Reply } from './command.ts';
import { answerOf, deliver, type Answer, type Delivered, type Delivery } from './deliver.ts';
import { deliverPersonally } from './deliver-personally.ts';
import { commandCalled, resolve, run, type Invocation } from './dispatch.ts';
import { NotAllowedError, UsageError } from './errors.ts';
import { failureView } from './failure.ts';
import type { Incoming } from './incoming.ts';
import { errorFields, type Log } from '../log.ts';
import type { Activities } from '../state/activities.ts';
import { createOnce } from './once.ts';
import type { Outgoing } from './outgoing.ts';
import { createShown } from './shown.ts';
import { whileWaiting, type WorkingCard } from './waiting.ts';
import { fitted, isPersonal } from './withheld.ts';
import { maxTextChars, wordsIn } from './words.ts';

export interface TurnOptions {
  readonly commands: readonly Command[];
  readonly services: Pick<Context, 'defender' | 'fetchResult' | 'portal'>;
  /** Where the working card of a question is known over a restart. */
  readonly activities: Pick<Activities, 'workingId' | 'setWorkingId'>;
  readonly access: Access;
  readonly clock: Clock;
  readonly slowReplyMs: number;
  /** For a command that has no limit of its own. */
  readonly commandTimeoutMs: number;
  readonly log: Log;
}

/** Rejects only when Teams takes no answer at all. */
export type Turn = (incoming: Incoming, out: Outgoing) => Promise<void>;

const parallelPerConversation = 4;
const doublePresses = { max: 1_000, ttlMs: 2_000 };

export function createTurn(options: TurnOptions): Turn {
  const { commands, activities, clock, log } = options;
  const shown = createShown(clock);
  const isNewPress = createOnce({ ...doublePresses, clock });
  const lanes = createLanes();

  async function answer(incoming: Incoming, out: Outgoing): Promise<void> {
    const turnId = randomUUID().slice(0, 8);
    const startedAt = clock.now();
    let invocation: Invocation | undefined;
    const attempt = async (): Promise<Attempt> => {
      try {
        invocation = invocationOf(incoming, commands);
        await authorise(invocation.command, incoming, options.access);
        const reply = await runWithin(invocation, incoming, { ...options, turnId });
        return { reply: await fitted(reply, invocation, incoming, options.access) };
      } catch (error) {
        return { error };
      }
    };
    const work = attempt();
    const command = invocation?.command.name;
    const working = workingCardOf(incoming);
    const { value, workingId } = await whileWaiting(work, { command: command ?? 'that', out, working, ...options });
    const delivery = { incoming, out, shown, workingId };
    const delivered = await send(value, answerTo(value, invocation, turnId), delivery, turnId).catch(
      async (error: unknown) => {
        log.error({ turnId, command, ...errorFields(error) }, 'Teams did not take the answer');
        return inItsPlace(error, turnId, delivery);
      },
    );
    const outcome = 'reply' in value ? value.reply.outcome : isRefusal(value.error) ? 'refused' : 'failed';
    const fields = { turnId, command, outcome, delivered, durationMs: clock.now() - startedAt };
    if ('reply' in value && 'errors' in value.reply) {
      for (const error of value.reply.errors ?? [])
        log.warn({ turnId, command, ...errorFields(error) }, 'part of an answer failed');
    }
    if (outcome === 'failed' && 'error' in value) log.warn({ ...fields, ...errorFields(value.error) }, 'turn failed');
    else log.info(fields, 'turn answered');
  }

  function workingCardOf(incoming: Incoming): WorkingCard {
    const unknown = (error: unknown): undefined => {
      log.error(errorFields(error), 'the working card of a turn is not known to the state');
      return undefined;
    };
    return {
      left: activities.workingId(incoming).catch(unknown),
      remember: (messageId) => activities.setWorkingId(incoming, messageId).catch(unknown),
    };
  }

  function send(value: Attempt, answer: Answer, delivery: Delivery, turnId: string): Promise<Delivered> {
    if (!isPersonal(delivery.incoming) || !('reply' in value)) return deliver(answer, delivery);
    return deliverPersonally(answer, delivery, (error) => {
      log.warn({ turnId, ...errorFields(error) }, 'a personal chat did not take an answer');
    });
  }

  function answerTo(value: Attempt, invocation: Invocation | undefined, turnId: string): Answer {
    if ('reply' in value) return answerOf(value.reply);
    const { command, words = [] } = invocation ?? {};
    return failureCard(failureView(value.error, { command, words, turnId, now: new Date(clock.now()) }));
  }

  return async (incoming, out) => {
    const { conversationId, person, request } = incoming;
    if (request.kind === 'pressed' && !isNewPress(conversationId, request.cardId, person.id, request.press)) return;
    await lanes(conversationId, () => answer(incoming, out));
  };
}

/** Where the answer itself was refused, or a working card would be left behind, a word to say so. Throws when there is no use. */
async function inItsPlace(error: unknown, turnId: string, { out, workingId }: Delivery): Promise<'refused'> {
  if (workingId === undefined && !out.isRefused(error)) throw error; // it may have arrived all the same
  const word = messageCard(`Teams did not take my answer. Tell whoever runs this bot, with the reference ${turnId}.`);
  await (workingId === undefined ? out.post(word) : out.edit(workingId, word));
  return 'refused';
}

type Attempt = { readonly reply: Reply } | { readonly error: unknown };

/** What the asker did is not what was done: a word on it, and no fault of the bot. */
function isRefusal(error: unknown): boolean {
  return error instanceof UsageError || error instanceof NotAllowedError;
}

function invocationOf({ request }: Incoming, commands: readonly Command[]): Invocation {
  if (request.kind === 'typed') {
    if (request.text.length > maxTextChars)
      throw new UsageError('That is too long to be a command. Type help to see what I can do.');
    return resolve(commands, wordsIn(request.text));
  }
  const command = request.press === undefined ? undefined : commandCalled(commands, request.press.command);
  if (request.press === undefined || command === undefined)
    throw new UsageError('That button is none of mine. Type help to see what I can do.');
  return { command, words: request.press.words };
}

function runWithin(
  invocation: Invocation,
  incoming: Incoming,
  options: TurnOptions & { readonly turnId: string },
): Promise<Reply> {
  const { commands, services, access, clock, commandTimeoutMs, turnId } = options;
  const { person, place } = incoming;
  return withDeadline(clock, invocation.command.timeoutMs ?? commandTimeoutMs, undefined, (signal) =>
    run(invocation, {
      commands,
      ...services,
      now: () => new Date(clock.now()),
      turnId,
      shownFor: incoming.isRoom && !isPersonal(incoming) ? person.name : undefined,
      asker: {
        mode: access.mode(),
        placeKind: place.kind,
        holder: () => access.holder(person, place),
        evidenceHere: () => access.evidenceHere(person, place),
      },
      signal,
    }),
  );
}

/** Side by side within a conversation, up to a limit; a conversation that is quiet costs no memory. */
function createLanes(): (conversationId: string, work: () => Promise<void>) => Promise<void> {
  const lanes = new Map<string, LimitFunction>();
  return async (conversationId, work) => {
    const lane = lanes.get(conversationId) ?? pLimit(parallelPerConversation);
    lanes.set(conversationId, lane);
    try {
      await lane(work);
    } finally {
      if (lane.activeCount + lane.pendingCount === 0) lanes.delete(conversationId);
    }
  };
}
