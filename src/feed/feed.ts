/** Looks for new alerts from time to time, tells the rooms that subscribed to them, and brings what was told up to date. */

import { createErrands } from '../bot/errands.ts';
import { errorFields } from '../log.ts';
import { createFeedLease } from './lease.ts';
import { createLook, type LookOptions } from './look.ts';
import { feedNumbers as numbers } from './numbers.ts';

export interface FeedLoop {
  /** Looks now and from time to time. */
  start(): void;
  /** Looks no more; resolves when what is under way is done. */
  stop(): Promise<void>;
}

export type FeedOptions = LookOptions;

export function createFeedLoop(options: FeedOptions): FeedLoop {
  const { clock, log } = options;
  const look = createLook(options);
  const lease = createFeedLease(options);
  const visits = createErrands(numbers.roomsAtOnce);
  const stopping = new AbortController();
  const stopped = new AbortController();
  const { signal } = stopping;
  let going: Promise<unknown> = Promise.resolve();

  async function lookIfDue(): Promise<void> {
    const marks = await lease.take();
    if (marks !== undefined) lease.note(await look(marks, { visits, signal, hold: () => lease.hold() }));
  }

  async function sleepUntil(at: number, ...signals: readonly AbortSignal[]): Promise<void> {
    await clock.sleep(Math.max(0, at - clock.now()), AbortSignal.any([signal, ...signals])).catch(() => undefined); // it stops
  }

  /** A room that takes its time holds up neither the others nor the next look: the feed stays ours meanwhile. */
  async function finish(dueAt: number): Promise<void> {
    const idle = new AbortController();
    await Promise.race([visits.idle().then(() => idle.abort()), sleepUntil(dueAt, idle.signal)]);
    if (visits.busy.size === 0) await lease.giveBack(dueAt);
  }

  async function lookOn(): Promise<void> {
    while (!signal.aborted) {
      const dueAt = clock.now() + numbers.everyMs;
      const failed = (error: unknown): void => {
        if (!signal.aborted) log.error(errorFields(error), 'new alerts could not be looked for');
      };
      await lookIfDue().catch(failed);
      await finish(dueAt).catch(failed);
      await sleepUntil(dueAt);
    }
    await visits.idle();
    await lease.giveBack(clock.now()).catch((error: unknown) => {
      log.error(errorFields(error), 'the feed was not given back: it is free when its lease has run out');
    });
    stopped.abort();
  }

  return {
    start() {
      going = Promise.all([lookOn(), lease.keep(stopped.signal)]);
    },
    async stop() {
      stopping.abort();
      await going;
    },
  };
}
