/** Looks at the watches that are due, as long as the bot runs. */

import { createErrands } from '../bot/errands.ts';
import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import type { Watches } from '../state/watches.ts';
import { createLook, type LookOptions } from './look.ts';
import { watchNumbers as numbers } from './numbers.ts';
import { createTeller, type TellerOptions } from './teller.ts';

export interface Watcher {
  /** Looks now and every few seconds. */
  start(): void;
  /** Looks no more; resolves when what is under way is told, and the rest is given back. */
  stop(): Promise<void>;
}

export interface WatcherOptions extends Omit<TellerOptions, 'watches'>, Pick<LookOptions, 'defender'> {
  readonly watches: Watches;
  readonly clock: Clock;
  readonly log: Log;
}

export function createWatcher(options: WatcherOptions): Watcher {
  const { watches, clock, log } = options;
  const look = createLook({ ...options, tell: createTeller(options) });
  const tellings = createErrands(numbers.conversationsAtOnce);
  const held = new Set<string>();
  const stopping = new AbortController();
  const stopped = new AbortController();
  const { signal } = stopping;
  let going: Promise<unknown> = Promise.resolve();

  async function lookOnce(): Promise<boolean> {
    try {
      return await look({ tellings, held, signal });
    } catch (error) {
      if (!signal.aborted) log.error(errorFields(error), 'the watches could not be looked at');
      return false;
    }
  }

  async function lookOn(): Promise<void> {
    while (!signal.aborted) {
      const isMore = await lookOnce();
      if (!isMore) await clock.sleep(numbers.everyMs, signal).catch(() => undefined); // it stops
    }
    await tellings.idle();
    stopped.abort();
  }

  async function renewOn(): Promise<void> {
    for (;;) {
      await clock.sleep(numbers.renewMs, stopped.signal).catch(() => undefined); // it has stopped
      if (stopped.signal.aborted) return;
      if (held.size === 0) continue;
      await watches.renew([...held], clock.now() + numbers.leaseMs).catch((error: unknown) => {
        log.error(errorFields(error), 'the lease of watches was not renewed');
      });
    }
  }

  return {
    start() {
      going = Promise.all([lookOn(), renewOn()]);
    },
    async stop() {
      stopping.abort();
      await going;
      await watches.release().catch((error: unknown) => {
        log.error(errorFields(error), 'watches were not given back: they are looked at when their lease has run out');
      });
    },
  };
}
