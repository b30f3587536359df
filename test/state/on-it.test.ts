/** Who is on what: one at a time, until it ends. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Holding, OnIt } from '../../src/state/on-it.ts';
import type { State } from '../../src/state/state.ts';
import { engines, type TestDatabase } from './engines.ts';

const hourMs = 3_600_000;
const start = Date.parse('2026-11-24T14:03:22Z');

const alex: Holding = {
  kind: 'alert',
  id: 'da637472900382838869_1364969609',
  personId: '29:alex',
  objectId: '22222222-aaaa-bbbb-cccc-0123456789ab',
  personName: 'Alex Wilber',
  since: start,
  until: start + 9 * hourMs,
};
const bea: Holding = { ...alex, personId: '29:bea', objectId: undefined, personName: 'Bea Lind' };

describe.each(engines)('on %s', (_, create) => {
  let database: TestDatabase;
  let state: State;
  let onIt: OnIt;

  beforeEach(async () => {
    database = await create();
    state = await database.open();
    onIt = state.onIt('tenant');
  });

  afterEach(async () => {
    await database.remove();
  });

  test('of two people in the same moment one is on it, and the other is told who', async () => {
    const claims = await Promise.all([onIt.claim(alex), onIt.claim(bea)]);

    expect(claims.map(({ isTaken }) => isTaken).sort()).toEqual([false, true]);
    const [holding] = await onIt.of([alex], start);
    expect(claims).toMatchObject([{ holding }, { holding }]);
  });

  test('whoever is on it already goes on as before', async () => {
    await onIt.claim(alex);

    const again = await onIt.claim({ ...alex, since: start + hourMs, until: start + 10 * hourMs });

    expect(again).toEqual({ isTaken: false, holding: alex });
  });

  test('it ends by itself, and then somebody else can be on it', async () => {
    await onIt.claim(alex);
    const later = { ...bea, since: alex.until, until: alex.until + hourMs };

    expect(await onIt.of([alex], alex.until - 1)).toEqual([alex]);
    expect(await onIt.of([alex], alex.until)).toEqual([]);
    expect(await onIt.claim(later)).toEqual({ isTaken: true, holding: later });
  });

  test('what was released is free; what is held otherwise by then stays', async () => {
    await onIt.claim(alex);

    expect(await onIt.release(alex)).toBe(true);
    expect(await onIt.of([alex], start)).toEqual([]);
    await onIt.claim(bea);
    expect(await onIt.release(alex)).toBe(false);
    expect(await onIt.of([alex], start)).toEqual([bea]);
  });

  test('an alert and an incident of the same number are two, and so are those of two tenants', async () => {
    const incident = { ...bea, kind: 'incident' } as const;
    await onIt.claim(alex);

    expect((await onIt.claim(incident)).isTaken).toBe(true);
    expect((await state.onIt('other').claim(bea)).isTaken).toBe(true);
    expect(await onIt.of([incident], start)).toEqual([incident]);
  });

  test('what a person is on is known by either of their ids, the latest first', async () => {
    const later = { ...alex, id: 'da1_2', personId: '29:alex-again', since: start + 1 };
    await onIt.claim(alex);
    await onIt.claim(later);
    await onIt.claim({ ...bea, id: 'da1_3' });

    expect(await onIt.heldBy({ personId: '29:x', objectId: alex.objectId }, start)).toEqual([later, alex]);
    expect(await onIt.heldBy({ personId: '29:alex', objectId: undefined }, start)).toEqual([alex]);
    expect(await onIt.heldBy({ personId: '29:x', objectId: undefined }, start)).toEqual([]);
  });

  test('it is kept over a restart, a long name cut', async () => {
    await onIt.claim({ ...alex, personName: 'A'.repeat(1_000) });
    await state.close();

    const next = (await database.open()).onIt('tenant');

    expect(await next.of([alex], start)).toEqual([{ ...alex, personName: 'A'.repeat(256) }]);
  });
});
