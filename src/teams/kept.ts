/** Answers kept for a while, each asked for once however many wait for it. A failure is never kept. */

import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';

export type Kept<T> = (key: string, fetch: () => Promise<T>) => Promise<T>;

export function createKept<T extends object>({
  max,
  ttlMs,
  clock,
}: {
  readonly max: number;
  readonly ttlMs: number;
  readonly clock: Clock;
}): Kept<T> {
  const held = new LRUCache<string, T>({ max, ttl: ttlMs, ttlResolution: 0, perf: { now: () => clock.now() } });
  const asked = new Map<string, Promise<T>>();

  async function ask(key: string, fetch: () => Promise<T>): Promise<T> {
    try {
      const value = await fetch();
      held.set(key, value);
      return value;
    } finally {
      asked.delete(key);
    }
  }

  return (key, fetch) => {
    const value = held.get(key);
    if (value !== undefined) return Promise.resolve(value);
    const flight = asked.get(key) ?? ask(key, fetch);
    asked.set(key, flight);
    return flight;
  };
}
