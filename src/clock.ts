/** Time as a parameter: every wait, age and deadline of the bot goes through one of these. */

import { setTimeout as wait } from 'node:timers/promises';

export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, { signal, ref: true });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};

/** The result of `work`, or the signal's reason once it is aborted: the work then goes on, for others that wait for it. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const given = Promise.withResolvers<never>();
  const giveUp = (): void => given.reject(signal.reason);
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([given.promise, work]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** The reason of a signal whose time ran out, told apart from a caller that gave up. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/**
 * Runs `work` with a signal that aborts after `ms` (with a DeadlineError) or with `parent`.
 * The work has to honour the signal: nothing is abandoned behind its back.
 */
export async function withDeadline<T>(
  clock: Clock,
  ms: number,
  parent: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const done = new AbortController();
  const timer = clock.sleep(ms, done.signal).then(
    () => deadline.abort(new DeadlineError(`No answer within ${ms} ms`)),
    () => undefined, // the work was done first
  );
  try {
    return await work(parent === undefined ? deadline.signal : AbortSignal.any([parent, deadline.signal]));
  } finally {
    done.abort();
    await timer;
  }
}
