import { expect, test } from '@jest/globals';
import { createLine } from '../../../src/state/journal/line.ts';

test('each begins when the one before has ended, and one that fails holds up no other', async () => {
  const line = createLine();
  const told: string[] = [];
  const first = Promise.withResolvers<number>();

  const work = [
    line(() => first.promise),
    line(() => Promise.resolve(told.push('second'))),
    line(() => Promise.resolve(told.push('third'))),
  ];
  await Promise.resolve();
  expect(told).toEqual([]);
  first.reject(new RangeError('failed'));

  await expect(work[0]).rejects.toThrow('failed');
  expect(await Promise.all(work.slice(1))).toEqual([1, 2]);
  expect(told).toEqual(['second', 'third']);
});
