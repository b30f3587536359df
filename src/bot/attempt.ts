/** From a request to a reply, or to the error in its place: understood, allowed, run, and fitted to where it goes. */

import { withDeadline, type Clock } from '../clock.ts';
import type { DefenderFor } from '../defender/client.ts';
import type { Access } from '../policy/access.ts';
import { authorise, roleFor } from './authorise.ts';
import type { Command, Context, Outcome, Reply } from './command.ts';
import { commandCalled, resolve, run, type Invocation } from './dispatch.ts';
import { NotAllowedError, TooManyError, UsageError, WatchLimitError } from './errors.ts';
import type { EvidenceCards } from './evidence-cards.ts';
import { complete } from './follow.ts';
import type { Incoming } from './incoming.ts';
import type { CommandLimits } from './limits.ts';
import type { WatchingFor } from './watching.ts';
import { fitted, isPersonal } from './withheld.ts';
import { maxTextChars, wordsIn } from './words.ts';

export interface AttemptOptions {
  readonly commands: readonly Command[];
  readonly services: Pick<
    Context,
    | 'results'
    | 'grep'
    | 'indicators'
    | 'portal'
    | 'operatorLinks'
    | 'health'
    | 'audit'
    | 'onIt'
    | 'shiftMs'
    | 'subscriptions'
    | 'messageLinks'
  > & {
    readonly defender: DefenderFor;
    readonly watching: WatchingFor;
  };
  readonly access: Access;
  readonly limits: CommandLimits;
  /** What is known of the card that was pressed. */
  readonly cards: Pick<EvidenceCards, 'find'>;
  readonly clock: Clock;
  /** For a command that has no limit of its own. */
  readonly commandTimeoutMs: number;
}

/** What was asked for, or why it makes no sense. */
export type Question =
  | { readonly invocation: Invocation; readonly error?: undefined }
  | { readonly invocation?: undefined; readonly error: unknown };

export type Attempt = { readonly reply: Reply } | { readonly error: unknown };

/** `refused`: what was asked for was not done, through no fault of the bot or of Defender. */
export function outcomeOf(attempted: Attempt): Outcome | 'refused' {
  if ('reply' in attempted) return attempted.reply.outcome;
  return refusals.some((refusal) => attempted.error instanceof refusal) ? 'refused' : 'failed';
}

const refusals = [UsageError, NotAllowedError, TooManyError, WatchLimitError] as const;

/** A refusal that was said a moment ago: it is not said again. */
export function isUnanswered(attempted: Attempt): boolean {
  return 'error' in attempted && attempted.error instanceof TooManyError && attempted.error.isSaid;
}

export function questionOf(incoming: Incoming, commands: readonly Command[]): Question {
  try {
    return { invocation: invocationOf(incoming, commands) };
  } catch (error) {
    return { error };
  }
}

interface OneAttempt extends AttemptOptions, Pick<Context, 'turnId' | 'progress'> {
  /** Resolves when it is its turn among the others of its conversation. */
  readonly enter: () => Promise<void>;
  /** Hears of each request to Defender that is made for it. */
  readonly onCall: () => void;
}

/** Never rejects. */
export async function attempt(
  { invocation, error }: Question,
  incoming: Incoming,
  options: OneAttempt,
): Promise<Attempt> {
  try {
    const tooMany = await options.limits.ofPerson(incoming);
    if (tooMany !== undefined) return { error: tooMany };
    if (invocation === undefined) return { error };
    await authorise(invocation.command, incoming, options.access);
    const tooManyHere = roleFor(invocation.command) && (await options.limits.ofRoom(incoming));
    if (tooManyHere !== undefined) return { error: tooManyHere };
    if (asksDefender(invocation.command)) await options.enter();
    const reply = await runWithin(invocation, incoming, options);
    return { reply: await fitted(reply, invocation, incoming, options.access) };
  } catch (error) {
    return { error };
  }
}

/** Others are asked in a moment, and whoever asks them waits for nobody. */
function asksDefender({ permissions }: Command): boolean {
  return permissions.length > 0;
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

function runWithin(invocation: Invocation, incoming: Incoming, options: OneAttempt): Promise<Reply> {
  const { commands, services, access, cards, clock, commandTimeoutMs, turnId, progress, onCall } = options;
  const { person, place } = incoming;
  return withDeadline(clock, invocation.command.timeoutMs ?? commandTimeoutMs, undefined, async (signal) => {
    let asOf = Number.POSITIVE_INFINITY;
    const reply = await run(invocation, {
      commands,
      ...services,
      watching: services.watching(incoming),
      defender: services.defender({
        conversation: incoming.conversationId,
        onAttempt: onCall,
        onAnswer: (askedAt) => void (asOf = Math.min(asOf, askedAt)),
        fresh: isFresh(incoming),
      }),
      asOf: () => new Date(Math.min(asOf, clock.now())),
      now: () => new Date(clock.now()),
      turnId,
      conversationId: incoming.conversationId,
      shownFor: incoming.isRoom && !isPersonal(incoming) ? person.name : undefined,
      asker: {
        mode: access.mode(),
        placeKind: place.kind,
        place,
        person,
        holder: () => access.holder(person, place),
        evidenceHere: () => access.evidenceHere(person, place),
      },
      pressedCard: pressedCard(incoming, cards),
      signal,
      progress,
    });
    return isPersonal(incoming) ? complete(reply, signal) : reply;
  });
}

/** What is remembered is not what was pressed for. */
function isFresh({ request }: Incoming): boolean {
  return request.kind === 'pressed' && request.press?.isFresh === true;
}

/** An answer that goes elsewhere does nothing to the card. */
function pressedCard(incoming: Incoming, cards: AttemptOptions['cards']): Context['pressedCard'] {
  const { request, conversationId } = incoming;
  const messageId = request.kind === 'pressed' && !isPersonal(incoming) ? request.cardId : undefined;
  return messageId === undefined ? undefined : { evidence: () => cards.find({ conversationId, messageId }) };
}
