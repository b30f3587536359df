import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { maxAttempts } from '../../src/state/activities.ts';
import type { State } from '../../src/state/state.ts';
import { databaseFile } from './database-file.ts';
import { engines, type TestDatabase } from './engines.ts';

describe.each(engines)('on %s', (_, create) => {
  let database: TestDatabase;
  let state: State;

  beforeEach(async () => {
    database = await create();
    state = await database.open();
  });

  afterEach(async () => {
    await database.remove();
  });

  const one = { conversationId: 'c', activityId: 'a' };

  /** As after a kill: another process opens what this one left. */
  async function restart(): Promise<void> {
    await state.close();
    state = await database.open();
  }

  describe('an activity', () => {
    test('runs the first time', async () => {
      expect(await state.activities.begin(one, 'p', 1)).toBe('run');
    });

    test.each([
      ['while the first runs', undefined, 'skip'],
      ['when the first was answered', 'answered', 'skip'],
      ['when the first failed', 'failed', 'run'],
    ] as const)('that is repeated %s', async (_, outcome, expected) => {
      await state.activities.begin(one, 'p', 1);
      if (outcome !== undefined) await state.activities.end(one, outcome);

      expect(await state.activities.begin(one, 'p', 2)).toBe(expected);
    });

    test('that is repeated many times at once runs once', async () => {
      const begun = await Promise.all(Array.from({ length: 20 }, (_, at) => state.activities.begin(one, 'p', at)));

      expect(begun.filter((what) => what === 'run')).toHaveLength(1);
    });

    test.each([
      ['another conversation', { ...one, conversationId: 'd' }],
      ['another activity', { ...one, activityId: 'b' }],
      ['the same letters, cut elsewhere', { conversationId: 'ca', activityId: '' }],
    ])('is not mistaken for %s', async (_, other) => {
      await state.activities.begin(one, 'p', 1);

      expect(await state.activities.begin(other, 'p', 1)).toBe('run');
    });

    test('is remembered over a restart', async () => {
      await state.activities.begin(one, 'p', 1);
      await state.activities.end(one, 'answered');
      await restart();

      expect(await state.activities.begin(one, 'p', 2)).toBe('skip');
    });

    test('is forgotten by its age, whatever became of it', async () => {
      const young = { ...one, activityId: 'young' };
      await state.activities.begin(one, 'p', 1_000);
      await state.activities.begin(young, 'p', 2_000);

      await state.activities.forget(2_000);

      expect(await state.activities.begin(one, 'p', 3_000)).toBe('run');
      expect(await state.activities.begin(young, 'p', 3_000)).toBe('skip');
    });
  });

  describe('what a dead process left', () => {
    test('is taken over, the oldest first, with what is needed to answer it', async () => {
      await state.activities.begin({ ...one, activityId: 'new' }, '{"new":1}', 2_000);
      await state.activities.begin({ ...one, activityId: 'old' }, '{"old":1}', 1_000);
      await restart();

      expect(await state.activities.takeOver()).toEqual([
        { ...one, activityId: 'old', payload: '{"old":1}', isGivenUp: false },
        { ...one, activityId: 'new', payload: '{"new":1}', isGivenUp: false },
      ]);
    });

    test('is taken over once', async () => {
      await state.activities.begin(one, 'p', 1);
      await restart();
      await state.activities.takeOver();

      expect(await state.activities.takeOver()).toEqual([]);
    });

    test('is not run by a repeat besides, neither before nor after', async () => {
      await state.activities.begin(one, 'p', 1);
      await restart();

      expect(await state.activities.begin(one, 'p', 2)).toBe('skip');
      expect(await state.activities.takeOver()).toHaveLength(1);
      expect(await state.activities.begin(one, 'p', 3)).toBe('skip');
    });

    test.each(['answered', 'failed'] as const)('is left alone when it was %s', async (outcome) => {
      await state.activities.begin(one, 'p', 1);
      await state.activities.end(one, outcome);
      await restart();

      expect(await state.activities.takeOver()).toEqual([]);
    });

    test('is left alone in the process that still runs it', async () => {
      await state.activities.begin(one, 'p', 1);

      expect(await state.activities.takeOver()).toEqual([]);
    });

    test('is given up when it ended every process that ran it, with what is needed to say so', async () => {
      await state.activities.begin(one, 'p', 1);
      await state.activities.setWorkingId(one, 'm7');
      const taken: boolean[] = [];
      for (let start = 1; start <= maxAttempts; start++) {
        await restart();
        for (const { isGivenUp, payload } of await state.activities.takeOver())
          taken.push(isGivenUp && payload === 'p');
      }

      expect(taken).toEqual([false, false, true]);
      expect(await state.activities.workingId(one)).toBe('m7');
      await state.activities.end(one, 'failed');
      expect(await state.activities.begin(one, 'p', 2)).toBe('run');
    });

    test('is given up in silence when it ended also the process that was to say so', async () => {
      await state.activities.begin(one, 'p', 1);
      for (let start = 1; start <= maxAttempts; start++) {
        await restart();
        await state.activities.takeOver();
      }
      await restart();

      expect(await state.activities.takeOver()).toEqual([]);
      expect(await state.activities.workingId(one)).toBeUndefined();
      expect(await state.activities.begin(one, 'p', 2)).toBe('run');
    });

    test('is known by the working card that stands for it, until it is answered', async () => {
      await state.activities.begin(one, 'p', 1);
      expect(await state.activities.workingId(one)).toBeUndefined();
      await state.activities.setWorkingId(one, 'm7');
      await restart();
      await state.activities.takeOver();

      expect(await state.activities.workingId(one)).toBe('m7');
      await state.activities.end(one, 'answered');
      expect(await state.activities.workingId(one)).toBeUndefined();
    });
  });
});

test('what was asked is not kept in the file once it is answered', async () => {
  const database = await databaseFile();
  const state = await database.open();
  const one = { conversationId: 'c', activityId: 'a' };
  await state.activities.begin(one, 'files da-typed-by-somebody '.repeat(1_000), 1); // on pages of its own
  expect(await database.contents()).toContain('da-typed-by-somebody');

  await state.activities.end(one, 'answered');
  await state.close();

  expect(await database.contents()).not.toContain('da-typed-by-somebody');
  await database.remove();
});
