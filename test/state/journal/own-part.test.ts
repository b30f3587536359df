import { beforeEach, expect, test } from '@jest/globals';
import { StateError } from '../../../src/state/errors.ts';
import { createOutage, type Outage } from '../../../src/state/journal/outage.ts';
import { createOwnPart, type OwnPart } from '../../../src/state/journal/own-part.ts';
import { manualClock, type ManualClock } from '../../support/clock.ts';

let clock: ManualClock;
let outage: Outage;
let living: number;
/** What the place to meet does; `undefined`: it gives what is wanted. */
let fault: Error | undefined;
let part: OwnPart;

beforeEach(() => {
  clock = manualClock();
  outage = createOutage(
    () => clock.now(),
    () => undefined,
  );
  living = 3;
  fault = undefined;
  const shared = {
    take: (_: unknown, wanted: number) =>
      fault === undefined ? Promise.resolve({ taken: wanted, waitMs: 0 }) : Promise.reject(fault),
  };
  part = createOwnPart(shared, { outage, processes: () => living, now: () => clock.now() });
});

const away = new StateError('away', { cause: { code: 'ECONNREFUSED' } });
const minute = { calls: 10, perMs: 60_000 };
const hour = { calls: 15, perMs: 3_600_000 };
const defender = [{ name: 'd', quotas: [minute, hour], isSplit: true }];
const person = [{ name: 'p', quotas: [minute] }];

test('while it is away a process takes its part alone, and is told when there is more', async () => {
  outage.begin(away);

  expect(await part.take(defender, 2)).toEqual({ taken: 2, waitMs: 0 });
  await clock.advance(10_000);
  expect(await part.take(defender, 9)).toEqual({ taken: 1, waitMs: 0 });

  expect(await part.take(defender, 1)).toEqual({ taken: 0, waitMs: 51_000 }); // with a second for the way
  await clock.advance(51_000);
  expect(await part.take(defender, 9)).toEqual({ taken: 2, waitMs: 0 });
});

test('all windows are kept, each by its part', async () => {
  outage.begin(away);
  for (const calls of [3, 2]) {
    expect(await part.take(defender, 9)).toEqual({ taken: calls, waitMs: 0 });
    await clock.advance(61_000);
  }

  expect(await part.take(defender, 1)).toMatchObject({ taken: 0, waitMs: 3_601_000 - 122_000 });
});

test('what it took before counts', async () => {
  await part.take(defender, 2);
  outage.begin(away);

  expect(await part.take(defender, 9)).toEqual({ taken: 1, waitMs: 0 });
});

test('however many there are, each may ask now and then', async () => {
  living = 100;
  outage.begin(away);

  expect(await part.take(defender, 9)).toEqual({ taken: 1, waitMs: 0 });
});

test('what is not split goes by the count that was looked at before', async () => {
  outage.begin(away);

  expect(await part.take(person, 1)).toEqual({ taken: 1, waitMs: 0 });
});

test('a call that finds out that it is away is the first of its part', async () => {
  fault = away;

  expect(await part.take(defender, 9)).toEqual({ taken: 3, waitMs: 0 });
  expect(outage.now()?.error).toBe(away);
});

test('any other fault is one', async () => {
  fault = new RangeError('a bug');

  await expect(part.take(defender, 1)).rejects.toThrow('a bug');
  expect(outage.now()).toBeUndefined();
});
