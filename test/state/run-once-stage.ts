/** Questions of a process that is started again on its state, and runs that wait for a test to end them. */

import { afterEach, beforeEach } from '@jest/globals';
import { createRunOnce, memory, type RunOnce } from '../../src/state/run-once.ts';
import type { State } from '../../src/state/state.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import type { TestDatabase } from './engines.ts';
import { createWatch } from './watched.ts';

interface Question {
  readonly type: string;
  readonly id: string | undefined;
  readonly conversation: { readonly id: string };
  readonly text: string;
}

interface RunOnceStage {
  clock: ManualClock;
  logged: string[];
  refused: string[];
  givenUp: string[];
  /** Runs of the living process that wait for a test to end them. */
  running: { readonly text: string; answer(): void; fail(): void }[];
  runOnce(overrides?: Partial<State['activities']>): RunOnce<Question, string>;
  /** What was begun has run until it waits. */
  settled(): Promise<void>;
  sweeps(times: number): Promise<void>;
  /** As after a kill: another process opens what this one left. */
  restart(): Promise<RunOnce<Question, string>>;
}

export function question(text: string, type = 'message'): Question {
  return { type, id: `id of ${text}`, conversation: { id: 'c' }, text };
}

/** Of the test file that calls it: empty for each test. */
export function runOnceStage(create: () => Promise<TestDatabase>): RunOnceStage {
  const watch = createWatch();
  let database: TestDatabase;
  let state: State;
  const empty = () => ({ clock: manualClock(), logged: [], refused: [], givenUp: [], running: [] });
  const stage: RunOnceStage = {
    ...empty(),
    runOnce(overrides = {}) {
      const { clock, logged, running, refused, givenUp } = stage;
      const note = (fields: object, message: string): void => void logged.push(JSON.stringify({ ...fields, message }));
      return createRunOnce<Question, string>({
        activities: watch.of({ ...state.activities, ...overrides }),
        run: ({ text }) =>
          new Promise((resolve, reject) => {
            running.push({
              text,
              answer: () => resolve(`answer to ${text}`),
              fail: () => reject(new RangeError(text)),
            });
          }),
        giveUp: ({ text }) => Promise.resolve(void givenUp.push(text)),
        refuse: ({ text }, error) => Promise.resolve(void refused.push(`${text}: ${error.message}`)),
        repeated: 'repeated',
        revive: (json) => json as Question, // what it is made of is JSON
        clock,
        log: { info: note, warn: note, error: note },
      });
    },
    settled: () => watch.settled(stage.clock),
    async sweeps(times) {
      for (let i = 0; i < times; i++) {
        await stage.clock.advance(memory.sweepMs);
        await stage.settled();
      }
    },
    async restart() {
      await state.close();
      state = await database.open();
      stage.running = [];
      return stage.runOnce();
    },
  };

  beforeEach(async () => {
    Object.assign(stage, empty());
    database = await create();
    state = await database.open();
  });

  afterEach(() => database.remove());

  return stage;
}
