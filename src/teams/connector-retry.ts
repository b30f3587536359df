/**
 * When a send is worth another try, and when.
 * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit and
 * …/bots/how-to/conversations/conversation-messages: no other status may be retried.
 */

import { retryAfterHeaderMs } from '../retry-after.ts';
import { ConnectorError, ownCodes } from './connector-error.ts';
import type { Answer, Method } from './connector-exchange.ts';

/** Ours. A `Retry-After` beyond `maxRetryAfterMs` is not waited for. */
const retryLimits = { attempts: 4, baseMs: 500, maxMs: 8_000, maxRetryAfterMs: 60_000 } as const;

/** Of an answer: Teams may take the same another time. */
export const retriedStatuses: ReadonlySet<number> = new Set([412, 429, 502, 503, 504]);

/** The request never left: whatever it asks for can not have happened. Source: nodejs.org/api/errors.html */
export const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export interface Weather {
  /** Counted from 1. */
  readonly attempt: number;
  readonly now: number;
  readonly random: () => number;
}

/** Milliseconds until the next try; `undefined`: there is none. */
export function retryDelayMs(method: Method, result: Answer | ConnectorError, weather: Weather): number | undefined {
  if (weather.attempt >= retryLimits.attempts) return undefined;
  if (result instanceof ConnectorError) return mayRepeat(method, result) ? backoffMs(weather) : undefined;
  if (!retriedStatuses.has(result.status)) return undefined;
  const askedMs = retryAfterHeaderMs(result.retryAfter, weather.now);
  if (askedMs === undefined) return backoffMs(weather);
  return askedMs <= retryLimits.maxRetryAfterMs ? askedMs : undefined;
}

/** A POST that may have arrived would show its message twice. PUT and DELETE come to the same a second time. */
function mayRepeat(method: Method, { status, code }: ConnectorError): boolean {
  if (status !== undefined || code === ownCodes.sendLimit) return false; // it was not sent, and would not be
  return method !== 'POST' || (code !== undefined && neverSent.has(code));
}

/** Grows exponentially; the random half keeps replicas apart, the fixed half keeps it from hammering. */
function backoffMs({ attempt, random }: Weather): number {
  return (0.5 + random() / 2) * Math.min(retryLimits.maxMs, retryLimits.baseMs * 2 ** (attempt - 1));
}
