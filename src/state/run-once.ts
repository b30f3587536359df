/** Around each turn: a repeat does nothing, and what a process left unanswered when it died is answered by another one. */

import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import { StateError } from './errors.ts';
import type { Activities, ActivityKey, Unfinished } from './activities.ts';

/** What has to be known of an activity to tell it apart. */
export interface Recorded {
  readonly type: string;
  readonly id: string | undefined;
  readonly conversation: { readonly id: string };
}

export interface RunOnceOptions<A extends Recorded, R> {
  readonly activities: Activities;
  readonly run: (activity: A) => Promise<R>;
  /** In its place where it ended each process that ran it: whoever asked is told, and waits no longer. */
  readonly giveUp: (activity: A) => Promise<unknown>;
  /** In its place where the database is away, so that it cannot be recorded. */
  readonly refuse: (activity: A, error: StateError) => Promise<unknown>;
  /** What a repeat is answered with. */
  readonly repeated: R;
  /** Reads what `JSON.stringify` made of an activity, as carefully as what comes from outside. */
  readonly revive: (json: unknown) => A;
  /** What else is too old by then. */
  readonly forget?: (now: number) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface RunOnce<A, R> {
  /**
   * Rejects with what `run` rejects with, and when the activity cannot be recorded although the database is there.
   * @param taken - called when the activity is recorded, or known: from then on it is not lost.
   */
  run(activity: A, taken?: () => void): Promise<R>;
  /** Takes over what dead processes left, now and from time to time. Resolves when the first of it is under way. */
  start(): Promise<void>;
  /** Takes over nothing more; resolves when what was taken over is answered. */
  stop(): Promise<void>;
}

interface End {
  readonly key: ActivityKey;
  readonly outcome: 'answered' | 'failed';
}

/** How long a repeat is known, and a question is worth an answer; how often both are looked at. */
export const memory = { maxAgeMs: 24 * 60 * 60_000, sweepMs: 10_000 } as const;

/** Of turns that ended while the database was away: as many may have been under way when it went. */
const maxUnwritten = 10_000;

/** Questions; anything else is not worth a record, and harmless twice. */
const recordedTypes: readonly string[] = ['message', 'invoke'];

export function createRunOnce<A extends Recorded, R>(options: RunOnceOptions<A, R>): RunOnce<A, R> {
  const { activities, clock, log } = options;
  const stopping = new AbortController();
  const takenOver = new Set<Promise<void>>();
  const unwritten = new Set<End>();
  let sweeping: Promise<void> = Promise.resolve();

  /** A question that was answered is answered, whether that can be written down or not. */
  async function end(key: ActivityKey, outcome: End['outcome']): Promise<void> {
    await activities.end(key, outcome).catch((error: unknown) => {
      if (error instanceof StateError && unwritten.size < maxUnwritten) unwritten.add({ key, outcome });
      log.error(errorFields(error), 'the end of a turn was not recorded: after a crash it runs again');
    });
  }

  /** What stays unwritten runs again when this process has ended. Rejects at the first that is still not taken. */
  async function writeEnds(): Promise<void> {
    for (const one of unwritten) {
      await activities.end(one.key, one.outcome);
      unwritten.delete(one);
    }
  }

  async function begin(key: ActivityKey, activity: A): Promise<'run' | 'skip' | StateError> {
    try {
      return await activities.begin(key, JSON.stringify(activity), clock.now());
    } catch (error) {
      if (error instanceof StateError) return error;
      throw error;
    }
  }

  async function toTheEnd<T>(key: ActivityKey, work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      await end(key, 'answered');
      return result;
    } catch (error) {
      await end(key, 'failed');
      throw error;
    }
  }

  async function again({ payload, isGivenUp, ...key }: Unfinished): Promise<void> {
    try {
      const activity = (): A => options.revive(JSON.parse(payload));
      if (isGivenUp) await givenUp(key, () => options.giveUp(activity()));
      else await toTheEnd(key, () => options.run(activity()));
    } catch (error) {
      log.error(errorFields(error), 'a question that another process left was not answered');
    }
  }

  async function givenUp(key: ActivityKey, tell: () => Promise<unknown>): Promise<void> {
    log.error({}, 'a question ended each process that worked on it, and is given up');
    try {
      await tell();
    } finally {
      await end(key, 'failed');
    }
  }

  async function sweep(): Promise<void> {
    try {
      await writeEnds();
      await activities.forget(clock.now() - memory.maxAgeMs);
      const unfinished = await activities.takeOver();
      if (unfinished.length > 0)
        log.warn({ count: unfinished.length }, 'questions that another process left are taken over');
      for (const one of unfinished) {
        const work = again(one).finally(() => takenOver.delete(work));
        takenOver.add(work);
      }
      await options.forget?.(clock.now());
    } catch (error) {
      log.error(errorFields(error), 'the state could not be looked through');
    }
  }

  async function sweepOn(): Promise<void> {
    for (;;) {
      try {
        await clock.sleep(memory.sweepMs, stopping.signal);
      } catch {
        return; // it stops
      }
      await sweep();
    }
  }

  return {
    async run(activity, taken = () => undefined) {
      const { type, id, conversation } = activity;
      if (id === undefined || !recordedTypes.includes(type)) {
        taken();
        return options.run(activity);
      }
      const key = { conversationId: conversation.id, activityId: id };
      const begun = await begin(key, activity);
      taken();
      if (begun instanceof StateError) {
        await options.refuse(activity, begun);
        return options.repeated;
      }
      if (begun === 'skip') return options.repeated;
      return toTheEnd(key, () => options.run(activity));
    },
    async start() {
      await sweep();
      sweeping = sweepOn();
    },
    async stop() {
      stopping.abort();
      await sweeping;
      while (takenOver.size > 0) await Promise.all(takenOver);
      await writeEnds().catch((error: unknown) => {
        log.error(errorFields(error), 'the ends of turns were not recorded: they run again');
      });
    },
  };
}
