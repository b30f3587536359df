/** The way out: messages to Teams through the Bot Framework's connector. */

import type { Dispatcher } from 'undici';
import { DeadlineError, withDeadline, type Clock } from '../clock.ts';
import type { TokenSource } from '../entra/token-source.ts';
import { ConnectorError } from './connector-error.ts';
import { createExchange, type Answer, type Call, type Method } from './connector-exchange.ts';
import { retryDelayMs } from './connector-retry.ts';
import { createConversationQueue } from './conversation-queue.ts';
import type { JsonObject } from '../json.ts';
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
  /** One attempt, which has this long from its turn on, the token included. Without: Teams' weather is waited out. */
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
}

/** The rest of what Teams answers to. Throws the same. */
export interface LookUps {
  /** What Teams knows: out of turn, and in one attempt, because somebody waits for it. */
  get(from: Resource): Promise<JsonObject>;
  /** The conversation with these members, found or made. */
  open(serviceUrl: string, conversation: object): Promise<{ readonly id: string | undefined }>;
}

export interface Resource {
  readonly serviceUrl: string;
  /** Below the service URL; its parts are encoded here. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
}

/** Ours. */
const lookUpMs = 10_000;

export interface ConnectorOptions {
  /** `undefined`: no bearer, for development on one machine. */
  readonly token: TokenSource | undefined;
  /** The token goes nowhere else, whatever a stored address says. */
  readonly mayServe: ServiceUrlRule;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export function createConnector({ token, mayServe, dispatcher, clock, random }: ConnectorOptions): Connector & LookUps {
  const exchange = createExchange(dispatcher, clock);
  const queue = createConversationQueue();

  async function signed(call: Call, signal?: AbortSignal): Promise<Answer> {
    if (token === undefined) return exchange(call, undefined, signal);
    const until = signal && { signal };
    const answer = await exchange(call, await token({ refresh: false, ...until }), signal);
    return answer.status === 401 ? exchange(call, await token({ refresh: true, ...until }), signal) : answer;
  }

  async function once(call: Call, withinMs: number): Promise<Answer> {
    try {
      return accepted(call.method, await withDeadline(clock, withinMs, undefined, (signal) => signed(call, signal)));
    } catch (cause) {
      if (cause instanceof DeadlineError) throw new ConnectorError(call.method, { code: 'TIMEOUT', cause }); // no token yet
      throw cause;
    }
  }

  async function attempts(call: Call): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const result = await signed(call).catch(noAnswer);
      const delayMs = retryDelayMs(call.method, result, { attempt, now: clock.now(), random });
      if (delayMs === undefined) return accepted(call.method, result);
      await clock.sleep(delayMs);
    }
  }

  function callOf(method: Method, { serviceUrl, path, query = {} }: Resource, content?: object): Call {
    if (!mayServe(serviceUrl)) throw new ConnectorError(method, { code: 'ServiceUrlNotAllowed' });
    const { origin, pathname } = new URL(serviceUrl);
    const below = [pathname.replace(/\/+$/, ''), ...path.map(encodeURIComponent)].join('/');
    const search = new URLSearchParams(query).toString();
    return {
      method,
      origin,
      path: search === '' ? below : `${below}?${search}`,
      body: content && JSON.stringify(content),
    };
  }

  async function queued(
    method: Method,
    to: ConversationAddress,
    activityId: string | undefined,
    content?: object,
    { onceWithinMs }: Haste = {},
  ) {
    const path = ['v3', 'conversations', to.conversationId, 'activities'];
    if (activityId !== undefined) path.push(activityId);
    const call = callOf(method, { serviceUrl: to.serviceUrl, path }, content);
    return queue.run(`${to.serviceUrl} ${to.conversationId}`, () =>
      onceWithinMs === undefined ? attempts(call) : once(call, onceWithinMs),
    );
  }

  return {
    send: (to, activity, haste) => queued('POST', to, to.replyToId, activity, haste),
    async update(at, activity) {
      await queued('PUT', at, at.activityId, activity);
    },
    async delete(at) {
      await queued('DELETE', at, at.activityId);
    },
    get: async (from) => (await once(callOf('GET', from), lookUpMs)).said,
    open: async (serviceUrl, conversation) =>
      once(callOf('POST', { serviceUrl, path: ['v3', 'conversations'] }, conversation), lookUpMs),
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
