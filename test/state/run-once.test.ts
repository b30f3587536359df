import { describe, expect, test } from '@jest/globals';
import { StateError } from '../../src/state/errors.ts';
import { openState } from '../../src/state/state.ts';
import { engines } from './engines.ts';
import { question, runOnceStage } from './run-once-stage.ts';

describe.each(engines)('on %s', (_, create) => {
  const stage = runOnceStage(create);

  describe('a question', () => {
    test('is answered, and its repeat is not run', async () => {
      const once = stage.runOnce();
      const first = once.run(question('q'));
      await stage.settled();

      expect(await once.run(question('q'))).toBe('repeated');
      stage.running[0]?.answer();
      expect(await first).toBe('answer to q');
      expect(await once.run(question('q'))).toBe('repeated');
      expect(stage.running).toHaveLength(1);
    });

    test('runs again when its answer failed', async () => {
      const once = stage.runOnce();
      const first = once.run(question('q'));
      await stage.settled();
      stage.running[0]?.fail();
      await expect(first).rejects.toThrow('q');

      const second = once.run(question('q'));
      await stage.settled();
      stage.running[1]?.answer();

      expect(await second).toBe('answer to q');
    });

    test('is not run when it cannot be recorded', async () => {
      const once = stage.runOnce({ begin: () => Promise.reject(new RangeError('disk full')) });

      let isTaken = false;
      await expect(once.run(question('q'), () => (isTaken = true))).rejects.toThrow('disk full');
      expect(stage.running).toHaveLength(0);
      expect(isTaken).toBe(false);
    });

    test('is refused, and its repeat too, while the database is away, and run once that is back', async () => {
      const away = stage.runOnce({ begin: () => Promise.reject(new StateError('away')) });
      let taken = 0;

      expect(await away.run(question('q'), () => (taken += 1))).toBe('repeated');
      expect(await away.run(question('q'), () => (taken += 1))).toBe('repeated');

      expect([stage.refused, taken, stage.running.length]).toEqual([['q: away', 'q: away'], 2, 0]);
      void stage.runOnce().run(question('q'));
      await stage.settled();
      expect(stage.running).toHaveLength(1);
    });

    test('is taken once it is recorded, long before it is answered', async () => {
      const once = stage.runOnce();
      let taken = 0;
      const answer = once.run(question('q'), () => (taken += 1));
      await stage.settled();
      expect([taken, stage.running.length]).toEqual([1, 1]);
      await once.run(question('q'), () => (taken += 1));

      expect(taken).toBe(2); // the repeat is known
      stage.running[0]?.answer();
      await answer;
    });

    test('is answered even when its end cannot be recorded, and the log says so', async () => {
      const once = stage.runOnce({ end: () => Promise.reject(new RangeError('disk full')) });
      const answer = once.run(question('q'));
      await stage.settled();
      stage.running[0]?.answer();

      expect(await answer).toBe('answer to q');
      expect(stage.logged.join()).toContain('was not recorded');
    });

    test.each([
      ['without an id', { ...question('q'), id: undefined }],
      ['that asks nothing', question('q', 'conversationUpdate')],
    ])('is what an activity %s is not: that runs each time', async (_, activity) => {
      const once = stage.runOnce();
      void once.run(activity);
      void once.run(activity);
      await stage.settled();

      expect(stage.running).toHaveLength(2);
    });
  });

  test('the state is looked through again and again, whatever happened the last time', async () => {
    let looks = 0;
    const once = stage.runOnce({
      takeOver: () => {
        looks += 1;
        return looks === 2 ? Promise.reject(new RangeError('busy')) : Promise.resolve([]);
      },
    });
    await once.start();
    await stage.sweeps(3);

    expect(looks).toBe(4);
    await once.stop();
    await stage.sweeps(3);
    expect(looks).toBe(4);
    expect(stage.clock.sleepers).toBe(0);
  });
});

test('what is in memory is forgotten with it', async () => {
  const first = await openState({ file: ':memory:' });
  await first.activities.begin({ conversationId: 'c', activityId: 'a' }, '{}', 1);
  const second = await openState({ file: ':memory:' });

  expect(await second.activities.takeOver()).toEqual([]);
  await Promise.all([first.close(), second.close()]);
});
