/** Quotas that processes keep together: none of them goes over what all may. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { NamedQuotas, SharedQuotas } from '../../src/bucket.ts';
import { patienceMs } from '../../src/state/shared-quotas.ts';
import { openState } from '../../src/state/state.ts';
import { manualClock } from '../support/clock.ts';
import { onPostgres, type PostgresTestDatabase } from './engines.ts';

let database: PostgresTestDatabase;
let one: SharedQuotas;
let other: SharedQuotas;

beforeEach(async () => {
  database = await onPostgres();
  [one, other] = [await opened(), await opened()];
});

afterEach(async () => {
  await database.remove();
});

async function opened(): Promise<SharedQuotas> {
  const { sharedQuotas } = await database.open();
  if (sharedQuotas === undefined) throw new TypeError('PostgreSQL is shared');
  return sharedQuotas;
}

/** The database’s clock cannot be set: what it wrote is put back instead. */
async function age(ms: number): Promise<void> {
  await database.raw(`UPDATE quota_calls SET at = at - ${ms}`);
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const minute = { calls: 5, perMs: 60_000 };
const hour = { calls: 7, perMs: 3_600_000 };
const alerts: readonly NamedQuotas[] = [{ name: 'alerts', quotas: [minute, hour] }];

test('what one took the other cannot take, and it is told when there is a place', async () => {
  expect(await one.take(alerts, 3)).toEqual({ taken: 3, waitMs: 0 });
  await age(20_000);

  expect(await other.take(alerts, 4)).toEqual({ taken: 2, waitMs: 0 });
  const { taken, waitMs } = await one.take(alerts, 1);

  expect(taken).toBe(0);
  expect(waitMs).toBeGreaterThan(0);
  expect(waitMs).toBeLessThanOrEqual(41_000); // when the three are a minute old, and a second for the way
});

test('of many at once no more are taken than there are places', async () => {
  const taken = await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? one : other).take(alerts, 1)));

  expect(taken.filter((each) => each.taken === 1)).toHaveLength(5);
  expect(taken.filter((each) => each.taken === 0 && each.waitMs > 0)).toHaveLength(35);
});

test('whoever comes while another one takes waits for what that one took', async () => {
  await database.raw('BEGIN');
  await database.raw(`SELECT * FROM take_calls_1('${JSON.stringify(alerts)}'::jsonb, 5)`);

  const later = other.take(alerts, 1);
  await one.take([{ name: 'another', quotas: [minute] }], 1);
  await database.raw('COMMIT');

  expect(await later).toMatchObject({ taken: 0 });
});

test('each window holds: after a minute there is room again, and after the hour’s calls there is none', async () => {
  await one.take(alerts, 5);
  await age(61_001);

  expect(await other.take(alerts, 5)).toEqual({ taken: 2, waitMs: 0 });
  await age(61_001);
  expect(await one.take(alerts, 1)).toMatchObject({ taken: 0 });
  await age(3_600_000);
  expect(await one.take(alerts, 9)).toEqual({ taken: 5, waitMs: 0 });
});

describe('of several quotas', () => {
  const both = (name: string): readonly NamedQuotas[] => [
    { name, quotas: [{ calls: 3, perMs: 1_000_000 }] },
    { name: 'all', quotas: [{ calls: 4, perMs: 1_000_000 }] },
  ];

  test('a call counts in each, and where one has no place it counts in none', async () => {
    expect(await one.take(both('a'), 9)).toMatchObject({ taken: 3 });
    expect(await other.take(both('b'), 9)).toMatchObject({ taken: 1 });
    expect(await other.take(both('c'), 1)).toMatchObject({ taken: 0 });

    expect(await one.take([{ name: 'c', quotas: [{ calls: 3, perMs: 1_000_000 }] }], 3)).toMatchObject({ taken: 3 });
  });

  test('those that are taken in another order wait for nobody forever', async () => {
    const backwards = [...both('a')].reverse();

    await Promise.all(
      Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? one : other).take(i % 2 ? backwards : both('a'), 1)),
    );

    expect(await one.take(both('a'), 1)).toMatchObject({ taken: 0 });
  });
});

test('what counts no more is swept away with the next sign of life', async () => {
  await one.take(alerts, 2);
  await database.raw('UPDATE quota_calls SET counts_until = 1');

  await database.open();

  expect(await database.raw('SELECT * FROM quota_calls')).toEqual([]);
});

test('while the database is away nothing is taken', async () => {
  await database.raw('ALTER TABLE quota_calls RENAME TO away');

  await expect(one.take(alerts, 1)).rejects.toMatchObject({ message: expect.stringContaining('quota_calls') });
});

test('while the database says nothing whoever asks is told so after a few seconds', async () => {
  const clock = manualClock();
  const state = await openState(database.options, { clock, log: silent });
  await database.raw('BEGIN');
  await database.raw('LOCK TABLE quota_calls');

  const refused = expect(state.sharedQuotas?.take(alerts, 1)).rejects.toMatchObject({ name: 'StateError' });
  await clock.advance(patienceMs);
  await refused;

  await database.raw('ROLLBACK');
  await state.close();
});

test('a process that is alone on a file has its own count', async () => {
  const alone = await openState({ file: ':memory:' });

  expect(alone.sharedQuotas).toBeUndefined();
  await alone.close();
});
