import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actions, alerts, machines } from '../../../emulator/data/ids.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { at, idsIn, signedIn, startStill, textAt, valuesIn, type Received } from '../client.ts';

let emulator: Emulator;
let get: (path: string) => Promise<Received>;
beforeAll(async () => {
  emulator = await startStill({ quotas: { enabled: false } });
  get = await signedIn(emulator);
});
afterAll(() => emulator.close());

function list(set: 'alerts' | 'machineactions', query: Readonly<Record<string, string>>): Promise<Received> {
  return get(`/api/${set}?${new URLSearchParams(query).toString()}`);
}

describe('a list', () => {
  test('begins with the newest', async () => {
    const times = valuesIn(await get('/api/alerts')).map((alert) => Date.parse(textAt(alert, 'alertCreationTime')));

    expect(times).toHaveLength(Object.keys(alerts).length);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  test('of alerts shows evidence only when asked to expand it', async () => {
    const plain = valuesIn(await get('/api/alerts?$top=1'));
    const expanded = valuesIn(await get('/api/alerts?$top=1&$expand=evidence'));

    expect(at(plain[0], 'evidence')).toEqual([]);
    expect(at(expanded[0], 'evidence')).not.toEqual([]);
  });

  test.each([
    ["severity eq 'Informational'", [alerts.noFiles]],
    ['incidentId eq 1126093', [alerts.suspiciousDll]],
    ["status ne 'New' and startswith(assignedTo,'analyst')", [alerts.malware]],
    ['alertCreationTime gt 2026-11-24T13:40:00Z', [alerts.wrongType]],
  ])('of alerts is filtered by %s', async (filter, expected) => {
    expect(idsIn(await list('alerts', { $filter: filter }))).toEqual(expected);
  });

  test.each([
    ["status eq 'Pending'", [actions.pending]],
    [`machineId eq '${machines.webServer}' and type eq 'Isolate'`, [actions.isolation]],
    [`id in ('${actions.minidump}','${actions.timedOut}')`, [actions.minidump, actions.timedOut]],
  ])('of machine actions is filtered by %s', async (filter, expected) => {
    expect(idsIn(await list('machineactions', { $filter: filter }))).toEqual(expected);
  });

  test('skips, takes, and counts all that match', async () => {
    const all = idsIn(await get('/api/machineactions'));
    const part = await list('machineactions', { $skip: '2', $top: '3', $count: 'true' });

    expect(idsIn(part)).toEqual(all.slice(2, 5));
    expect(at(part.json, '@odata.count')).toBe(all.length);
    expect(part.json).not.toHaveProperty('@odata.nextLink');
  });

  test('is sorted as asked', async () => {
    const oldestFirst = idsIn(await list('machineactions', { $orderby: 'creationDateTimeUtc asc' }));

    expect(oldestFirst).toEqual(idsIn(await get('/api/machineactions')).toReversed());
  });

  test.each([
    { $filter: 'severity eq' },
    { $filter: "description eq 'x'" },
    { $top: '10001' },
    { $top: '-1' },
    { $skip: 'x' },
    { $orderby: 'description' },
    { $expand: 'files' },
  ])('is refused as an ODataError for %p', async (query) => {
    const { status, json } = await list('alerts', query);

    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { code: 'ODataError' } });
  });
});

describe('a list that is longer than a page', () => {
  async function pagesOf(first: string, pageSize: number): Promise<readonly Received[]> {
    const paged = await startStill({ pageSize });
    const ask = await signedIn(paged);
    const pages: Received[] = [];
    let path: string | undefined = first;
    while (path !== undefined) {
      const page: Received = await ask(path);
      pages.push(page);
      const next = at(page.json, '@odata.nextLink');
      path = typeof next === 'string' ? next.slice(paged.url.length) : undefined;
    }
    await paged.close();
    return pages;
  }

  test.each([undefined, 5])('is read to its end by its links (top %p)', async (top) => {
    const whole = idsIn(await list('alerts', {}));

    const pages = (await pagesOf(`/api/alerts${top === undefined ? '' : `?$top=${top}`}`, 2)).map(idsIn);

    expect(pages.flat()).toEqual(whole.slice(0, top));
    expect(Math.max(...pages.map(({ length }) => length))).toBe(2);
  });

  test('may be what belongs to an alert', async () => {
    const pages = await pagesOf(`/api/alerts/${alerts.manyFiles}/files`, 4);

    const hashes = pages.map(({ json }) => at(json, 'value') as readonly { readonly sha256: string }[]); // files, as sent
    expect(hashes.map(({ length }) => length)).toEqual([4, 4, 4]);
    expect(new Set(hashes.flat().map(({ sha256 }) => sha256)).size).toBe(10);
  });
});
