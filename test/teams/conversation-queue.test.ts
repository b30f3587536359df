import { describe, expect, test } from '@jest/globals';
import { createConversationQueue } from '../../src/teams/conversation-queue.ts';

test('a queue that has run empty is forgotten, also after a failure', async () => {
  const queue = createConversationQueue();

  const first = queue.run('a', () => Promise.resolve(1));
  const second = queue.run('a', () => Promise.reject(new Error('broken')));
  const third = queue.run('b', () => Promise.resolve(3));
  expect(queue.size).toBe(2);

  expect(await Promise.allSettled([first, second, third])).toMatchObject([
    { value: 1 },
    { status: 'rejected' },
    { value: 3 },
  ]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(queue.size).toBe(0);
});

test('work begins only when what came before it is done', async () => {
  const queue = createConversationQueue();
  const steps: string[] = [];
  const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();

  const first = queue.run('a', async () => {
    await gate;
    steps.push('first');
  });
  const second = queue.run('a', () => Promise.resolve(steps.push('second')));
  await queue.run('b', () => Promise.resolve(steps.push('other')));
  open(undefined);
  await Promise.all([first, second]);

  expect(steps).toEqual(['other', 'first', 'second']);
});

describe('spare work', () => {
  const until = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve()));

  test('is told to stop when other work comes, which does not wait for it', async () => {
    const queue = createConversationQueue();
    const steps: string[] = [];
    const spare = queue.spare('a', async (overtaken) => {
      await until(overtaken);
      await new Promise((resolve) => setImmediate(resolve));
      steps.push('spare');
    });

    await queue.run('b', () => Promise.resolve(steps.push('elsewhere')));
    await queue.run('a', () => Promise.resolve(steps.push('other')));
    await spare;

    expect(steps).toEqual(['elsewhere', 'other', 'spare']);
    expect(queue.size).toBe(0);
  });

  test('is not begun where there is work, spare or not', async () => {
    const queue = createConversationQueue();
    const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
    const work = queue.run('a', () => gate);
    const spare = queue.spare('b', () => gate);

    expect(queue.spare('a', () => Promise.resolve())).toBeUndefined();
    expect(queue.spare('b', () => Promise.resolve())).toBeUndefined();
    open(undefined);
    await Promise.all([work, spare]);
  });

  test('that fails is forgotten too', async () => {
    const queue = createConversationQueue();

    await expect(queue.spare('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');

    expect(queue.size).toBe(0);
  });
});
