/** The way out: messages to Teams through the Bot Framework's connector. */

import type { Dispatcher } from 'undici';
import type { SharedQuotas } from '../bucket.ts';
import { DeadlineError, withDeadline, type Clock } from '../clock.ts';
import type { TokenSource } from '../entra/token-source.ts';
import { createClosed } from './closed.ts';
import { callOf, type Resource } from './connector-call.ts';
import { ConnectorError, ownCodes } from './connector-error.ts';
import { createExchange, type Answer, type Call, type Exchange, type Method } from './connector-exchange.ts';
import { retryDelayMs } from './connector-retry.ts';
import { observed, type SendAttempt } from './connector-observe.ts';
import { createConversationQueue } from './conversation-queue.ts';
import type { JsonObject } from '../json.ts';
import { otherHost } from './other-host.ts';
import { createPace, type SendWait } from './pace.ts';
import type { ServiceUrlRule } from './service-url.ts';

export interface ConversationAddress {
  readonly serviceUrl: string;
  readonly conversationId: string;
}

interface ActivityAddress extends ConversationAddress {
  readonly activityId: string;
}

/** For what is worth less than the wait for it. */
export interface Haste {
  /**
   * One attempt, which has this long, the token included, and is made only where nothing else goes into the
   * conversation and Teams' limits leave room; it ends when something else comes. Without: all that is waited out.
   */
  readonly onceWithinMs?: number | undefined;
}

/** What goes into one conversation goes out in the order of the calls. All throw ConnectorError or TokenError. */
export interface Connector {
  /** `replyToId`: into the thread of that activity. `id` is undefined where Teams gives none. */
  send(
    to: ConversationAddress & { readonly replyToId?: string | undefined },
    activity: object,
    haste?: Haste,
  ): Promise<{ readonly id: string | undefined }>;
  update(at: ActivityAddress, activity: object): Promise<void>;
  delete(at: ActivityAddress): Promise<void>;
  /** Somebody is there: what Teams said of the conversation before, such as that the bot was removed, is over. */
  heardFrom(conversationId: string): void;
}

/** The rest of what Teams answers to. Throws the same. */
export interface LookUps {
  /** What Teams knows: out of turn, and in one attempt, because somebody waits for it. */
  get(from: Resource): Promise<JsonObject>;
  /** The conversation with these members, found or made. */
  open(serviceUrl: string, conversation: object): Promise<{ readonly id: string | undefined }>;
}

/** How much is remembered at the moment. */
interface Held {
  /** With something on its way. */
  readonly conversations: number;
  /** Of which the limits of Teams are kept. */
  readonly threads: number;
  /** That take nothing any more. */
  readonly closed: number;
}

/** Ours. */
const lookUpMs = 10_000;

export interface ConnectorOptions {
  /** `undefined`: no bearer, for development on one machine. */
  readonly token: TokenSource | undefined;
  /** The token goes nowhere else, whatever a stored address says, but for `otherOrigin`. */
  readonly mayServe: ServiceUrlRule;
  /** Where a call goes whose host says that it is the wrong one. `undefined`: nowhere. */
  readonly otherOrigin?: string | undefined;
  /** Told what takes nothing any more: a chat or channel with all its threads, or one thread. */
  readonly onGone?: (conversationId: string) => void;
  /** Hears of each attempt, and of each wait for room in Teams' limits. */
  readonly onSend?: (attempt: SendAttempt) => void;
  readonly onSendWait?: (wait: SendWait) => void;
  /** Where other processes send as the same bot. */
  readonly sharedQuotas?: SharedQuotas | undefined;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export function createConnector(options: ConnectorOptions): Connector & LookUps & { held(): Held } {
  const { token, mayServe, otherOrigin, onGone = () => undefined, dispatcher, clock, random } = options;
  const queue = createConversationQueue();
  const closed = createClosed({ clock, onGone });
  const exchange = observed(createExchange(dispatcher, clock), clock, options.onSend ?? (() => undefined));
  const pace = createPace(whileOpen, { clock, onWait: options.onSendWait, sharedQuotas: options.sharedQuotas });
  const attempt = otherHost(signed, otherOrigin, clock);

  /** Those who waited for room or for a token are told too. */
  async function whileOpen(...[call, bearer, signal]: Parameters<Exchange>): Promise<Answer> {
    if (call.kind !== 'send') return exchange(call, bearer, signal);
    closed.check(call.method, call.conversationId);
    const answer = await exchange(call, bearer, signal);
    closed.learn(call.conversationId, answer);
    return answer;
  }

  async function signed(call: Call, signal?: AbortSignal): Promise<Answer> {
    if (token === undefined) return pace.exchange(call, undefined, signal);
    const until = signal && { signal };
    const answer = await pace.exchange(call, await token({ refresh: false, ...until }), signal);
    if (answer.status !== 401) return answer;
    return pace.exchange(call, await token({ refresh: true, ...until }), signal);
  }

  async function once(call: Call, withinMs: number, parent?: AbortSignal): Promise<Answer> {
    try {
      return accepted(call.method, await withDeadline(clock, withinMs, parent, (signal) => attempt(call, signal)));
    } catch (cause) {
      if (parent?.aborted === true) throw new ConnectorError(call.method, { code: ownCodes.overtaken, cause });
      // What was sent ends with an error of its own.
      if (cause instanceof DeadlineError)
        throw new ConnectorError(call.method, { code: ownCodes.notSentInTime, cause });
      throw cause;
    }
  }

  async function attempts(call: Call): Promise<Answer> {
    closed.check(call.method, call.conversationId);
    for (let number = 1; ; number++) {
      const result = await attempt(call).catch(noAnswer);
      const delayMs = retryDelayMs(call.method, result, { attempt: number, now: clock.now(), random });
      if (delayMs === undefined) return accepted(call.method, result);
      await clock.sleep(delayMs);
    }
  }

  async function queued(
    method: Method,
    to: ConversationAddress,
    activityId: string | undefined,
    content?: object,
    { onceWithinMs }: Haste = {},
  ): Promise<Answer> {
    const path = ['v3', 'conversations', to.conversationId, 'activities'];
    if (activityId !== undefined) path.push(activityId);
    const call = callOf(method, { serviceUrl: to.serviceUrl, path }, mayServe, content);
    const key = `${to.serviceUrl} ${to.conversationId}`;
    if (onceWithinMs === undefined) return queue.run(key, () => attempts(call));
    const sent = queue.spare(key, (overtaken) => once({ ...call, isSpare: true }, onceWithinMs, overtaken));
    if (sent === undefined) throw new ConnectorError(method, { code: ownCodes.overtaken });
    return sent;
  }

  return {
    send: (to, activity, haste) => queued('POST', to, to.replyToId, activity, haste),
    async update(at, activity) {
      await queued('PUT', at, at.activityId, activity);
    },
    async delete(at) {
      await queued('DELETE', at, at.activityId);
    },
    heardFrom: (conversationId) => closed.open(conversationId),
    get: async (from) => (await once(callOf('GET', from, mayServe), lookUpMs)).said,
    open: async (serviceUrl, conversation) =>
      once(callOf('POST', { serviceUrl, path: ['v3', 'conversations'] }, mayServe, conversation), lookUpMs),
    held: () => ({ conversations: queue.size, threads: pace.threads, closed: closed.size }),
  };
}

function noAnswer(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  throw error;
}

function accepted(method: Method, result: Answer | ConnectorError): Answer {
  if (result instanceof ConnectorError) throw result;
  if (result.status >= 200 && result.status < 300) return result;
  throw new ConnectorError(method, result);
}
