import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createBucket, type Quota } from '../src/bucket.ts';

const quotas: readonly Quota[] = [
  { calls: 2, perMs: 1_000 },
  { calls: 3, perMs: 5_000 },
];

describe('a bucket', () => {
  test('has room for what its quotas allow, and says when there is room again', () => {
    const bucket = createBucket(quotas);
    bucket.take(0);
    bucket.take(400);

    expect(bucket.waitMs(400)).toBe(600);
    expect(bucket.waitMs(999)).toBe(1);
    expect(bucket.waitMs(1_000)).toBe(0);
  });

  test('keeps to the strictest window', () => {
    const bucket = createBucket(quotas);
    for (const now of [0, 1_000, 2_000]) bucket.take(now);

    expect(bucket.waitMs(2_000)).toBe(3_000);
  });

  test('never asked of has room at any time', () => {
    expect(createBucket(quotas).waitMs(-1e15)).toBe(0);
  });

  test.each([
    [1, 0],
    [2, 1_000],
    [3, 5_000],
    [9, 5_000],
  ])('waits until there is room for %i', (places, waitMs) => {
    const bucket = createBucket(quotas);
    bucket.take(0);

    expect(bucket.waitMs(0, places)).toBe(waitMs);
  });

  test('that is closed has no room until then, and an earlier time does not open it', () => {
    const bucket = createBucket(quotas);
    bucket.closeUntil(7_000);
    bucket.closeUntil(3_000);

    expect(bucket.waitMs(1_000)).toBe(6_000);
    expect(bucket.waitMs(7_000)).toBe(0);
  });

  test('lets no window see more than its quota, and is never closed for longer than it must', () => {
    const quota = fc.record({ calls: fc.integer({ min: 1, max: 6 }), perMs: fc.integer({ min: 1, max: 50 }) });
    const pauses = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(fc.array(quota, { minLength: 1, maxLength: 3 }), pauses, (all, between) => {
        const bucket = createBucket(all);
        const taken: number[] = [];
        const isFull = (at: number): boolean =>
          all.some(({ calls, perMs }) => taken.filter((time) => time > at - perMs).length >= calls);
        let now = 0;
        for (const pause of between) {
          now += pause;
          const waitMs = bucket.waitMs(now);
          if (waitMs > 0) expect(isFull(now + waitMs - 1)).toBe(true);
          now += waitMs;
          expect(isFull(now)).toBe(false);
          bucket.take(now);
          taken.push(now);
        }
      }),
    );
  });

  test('foretells when each of the next calls can be made, if each is made as early as it can', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 10 });
    fc.assert(
      fc.property(pauses, (between) => {
        const bucket = createBucket(quotas);
        let now = 0;
        for (const pause of between) {
          now += pause + bucket.waitMs(now + pause);
          bucket.take(now);
        }
        const plan = bucket.plan(now);
        const foretold = Array.from({ length: 9 }, () => {
          const at = plan.earliest();
          plan.add(at);
          return at;
        });

        const made = foretold.map(() => {
          now += bucket.waitMs(now);
          bucket.take(now);
          return now;
        });
        expect(foretold).toEqual(made);
      }),
    );
  });

  test('plans by a stricter quota where one is named', () => {
    const bucket = createBucket(quotas);
    bucket.take(0);

    expect(bucket.plan(0).earliest()).toBe(0);
    expect(bucket.plan(0).earliest([{ calls: 1, perMs: 700 }])).toBe(700);
  });

  test('tells what is left of each quota, and nothing while it is closed', () => {
    const bucket = createBucket(quotas);
    bucket.take(0);
    bucket.take(500);

    expect(bucket.left(1_000).map(({ left }) => left)).toEqual([1, 1]);
    bucket.closeUntil(1_001);
    expect(bucket.left(1_000).map(({ left }) => left)).toEqual([0, 0]);
    expect(bucket.left(6_000).map(({ left }) => left)).toEqual([2, 3]);
  });
});
