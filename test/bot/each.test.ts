import { expect, test } from '@jest/globals';
import { inTime, settleEach } from '../../src/bot/each.ts';
import { DefenderError } from '../../src/defender/errors.ts';

const nothing = (): void => undefined;
const items = Array.from({ length: 50 }, (_, i) => i);

test('gives each its value or its own reason, in the order of the items', async () => {
  const answers = await settleEach(
    items,
    (item) =>
      item % 2 === 0
        ? Promise.resolve(item * 10)
        : Promise.reject(new DefenderError('notFound', `there is no ${item}`)),
    nothing,
  );

  expect(answers).toHaveLength(50);
  expect(answers[4]).toEqual({ ok: true, value: 40 });
  expect(answers[5]).toMatchObject({ ok: false, error: { kind: 'notFound', message: 'there is no 5' } });
});

test('tells how many have their answer, one by one', async () => {
  const told: [number, number][] = [];

  await settleEach(
    items,
    (item) => Promise.resolve(item),
    (done, of) => void told.push([done, of]),
  );

  expect(told).toEqual(items.map((item) => [item + 1, 50]));
});

test('asks for a few side by side, and for the next as one of them is answered', async () => {
  const asked: (() => void)[] = [];
  const all = settleEach(items, () => new Promise<void>((resolve) => void asked.push(resolve)), nothing);
  await settled();
  const first = asked.length;
  for (let next = 0; next < asked.length; next++) {
    asked[next]?.();
    await settled();
    expect(asked.length - next - 1).toBeLessThanOrEqual(first);
  }
  await all;

  expect(first).toBe(8);
  expect(asked).toHaveLength(50);
});

test('throws what is no reason of Defender’s', async () => {
  const bug = new TypeError('a bug');

  await expect(settleEach(items, () => Promise.reject(bug), nothing)).rejects.toBe(bug);
});

test('nothing is asked of nothing', async () => {
  expect(await settleEach([], () => Promise.reject(new TypeError('asked')), nothing)).toEqual([]);
});

test('the parts of an answer have their end before the command has its own', () => {
  const { signal } = new AbortController();

  const call = inTime({ now: () => new Date(1_000), signal });

  expect(call).toEqual({ signal, deadlineAt: 46_000 });
});

async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}
