/** A turn that ends while the database is away: that it ended is written down when the database is back. */

import { beforeEach, expect, test } from '@jest/globals';
import type { Activities } from '../../src/state/activities.ts';
import { StateError } from '../../src/state/errors.ts';
import { createRunOnce, memory, type RunOnce } from '../../src/state/run-once.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';

let clock: ManualClock;
let ended: string[];
let looks: number;
/** What the database does with the end of a turn. */
let fault: Error | undefined;
let once: RunOnce<typeof question, string>;

const question = { type: 'message', id: 'a', conversation: { id: 'c' } };

const activities: Activities = {
  begin: () => Promise.resolve('run'),
  end({ activityId }, outcome) {
    if (fault !== undefined) return Promise.reject(fault);
    ended.push(`${activityId} ${outcome}`);
    return Promise.resolve();
  },
  takeOver() {
    looks += 1;
    return Promise.resolve([]);
  },
  workingId: () => Promise.resolve(undefined),
  setWorkingId: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

beforeEach(async () => {
  clock = manualClock();
  [ended, looks, fault] = [[], 0, new StateError('away')];
  once = createRunOnce({
    activities,
    run: ({ id }) => (id === 'a' ? Promise.resolve('answer') : Promise.reject(new RangeError('no answer'))),
    giveUp: () => Promise.resolve(),
    refuse: () => Promise.resolve(),
    repeated: 'repeated',
    revive: () => question,
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  await once.start();
});

test('at the next look, once', async () => {
  await once.run(question);
  await once.run({ ...question, id: 'b' }).catch(() => undefined);
  await clock.advance(memory.sweepMs);
  fault = undefined;

  await clock.advance(2 * memory.sweepMs);

  expect(ended).toEqual(['a answered', 'b failed']);
  await once.stop();
  expect(ended).toHaveLength(2);
});

test('before the process ends', async () => {
  await once.run(question);
  fault = undefined;

  await once.stop();

  expect(ended).toEqual(['a answered']);
});

test('and one that the database refuses for another reason holds nothing up', async () => {
  fault = new RangeError('no such column');
  await once.run(question);

  await clock.advance(memory.sweepMs);

  expect(looks).toBe(2);
  await once.stop();
});
