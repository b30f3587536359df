/** What is asked whatever is remembered, and of when an answer is. */

import { describe, expect, test } from '@jest/globals';
import { thrown } from '../support/thrown.ts';
import { alertId, alertPath, machineId, recallStage, usersPath } from './recall-stage.ts';

const at = recallStage();

describe('a fresh question', () => {
  test('is asked whatever is remembered, and its answer is remembered in its place', async () => {
    const { defender, expectAsked } = at();
    expectAsked(alertPath, { id: alertId, status: 'New' });
    await defender.alert(alertId);
    expectAsked(alertPath, { id: alertId, status: 'Resolved' });

    expect(await defender.alert(alertId, { fresh: true })).toMatchObject({ status: 'Resolved' });
    expect(await defender.alert(alertId)).toMatchObject({ status: 'Resolved' });
  });

  test('is each of a caller’s who wants them so: put twice it costs one call', async () => {
    const { api, client, defender, expectAsked } = at();
    expectAsked(alertPath);
    await defender.alert(alertId);
    const refreshing = client.as({ conversation: 'c1', fresh: true });
    expectAsked(alertPath);

    await refreshing.alert(alertId);
    await refreshing.alert(alertId);

    expect(api.requests).toHaveLength(2);
  });

  test.each([
    ['a question', {}, { fresh: true }],
    ['a caller', { fresh: true }, {}],
  ])('is asked beside an equal one in flight: %s that wants it so', async (_, caller, call) => {
    const { api, client, expectAsked } = at();
    expectAsked(alertPath, { id: alertId, status: 'New' });
    expectAsked(alertPath, { id: alertId, status: 'Resolved' });

    await Promise.all([
      client.as({ conversation: 'c1' }).alert(alertId),
      client.as({ conversation: 'c1', ...caller }).alert(alertId, call),
    ]);

    expect(api.requests).toHaveLength(2);
  });

  test('that fails leaves what was remembered', async () => {
    const { api, defender, expectAsked } = at();
    expectAsked(alertPath);
    await defender.alert(alertId);
    api.expect('GET', alertPath, { status: 404 });

    expect(await thrown(defender.alert(alertId, { fresh: true }))).toMatchObject({ kind: 'notFound' });
    expect(await defender.alert(alertId)).toMatchObject({ id: alertId });
  });
});

describe('a caller hears when Defender was asked', () => {
  test('in each case, also for what is remembered', async () => {
    const { clock, client, defender, expectAsked } = at();
    const heard: number[] = [];
    const listening = client.as({ conversation: 'c2', onAnswer: (askedAt) => heard.push(askedAt) });
    const startedAt = clock.now();
    expectAsked(alertPath);
    await defender.alert(alertId);
    await clock.advance(40_000);
    expectAsked(usersPath, { value: [] });

    await listening.alert(alertId);
    await listening.machineUsers(machineId);

    expect(heard).toEqual([startedAt, startedAt + 40_000]);
  });

  test('for the first page of several', async () => {
    const { api, clock, client } = at();
    const heard: number[] = [];
    const startedAt = clock.now();
    api.expect('GET', usersPath, async () => {
      await clock.advance(5_000);
      return { body: { value: [{ id: 'a' }], '@odata.nextLink': `${api.url}/x?$skip=1` } };
    });
    api.expect('GET', '/x?$skip=1', { body: { value: [{ id: 'b' }] } });

    await client.as({ conversation: 'c2', onAnswer: (askedAt) => heard.push(askedAt) }).machineUsers(machineId);

    expect(heard).toEqual([startedAt]);
  });
});
