/** What a route's handler is given. */

import type { Caller } from '../entra/tokens.ts';
import type { Answer } from '../http/exchange.ts';
import type { Json } from '../json.ts';
import type { Store } from '../world.ts';
import type { Quota } from './quotas.ts';

export interface Call {
  /** As it was asked for, still percent-encoded. */
  readonly path: string;
  /** Decoded values of the path template's names. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** `undefined`: none, or not JSON. */
  readonly body: Json | undefined;
  readonly caller: Caller;
  readonly store: Store;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Root of the emulator, e.g. `http://127.0.0.1:4010`. */
  readonly baseUrl: string;
  /** The most a collection gives in one answer. */
  readonly pageSize: number;
  /** A whole link to the result of a command. */
  readonly resultLink: (actionId: string, commandIndex: number) => string;
}

/** Throws Refusal. */
type Handler = (call: Call) => Answer;

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Below `/api` or `/api/v1.0`. */
  readonly template: string;
  /** One of these is needed. */
  readonly roles: readonly string[];
  readonly quota: Quota;
  readonly handle: Handler;
}
