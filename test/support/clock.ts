/** A clock that moves only when a test says so. */

import type { Clock } from '../../src/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export interface ManualClock extends Clock {
  /** Moves on, waking sleepers in the order of their times and letting each run before the next wakes. */
  advance(ms: number): Promise<void>;
  /** Moves on at once, for who cannot wait: those whose time has come are woken, and run later. */
  pass(ms: number): void;
  /** Moves on to the next sleeper, if there is one. */
  next(): Promise<void>;
  readonly sleepers: number;
}

export function manualClock(start = Date.parse('2026-11-24T14:03:22Z')): ManualClock {
  let now = start;
  let sleepers: Sleeper[] = [];

  async function advanceTo(end: number): Promise<void> {
    await settle();
    for (;;) {
      const due = sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      now = Math.max(now, due.at);
      sleepers = sleepers.filter((sleeper) => sleeper !== due);
      due.wake();
      await settle();
    }
    now = Math.max(now, end);
  }

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        signal?.throwIfAborted();
        const sleeper: Sleeper = { at: now + ms, wake: finish };
        const abort = (): void => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal?.reason as Error);
        };
        function finish(): void {
          signal?.removeEventListener('abort', abort);
          resolve();
        }
        signal?.addEventListener('abort', abort, { once: true });
        sleepers.push(sleeper);
      }),
    advance: (ms) => advanceTo(now + ms),
    pass(ms) {
      now += ms;
      const due = sleepers.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
      sleepers = sleepers.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
    },
    async next() {
      await settle();
      const first = Math.min(...sleepers.map(({ at }) => at));
      if (Number.isFinite(first)) await advanceTo(Math.max(now, first));
    },
    get sleepers() {
      return sleepers.length;
    },
  };
}

/** Lets promise chains and pending socket events run. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}
