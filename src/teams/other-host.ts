/**
 * A tenant of GCC may name the public cloud's host, which then says that it is the wrong one: the call goes to GCC's.
 * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages (InvalidBotApiHost)
 */

import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { Answer, Call } from './connector-exchange.ts';

/** One attempt at a call, with the token that it needs. */
export type Attempt = (call: Call, signal?: AbortSignal) => Promise<Answer>;

/** Ours. Service URLs are few: one for a region. */
const limits = { max: 100, ttlMs: 24 * 60 * 60_000 } as const;

/**
 * @param origin - the only other place where the token goes. `undefined`: nowhere, as in clouds that have no other host.
 */
export function otherHost(next: Attempt, origin: string | undefined, clock: Clock): Attempt {
  if (origin === undefined) return next;
  const moved = new LRUCache<string, true>({
    max: limits.max,
    ttl: limits.ttlMs,
    ttlResolution: 0,
    perf: { now: () => clock.now() },
  });

  return async (call, signal) => {
    if (call.origin === origin) return next(call, signal);
    const there = { ...call, origin };
    if (moved.has(call.serviceUrl)) {
      const answer = await next(there, signal);
      if (isWrongHost(answer)) moved.delete(call.serviceUrl);
      return answer;
    }
    const answer = await next(call, signal);
    if (!isWrongHost(answer)) return answer;
    const other = await next(there, signal);
    if (!isWrongHost(other)) moved.set(call.serviceUrl, true);
    return other;
  };
}

function isWrongHost({ status, code }: Answer): boolean {
  return status === 403 && code === 'InvalidBotApiHost';
}
