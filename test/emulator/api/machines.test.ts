import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alerts, machines } from '../../../emulator/data/ids.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { at, idsIn, signedIn, startStill, type Received } from '../client.ts';

let emulator: Emulator;
let get: (path: string) => Promise<Received>;
beforeAll(async () => {
  emulator = await startStill({ quotas: { enabled: false }, pageSize: 3 });
  get = await signedIn(emulator);
});
afterAll(() => emulator.close());

const filtered = (filter: string) => get(`/api/machines?$filter=${encodeURIComponent(filter)}`);

describe('the list of devices', () => {
  test('begins with the one seen last, counts, and links to its next page', async () => {
    const first = await get('/api/machines?$count=true');
    const link = String(at(first.json, '@odata.nextLink'));
    const second = await get(link.slice(emulator.url.length));

    expect(idsIn(first)).toEqual([machines.laptop, machines.fileServer, machines.webServer]);
    expect(at(first.json, '@odata.count')).toBe(5);
    expect(idsIn(second)).toEqual([machines.idle, machines.documented]);
    expect(second.json).not.toHaveProperty('@odata.nextLink');
  });

  test.each([
    ["startswith(computerDnsName,'laptop')", [machines.laptop]],
    ["computerDnsName eq 'srv-file-01.contoso.example'", [machines.fileServer]],
    ["healthStatus eq 'Inactive' and riskScore eq 'Low'", [machines.documented]],
    ["lastIpAddress eq '192.0.2.42'", [machines.laptop]],
    ["computerDnsName eq 'it''s none'", []],
  ])('is filtered by %s', async (filter, expected) => {
    expect(idsIn(await filtered(filter))).toEqual(expected);
  });

  test.each(['$select=id', '$stop=5', '$expand=evidence', '$top=10001', '$filter=agentVersion%20eq%201'])(
    'is refused with %s',
    async (query) => {
      const { status, json } = await get(`/api/machines?${query}`);

      expect([status, json]).toMatchObject([400, { error: { code: 'ODataError' } }]);
    },
  );
});

describe('devices are found', () => {
  test.each([
    ['192.0.2.42', '2026-11-24T14:03:22Z', [machines.laptop]],
    ['192.0.2.42', '2026-11-24T14:18:22Z', [machines.laptop]],
    ['192.0.2.113', '2026-11-15T14:00:00Z', [machines.documented]],
  ])('by the address %s at %s', async (ip, time, expected) => {
    expect(idsIn(await get(`/api/machines/findbyip(ip='${ip}',timestamp=${time})`))).toEqual(expected);
  });

  test.each([
    ["ip='192.0.2.99',timestamp=2026-11-24T14:03:22Z", 404, 'ResourceNotFound'],
    ["ip='192.0.2.42',timestamp=2026-11-24T14:19:22Z", 404, 'ResourceNotFound'],
    ["ip='192.0.2.113',timestamp=2026-11-24T14:03:22Z", 404, 'ResourceNotFound'],
    ["ip='192.0.2.42',timestamp=2026-10-20T14:03:22Z", 400, 'InvalidInput'],
    ["ip='192.0.2.42',timestamp=now", 400, 'InvalidInput'],
    ['ip=192.0.2.42,timestamp=2026-11-24T14:03:22Z', 400, 'InvalidIpAddress'],
  ])('by %s: %d %s', async (parameters, status, code) => {
    const received = await get(`/api/machines/findbyip(${parameters})`);

    expect([received.status, received.json]).toMatchObject([status, { error: { code } }]);
  });

  test.each([
    ['tag=emulator', 5],
    ['tag=emul', 0],
    ['tag=emul&useStartsWithFilter=true', 5],
    ['tag=Emulator', 0],
  ])('by %s: %d', async (query, count) => {
    expect(idsIn(await get(`/api/machines/findbytag?${query}`))).toHaveLength(count);
  });

  test('by no tag: refused', async () => {
    expect((await get('/api/machines/findbytag')).json).toMatchObject({ error: { code: 'MissingRequiredParameter' } });
  });
});

test.each([
  ['/api/machines/$count', '5'],
  ["/api/machines/$count?$filter=healthStatus%20eq%20'Inactive'", '1'],
  ['/api/alerts/$count', String(Object.keys(alerts).length)],
  [`/api/machines/${machines.fileServer}/alerts/$count?$filter=severity%20eq%20'Medium'`, '1'],
  ["/api/machineactions/$count?$filter=type%20eq%20'Isolate'", '1'],
])('%s is %s and nothing else', async (path, count) => {
  const { status, text, headers } = await get(path);

  expect([status, text, headers['content-type']]).toEqual([200, count, 'text/plain; charset=utf-8']);
});
