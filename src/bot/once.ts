/** Tells what was seen a moment ago, such as the first of two quick presses. */

import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';

/** True the first time within `ttlMs`. */
export type Once = (...key: readonly unknown[]) => boolean;

export function createOnce({
  max,
  ttlMs,
  clock,
}: {
  readonly max: number;
  readonly ttlMs: number;
  readonly clock: Clock;
}): Once {
  const seen = new LRUCache<string, true>({ max, ttl: ttlMs, ttlResolution: 0, perf: { now: () => clock.now() } });
  return (...key) => {
    const name = JSON.stringify(key);
    if (seen.has(name)) return false;
    seen.set(name, true);
    return true;
  };
}
