/**
 * A clock that runs many times as fast as the machine's, and waits for the machine: however long a turn of the event
 * loop takes, little time goes by in it. So a busy machine makes a run longer, and no deadline in it shorter.
 */

import type { Clock } from '../../src/clock.ts';

export interface FastClock extends Clock {
  /** It stands still from then on; who sleeps sleeps on. */
  stop(): void;
}

export interface FastClockOptions {
  readonly startsAt: number;
  readonly speed: number;
}

/** What counts of one turn of the event loop, in milliseconds of the machine. */
const maxTurnMs = 2;

export function fastClock({ startsAt, speed }: FastClockOptions): FastClock {
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  let now = startsAt;
  let lookedAt = performance.now();
  let timer = setTimeout(tick, 1);

  function tick(): void {
    const realMs = performance.now() - lookedAt;
    lookedAt += realMs;
    now += Math.min(realMs, maxTurnMs) * speed;
    const due = [...sleepers].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    for (const { wake } of due) wake();
    timer = setTimeout(tick, 1);
  }

  return {
    now: () => Math.floor(now),
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        signal?.throwIfAborted();
        const sleeper = { at: now + ms, wake: () => end(resolve) };
        const abort = (): void => end(() => reject(signal?.reason as Error)); // whatever it was aborted with
        function end(settle: () => void): void {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', abort);
          settle();
        }
        signal?.addEventListener('abort', abort, { once: true });
        sleepers.add(sleeper);
      }),
    stop: () => clearTimeout(timer),
  };
}
