import { describe, expect, test } from '@jest/globals';
import { untilAborted } from '../src/clock.ts';

describe('whoever gives up', () => {
  test('is told the reason at once, while the work goes on for others', async () => {
    const work = Promise.withResolvers<string>();
    const asker = new AbortController();
    const first = untilAborted(work.promise, asker.signal);
    const second = untilAborted(work.promise, new AbortController().signal);
    asker.abort(new Error('gave up'));

    await expect(first).rejects.toThrow('gave up');
    work.resolve('done');
    await expect(second).resolves.toBe('done');
  });

  test('before the work began does not wait for it', async () => {
    const never = new Promise<string>(() => undefined);

    await expect(untilAborted(never, AbortSignal.abort(new Error('gave up')))).rejects.toThrow('gave up');
  });

  test('with the work done gets its result, or its failure', async () => {
    const asker = new AbortController();
    const done = untilAborted(Promise.resolve('done'), asker.signal);
    const failed = untilAborted(Promise.reject(new Error('failed')), asker.signal);

    await expect(failed).rejects.toThrow('failed');
    await expect(done).resolves.toBe('done');
    asker.abort();
    await expect(done).resolves.toBe('done');
  });
});

test('whoever has no signal waits to the end', async () => {
  await expect(untilAborted(Promise.resolve('done'), undefined)).resolves.toBe('done');
});
