import { expect, test } from '@jest/globals';
import { createErrands } from '../../src/bot/errands.ts';

const later = (): PromiseWithResolvers<void> => Promise.withResolvers();

test('a key is busy until its work is done, and takes no other meanwhile', async () => {
  const errands = createErrands(2);
  const work = later();
  const begun = [errands.begin('a', () => work.promise), errands.begin('a', () => Promise.resolve())];
  const busy = [...errands.busy];

  work.resolve();
  await errands.idle();

  expect([begun, busy, [...errands.busy]]).toEqual([[true, false], ['a'], []]);
  expect(errands.begin('a', () => Promise.resolve())).toBe(true);
});

test('so many are under way at once, the others in turn', async () => {
  const errands = createErrands(2);
  const [first, second] = [later(), later()];
  const begun: string[] = [];
  const work = (key: string, until: Promise<void>) => () => (begun.push(key), until);
  errands.begin('a', work('a', first.promise));
  errands.begin('b', work('b', second.promise));
  errands.begin('c', work('c', Promise.resolve()));
  await Promise.resolve();
  const before = [...begun];

  second.resolve();
  first.resolve();
  await errands.idle();

  expect([before, begun]).toEqual([
    ['a', 'b'],
    ['a', 'b', 'c'],
  ]);
});

test('all is waited for, what is begun meanwhile included', async () => {
  const errands = createErrands(2);
  const [first, second] = [later(), later()];
  errands.begin('a', () => first.promise);
  let isIdle = false;
  const idle = errands.idle().then(() => (isIdle = true));
  errands.begin('b', () => second.promise);

  first.resolve();
  await Promise.resolve();
  const wasIdle = isIdle;
  second.resolve();
  await idle;

  expect(wasIdle).toBe(false);
});
