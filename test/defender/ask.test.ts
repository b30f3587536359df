/** Lists over several pages, asked for through the whole client over real sockets. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Agent, type Dispatcher } from 'undici';
import { createDefender, type Defender } from '../../src/defender/client.ts';
import type { Limits } from '../../src/defender/limits.ts';
import { manualClock } from '../support/clock.ts';
import { httpDouble, type HttpDouble } from '../support/http-double.ts';
import { thrown } from '../support/thrown.ts';
import { reports } from './wire/reports.ts';

const machineId = '1e5bc9d7e413ddd7902c2932e418702b84d0cc07';
const first = `/api/machines/${machineId}/logonusers`;
const users = (...names: readonly string[]) => names.map((id) => ({ id }));

let api: HttpDouble;
let other: HttpDouble;
let dispatcher: Dispatcher;
let told: ReturnType<typeof reports>['told'];

beforeEach(async () => {
  [api, other] = await Promise.all([httpDouble(), httpDouble()]);
  dispatcher = new Agent();
});

afterEach(async () => {
  await dispatcher.close();
  await Promise.all([api.close(), other.close()]);
});

function client(limits: Partial<Limits> = {}): Defender {
  const collected = reports();
  told = collected.told;
  return createDefender({
    apiUrl: api.url,
    token: () => Promise.resolve('secret-token'),
    dispatcher,
    clock: manualClock(),
    random: () => 0,
    report: collected.report,
    limits,
  }).as({ conversation: 'c1' });
}

const idsOf = ({ items }: { readonly items: readonly { readonly id: string }[] }) => items.map(({ id }) => id);

describe('a list of several pages', () => {
  test('is read to its end, each page signed', async () => {
    api.expect('GET', first, {
      body: { value: users('a', 'b'), '@odata.nextLink': `${api.url}/x?$skiptoken=%7B2%7D` },
    });
    api.expect('GET', '/x?$skiptoken=%7B2%7D', { body: { value: users('c') } });

    const listed = await client().machineUsers(machineId);

    expect(idsOf(listed)).toEqual(['a', 'b', 'c']);
    expect(listed).toMatchObject({ isComplete: true, unreadable: 0, total: undefined });
    expect(api.requests.map(({ headers }) => headers['authorization'])).toEqual(Array(2).fill('Bearer secret-token'));
  });

  test('is not followed to another host: that one hears nothing, and what was read is not the whole', async () => {
    api.expect('GET', first, { body: { value: users('a'), '@odata.nextLink': `${other.url}/api/x` } });

    const listed = await client().machineUsers(machineId);

    expect(idsOf(listed)).toEqual(['a']);
    expect(listed.isComplete).toBe(false);
    expect(other.requests).toEqual([]);
    expect(told).toEqual([{ path: 'users.@odata.nextLink', expected: 'link to a host of Defender', found: 'string' }]);
  });

  test.each([7, {}, ''])('with %j for a link is not the whole', async (link) => {
    api.expect('GET', first, { body: { value: users('a'), '@odata.nextLink': link } });

    expect(await client().machineUsers(machineId)).toMatchObject({ isComplete: false });
  });

  test('that goes in circles ends at the bound of pages', async () => {
    const page = { body: { value: users('a'), '@odata.nextLink': `${api.url}/x` } };
    api.expect('GET', first, page);
    api.expect('GET', '/x', page);
    api.expect('GET', '/x', page);

    const listed = await client({ maxPages: 3 }).machineUsers(machineId);

    expect(listed).toMatchObject({ items: { length: 3 }, isComplete: false });
  });

  test('holds no more than the bound of items', async () => {
    api.expect('GET', first, { body: { value: users('a', 'b', 'c'), '@odata.nextLink': `${api.url}/x` } });

    const listed = await client({ maxItems: 2 }).machineUsers(machineId);

    expect(idsOf(listed)).toEqual(['a', 'b']);
    expect(listed.isComplete).toBe(false);
  });

  test('of which a page fails is no list', async () => {
    api.expect('GET', first, { body: { value: users('a'), '@odata.nextLink': `${api.url}/x` } });
    api.expect('GET', '/x', { status: 403 });

    expect(await thrown(client().machineUsers(machineId))).toMatchObject({ kind: 'forbidden' });
  });

  test('loses what is no item, and says how many', async () => {
    api.expect('GET', first, { body: { value: [{ id: 'a' }, { id: 7 }, 'text', { id: 'd' }] } });

    const listed = await client().machineUsers(machineId);

    expect(idsOf(listed)).toEqual(['a', 'd']);
    expect(listed).toMatchObject({ unreadable: 2, isComplete: false });
    expect(told.map(({ path }) => path)).toEqual(['users.value[2]', 'users.value[1].id']);
  });
});

describe('a list of the newest', () => {
  const path = '/api/machineactions?$orderby=creationDateTimeUtc%20desc&$top=2&$count=true';
  const actions = (...ids: readonly string[]) => ids.map((id) => ({ id, type: 'Isolate', status: 'Pending' }));

  test.each([
    ['says how many there are', { value: actions('a', 'b'), '@odata.count': 7 }, { total: 7, isComplete: false }],
    [
      'is the whole when it has them all',
      { value: actions('a', 'b'), '@odata.count': 2 },
      { total: 2, isComplete: true },
    ],
    ['is the whole when there are fewer than were asked for', { value: actions('a') }, { isComplete: true }],
    ['may not be the whole when Defender does not count', { value: actions('a', 'b') }, { isComplete: false }],
    ['may be empty', { value: [], '@odata.count': 0 }, { items: [], total: 0, isComplete: true }],
  ])('%s', async (_, body, expected) => {
    api.expect('GET', path, { body });

    expect(await client().machineActions({ top: 2 })).toMatchObject(expected);
  });
});
