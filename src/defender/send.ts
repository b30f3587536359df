/** One request, one response. Every layer of the client has this shape, so layers compose. */

import type { Endpoint } from './endpoints.ts';
import type { Attempt } from './observe.ts';

/** `interactive`: somebody sits before the chat. `background`: nobody does, so it waits longer and goes last. */
export type Urgency = 'interactive' | 'background';

/** Whose request it is. */
export interface Caller {
  /** The conversation that it is asked for: each has its share of the quota. */
  readonly conversation: string;
  /** `interactive` where nothing is said. */
  readonly urgency?: Urgency;
  /** Hears of each attempt that is made for this caller, and not shared from somebody else's. */
  readonly onAttempt?: (attempt: Attempt) => void;
  /** Each of its questions is a fresh one, the first time that it is put. */
  readonly fresh?: boolean;
  /** Hears when Defender was asked for each answer that this caller is given, in ms since the epoch. */
  readonly onAnswer?: (askedAt: number) => void;
}

export interface Request {
  /** Every call of the bot is a read; retry tells the methods apart all the same, because a repeated write acts twice. */
  readonly method: 'GET' | 'POST';
  /** Below the API root, encoded, sent as it stands. */
  readonly path: string;
  /** Of a page that the API linked to, once it was found to be one of Defender's hosts: the path is then the whole of it. */
  readonly origin?: string | undefined;
  /** What it asks, where its path holds the time of asking. */
  readonly question?: string | undefined;
  /** An answer that was asked for earlier is none to it. */
  readonly isFresh?: boolean;
  readonly endpoint: Endpoint;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds since the epoch: a wait that ends later is not begun. */
  readonly deadlineAt: number;
  /** The longest wait for quota, in ms. */
  readonly quotaWaitMs: number;
  readonly caller: Caller;
}

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Decoded JSON; text where an error came in something else; `undefined` when there was no body. */
  readonly body: unknown;
  /** Of the body as it came. */
  readonly bytes: number;
  /** When the attempt began that it answers, in ms since the epoch. */
  readonly askedAt: number;
}

export type Send = (request: Request) => Promise<Response>;

/** Wraps a Send in another Send. */
export type Layer = (next: Send) => Send;

/** The first layer given is the outermost. */
export function compose(transport: Send, ...layers: readonly Layer[]): Send {
  return layers.reduceRight<Send>((next, layer) => layer(next), transport);
}
