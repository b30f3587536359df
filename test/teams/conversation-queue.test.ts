import { expect, test } from '@jest/globals';
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
