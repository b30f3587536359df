import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { maxAttempts } from '../../src/state/activities.ts';
import { StateError } from '../../src/state/errors.ts';
import { createRunOnce, memory, type RunOnce } from '../../src/state/run-once.ts';
import { openState, type State } from '../../src/state/state.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { engines, type TestDatabase } from './engines.ts';
import { createWatch } from './watched.ts';

interface Question {
  readonly type: string;
  readonly id: string | undefined;
  readonly conversation: { readonly id: string };
  readonly text: string;
}

describe.each(engines)('on %s', (_, create) => {
  let database: TestDatabase;
  let state: State;
  let clock: ManualClock;
  let logged: string[];
  let refused: string[];
  let givenUp: string[];
  /** Runs that wait for a test to end them. */
  let running: { readonly text: string; answer(): void; fail(): void }[];

  beforeEach(async () => {
    database = await create();
    clock = manualClock();
    [logged, refused, givenUp, running] = [[], [], [], []];
    state = await database.open();
  });

  afterEach(async () => {
    await database.remove();
  });

  function runOnce(overrides: Partial<State['activities']> = {}): RunOnce<Question, string> {
    const note = (fields: object, message: string): void => void logged.push(JSON.stringify({ ...fields, message }));
    return createRunOnce<Question, string>({
      activities: watch.of({ ...state.activities, ...overrides }),
      run: ({ text }) =>
        new Promise((resolve, reject) => {
          running.push({ text, answer: () => resolve(`answer to ${text}`), fail: () => reject(new RangeError(text)) });
        }),
      giveUp: ({ text }) => Promise.resolve(void givenUp.push(text)),
      refuse: ({ text }, error) => Promise.resolve(void refused.push(`${text}: ${error.message}`)),
      repeated: 'repeated',
      revive: (json) => json as Question,
      clock,
      log: { info: note, warn: note, error: note },
    });
  }

  const question = (text: string, type = 'message'): Question => ({
    type,
    id: `id of ${text}`,
    conversation: { id: 'c' },
    text,
  });

  const watch = createWatch();
  const settled = (): Promise<void> => watch.settled(clock);

  async function sweeps(times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      await clock.advance(memory.sweepMs);
      await settled();
    }
  }

  async function restart(): Promise<RunOnce<Question, string>> {
    await state.close();
    state = await database.open();
    running = [];
    return runOnce();
  }

  describe('a question', () => {
    test('is answered, and its repeat is not run', async () => {
      const once = runOnce();
      const first = once.run(question('q'));
      await settled();

      expect(await once.run(question('q'))).toBe('repeated');
      running[0]?.answer();
      expect(await first).toBe('answer to q');
      expect(await once.run(question('q'))).toBe('repeated');
      expect(running).toHaveLength(1);
    });

    test('runs again when its answer failed', async () => {
      const once = runOnce();
      const first = once.run(question('q'));
      await settled();
      running[0]?.fail();
      await expect(first).rejects.toThrow('q');

      const second = once.run(question('q'));
      await settled();
      running[1]?.answer();

      expect(await second).toBe('answer to q');
    });

    test('is not run when it cannot be recorded', async () => {
      const once = runOnce({ begin: () => Promise.reject(new RangeError('disk full')) });

      let isTaken = false;
      await expect(once.run(question('q'), () => (isTaken = true))).rejects.toThrow('disk full');
      expect(running).toHaveLength(0);
      expect(isTaken).toBe(false);
    });

    test('is refused, and its repeat too, while the database is away, and run once that is back', async () => {
      const away = runOnce({ begin: () => Promise.reject(new StateError('away')) });
      let taken = 0;

      expect(await away.run(question('q'), () => (taken += 1))).toBe('repeated');
      expect(await away.run(question('q'), () => (taken += 1))).toBe('repeated');

      expect([refused, taken, running.length]).toEqual([['q: away', 'q: away'], 2, 0]);
      void runOnce().run(question('q'));
      await settled();
      expect(running).toHaveLength(1);
    });

    test('is taken once it is recorded, long before it is answered', async () => {
      const once = runOnce();
      let taken = 0;
      const answer = once.run(question('q'), () => (taken += 1));
      await settled();
      expect([taken, running.length]).toEqual([1, 1]);
      await once.run(question('q'), () => (taken += 1));

      expect(taken).toBe(2); // the repeat is known
      running[0]?.answer();
      await answer;
    });

    test('is answered even when its end cannot be recorded, and the log says so', async () => {
      const once = runOnce({ end: () => Promise.reject(new RangeError('disk full')) });
      const answer = once.run(question('q'));
      await settled();
      running[0]?.answer();

      expect(await answer).toBe('answer to q');
      expect(logged.join()).toContain('was not recorded');
    });

    test.each([
      ['without an id', { ...question('q'), id: undefined }],
      ['that asks nothing', question('q', 'conversationUpdate')],
    ])('is what an activity %s is not: that runs each time', async (_, activity) => {
      const once = runOnce();
      void once.run(activity);
      void once.run(activity);
      await settled();

      expect(running).toHaveLength(2);
    });
  });

  describe('after a crash', () => {
    test('what was not answered is answered, once, and as it was asked', async () => {
      void runOnce().run(question('q', 'invoke'));
      await settled();
      const once = await restart();

      await once.start();
      await settled();
      expect(running.map(({ text }) => text)).toEqual(['q']);
      expect(await once.run(question('q', 'invoke'))).toBe('repeated');
      running[0]?.answer();
      await once.stop();

      await (await restart()).start();
      await settled();
      expect(running).toHaveLength(0);
    });

    test('what was answered is not answered twice', async () => {
      const answer = runOnce().run(question('q'));
      await settled();
      running[0]?.answer();
      await answer;
      const once = await restart();

      await once.start();
      await settled();

      expect(running).toHaveLength(0);
      await once.stop();
    });

    test('what is older than a repeat is known for is not worth an answer', async () => {
      void runOnce().run(question('q'));
      await settled();
      await clock.advance(memory.maxAgeMs + 1);
      const once = await restart();

      await once.start();
      await settled();

      expect(running).toHaveLength(0);
      await once.stop();
    });

    test('what ended three processes is given up, once, and not run', async () => {
      void runOnce().run(question('q'));
      await settled();
      for (let crash = 1; crash < maxAttempts; crash++) {
        await (await restart()).start();
        await settled();
      }
      expect(givenUp).toEqual([]);

      const once = await restart();
      await once.start();
      await settled();
      await once.stop();
      await (await restart()).start();
      await settled();

      expect([givenUp, running]).toEqual([['q'], []]);
    });

    test('one that fails again holds up no other', async () => {
      const before = runOnce();
      void before.run(question('q1'));
      void before.run(question('q2'));
      await settled();
      const once = await restart();

      await once.start();
      await settled();
      running[0]?.fail();
      running[1]?.answer();
      await once.stop();

      expect(logged.join()).toContain('was not answered');
      expect(running).toHaveLength(2);
    });
  });

  test('the state is looked through again and again, whatever happened the last time', async () => {
    let looks = 0;
    const once = runOnce({
      takeOver: () => {
        looks += 1;
        return looks === 2 ? Promise.reject(new RangeError('busy')) : Promise.resolve([]);
      },
    });
    await once.start();
    await sweeps(3);

    expect(looks).toBe(4);
    await once.stop();
    await sweeps(3);
    expect(looks).toBe(4);
    expect(clock.sleepers).toBe(0);
  });
});

test('what is in memory is forgotten with it', async () => {
  const first = await openState({ file: ':memory:' });
  await first.activities.begin({ conversationId: 'c', activityId: 'a' }, '{}', 1);
  const second = await openState({ file: ':memory:' });

  expect(await second.activities.takeOver()).toEqual([]);
  await Promise.all([first.close(), second.close()]);
});
