/** One turn: a message or a press becomes an invocation, the invocation an answer, and whatever happens is answered. */

import { randomUUID } from 'node:crypto';
import { failureCard } from '../cards/failure.ts';
import { messageCard, type Stage } from '../cards/message.ts';
import { withDeadline } from '../clock.ts';
import {
  attempt,
  isUnanswered,
  outcomeOf,
  questionOf,
  type Attempt,
  type AttemptOptions,
  type Question,
} from './attempt.ts';
import { authorise } from './authorise.ts';
import { audited, type AuditedOptions } from './audited.ts';
import { carryOut } from './carry-out.ts';
import { deliver } from './deliver.ts';
import type { Reply } from './command.ts';
import { answerOf, noted, type Answer, type Delivered, type Delivery, type StandingCard } from './delivery.ts';
import { deliverPersonally } from './deliver-personally.ts';
import type { EvidenceCards } from './evidence-cards.ts';
import { failureView } from './failure.ts';
import { follow } from './follow.ts';
import type { Incoming } from './incoming.ts';
import { createLanes, placeIn, type Place } from './lanes.ts';
import { errorFields, type Log } from '../log.ts';
import type { Activities } from '../state/activities.ts';
import { createOnce } from './once.ts';
import type { Outgoing } from './outgoing.ts';
import type { Shown } from './shown.ts';
import { smaller } from './smaller.ts';
import { recalled, remember, type RecallOptions } from './recall.ts';
import { noTelemetry, type Telemetry } from '../telemetry/telemetry.ts';
import { whileWaiting, type WorkingCard } from './waiting.ts';
import { fitted, isPersonal } from './withheld.ts';

export interface TurnOptions extends AttemptOptions {
  /** Where the working card of a question is known over a restart. */
  readonly activities: Pick<Activities, 'workingId' | 'setWorkingId'>;
  readonly audit: AuditedOptions['audit'];
  readonly context: RecallOptions['context'];
  readonly shown: Shown;
  readonly cards: EvidenceCards;
  readonly slowReplyMs: number;
  readonly telemetry?: Pick<Telemetry, 'turn' | 'turnBegan' | 'turnEnded'>;
  readonly log: Log;
}

/** Rejects only when Teams takes no answer at all. */
export type Turn = (incoming: Incoming, out: Outgoing) => Promise<void>;

const parallelPerConversation = 4;
const doublePresses = { max: 1_000, ttlMs: 2_000 };

export function createTurn(options: TurnOptions): Turn {
  const { commands, activities, shown, cards, clock, telemetry = noTelemetry, log } = options;
  const isNewPress = createOnce({ ...doublePresses, clock });
  const lanes = createLanes(parallelPerConversation);

  /** @param place - among the others of its conversation: had while Defender is asked, and until all is told. */
  async function answer(incoming: Incoming, out: Outgoing, place: Place): Promise<void> {
    const turnId = randomUUID().slice(0, 8);
    const startedAt = clock.now();
    const question = await recalled(questionOf(incoming, commands), incoming, options);
    const command = question.invocation?.command.name;
    telemetry.turnBegan({ turnId, command });
    const entering = (tell: (stage: Stage) => void) => async (): Promise<void> => {
      tell('waits');
      await place.enter();
      tell('begun');
    };
    const work = (tell: (stage: Stage) => void): Promise<Attempt> =>
      audited(
        (onCall) => attempt(question, incoming, { ...options, turnId, progress: tell, onCall, enter: entering(tell) }),
        { turnId, incoming, question },
        options,
      );
    const working = workingCardOf(incoming);
    const { value, workingId } = await whileWaiting(work, { command: command ?? 'that', out, working, ...options });
    let standing: StandingCard | undefined;
    const onStanding = (card: StandingCard): void => void (standing = card);
    let readIn = isPersonal(incoming) ? undefined : incoming.conversationId;
    const onPersonal = (conversationId: string): void => void (readIn = conversationId);
    const onPosted = working.remember; // whoever answers again, after a crash, edits this message
    const delivery = { incoming, out, shown, cards, workingId, askedAt: startedAt, onPosted, onStanding, onPersonal };
    const delivered = await sendFitting(value, question, delivery, turnId).catch(async (error: unknown) => {
      log.error({ turnId, command, ...errorFields(error) }, 'Teams did not take the answer');
      return inItsPlace(error, turnId, delivery);
    });
    if (readIn !== undefined) await remember(value, delivered, { ...incoming, conversationId: readIn }, options);
    const failed = (error: unknown): Answer => {
      log.error({ turnId, command, ...errorFields(error) }, 'what an answer promised was not done');
      return answerTo({ error }, question, turnId);
    };
    await carryOut(value, { delivered, card: standing, failed }, delivery);
    const outcome = outcomeOf(value);
    const fields = { turnId, command, outcome, delivered, durationMs: clock.now() - startedAt };
    telemetry.turnEnded({ outcome, delivered });
    if ('reply' in value && 'errors' in value.reply) {
      for (const error of value.reply.errors ?? [])
        log.warn({ turnId, command, ...errorFields(error) }, 'part of an answer failed');
    }
    if (outcome === 'failed' && 'error' in value) log.warn({ ...fields, ...errorFields(value.error) }, 'turn failed');
    else log.info(fields, 'turn answered');
    if (standing !== undefined) await bringUpToDate(standing, value, question, delivery, turnId);
  }

  /** The question is not done before: what a process leaves half told, the next one tells. */
  async function bringUpToDate(
    card: StandingCard,
    value: Attempt,
    { invocation }: Question,
    delivery: Delivery,
    turnId: string,
  ): Promise<void> {
    const later = 'reply' in value && 'card' in value.reply ? value.reply.later : undefined;
    if (later === undefined || invocation === undefined) return;
    const { incoming } = delivery;
    if (isPressed(card, incoming)) await activities.setWorkingId(incoming, card.messageId).catch(noWorkingCard);
    const fit = async (reply: Reply): Promise<Answer> => {
      await authorise(invocation.command, incoming, options.access); // the role may be gone since
      return noted(answerOf(await fitted(reply, invocation, incoming, options.access)), invocation.note);
    };
    const limitMs = invocation.command.timeoutMs ?? options.commandTimeoutMs;
    try {
      await withDeadline(clock, limitMs, undefined, (signal) => follow(later(signal), card, delivery, fit));
    } catch (error) {
      log.warn({ turnId, ...errorFields(error) }, 'a card was not brought up to date');
    }
  }

  function workingCardOf(incoming: Incoming): WorkingCard {
    return {
      left: activities.workingId(incoming).catch(noWorkingCard),
      remember: (messageId) => activities.setWorkingId(incoming, messageId).catch(noWorkingCard),
    };
  }

  function noWorkingCard(error: unknown): undefined {
    log.error(errorFields(error), 'the working card of a turn is not known to the state');
  }

  async function sendFitting(
    value: Attempt,
    question: Question,
    delivery: Delivery,
    turnId: string,
  ): Promise<Delivered> {
    const answer = answerTo(value, question, turnId);
    const note = question.invocation?.note;
    try {
      return await send(value, noted(answer, note), delivery, turnId);
    } catch (error) {
      if (!delivery.out.isTooLarge(error)) throw error;
      log.error({ turnId, ...errorFields(error) }, 'an answer is larger than Teams takes');
      return send(value, noted({ ...answer, ...smaller(answer) }, note), delivery, turnId);
    }
  }

  function send(value: Attempt, answer: Answer, delivery: Delivery, turnId: string): Promise<Delivered> {
    if (isUnanswered(value) && delivery.workingId === undefined) return Promise.resolve('dropped');
    if (!isPersonal(delivery.incoming) || !('reply' in value)) return deliver(answer, delivery);
    return deliverPersonally(answer, delivery, (error) => {
      log.warn({ turnId, ...errorFields(error) }, 'a personal chat did not take an answer');
    });
  }

  function answerTo(value: Attempt, { invocation }: Question, turnId: string): Answer {
    if ('reply' in value) return answerOf(value.reply);
    const { command, words = [] } = invocation ?? {};
    return failureCard(failureView(value.error, { command, words, turnId, now: new Date(clock.now()) }));
  }

  return async (incoming, out) => {
    const { conversationId, person, request } = incoming;
    if (request.kind === 'pressed' && !isNewPress(conversationId, request.cardId, person.id, request.press)) return;
    const place = placeIn(lanes, conversationId);
    await telemetry.turn(() => answer(incoming, out, place)).finally(place.leave);
  };
}

/** Else it was posted for this question, which the state knows already. */
function isPressed({ messageId }: StandingCard, { request }: Incoming): boolean {
  return request.kind === 'pressed' && request.cardId === messageId;
}

/** Where the answer itself was refused, or a working card would be left behind, a word to say so. Throws when there is no use. */
async function inItsPlace(error: unknown, turnId: string, { out, workingId }: Delivery): Promise<'refused'> {
  if (workingId === undefined && !out.isRefused(error)) throw error; // it may have arrived all the same
  const word = messageCard(`Teams did not take my answer. Tell whoever runs this bot, with the reference ${turnId}.`);
  await (workingId === undefined ? out.post(word) : out.edit(workingId, word));
  return 'refused';
}
