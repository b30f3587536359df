/** What belongs to an alert, a file and a device. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alerts, files, machines } from '../../../emulator/data/ids.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { analystApp, readerApp } from '../../../emulator/identity.ts';
import { at, idsIn, signedIn, startStill, valuesIn, type Received } from '../client.ts';

let emulator: Emulator;
let get: (path: string) => Promise<Received>;
beforeAll(async () => {
  emulator = await startStill({ quotas: { enabled: false } });
  get = await signedIn(emulator, analystApp);
});
afterAll(() => emulator.close());

describe('an alert', () => {
  test('has its device', async () => {
    const { json } = await get(`/api/alerts/${alerts.hackTool}/machine`);

    expect(json).toMatchObject({
      id: machines.laptop,
      '@odata.context': expect.stringMatching(/#Machines\/\$entity$/),
    });
  });

  test('has its user, as all alerts tell of them', async () => {
    const { json } = await get(`/api/alerts/${alerts.hackTool}/user`);

    expect(json).toMatchObject({
      id: 'contoso\\j.doe',
      accountName: 'j.doe',
      accountSid: expect.stringMatching(/^S-1-5-21-/),
      logonTypes: 'Interactive',
      logOnMachinesCount: 4,
    });
  });

  test('may be about nobody: 404', async () => {
    const { status, json } = await get(`/api/alerts/${alerts.unknownEnums}/user`);

    expect([status, json]).toMatchObject([404, { error: { code: 'ResourceNotFound' } }]);
  });

  test('has the hosts and addresses of its evidence, or none', async () => {
    expect(valuesIn(await get(`/api/alerts/${alerts.malware}/domains`))).toEqual([{ host: 'evil.example' }]);
    expect(valuesIn(await get(`/api/alerts/${alerts.noFiles}/ips`))).toEqual([{ id: '203.0.113.7' }]);
    expect(valuesIn(await get(`/api/alerts/${alerts.noFiles}/domains`))).toEqual([]);
  });

  test.each(['machine', 'user', 'domains', 'ips'])('that is not there has no %s', async (part) => {
    expect((await get(`/api/alerts/da1_1/${part}`)).status).toBe(404);
  });
});

describe('a file', () => {
  test('has its alerts and its devices', async () => {
    expect(idsIn(await get(`/api/files/${files.autoKmsSha1}/alerts`))).toEqual([alerts.hackTool]);
    expect(idsIn(await get(`/api/files/${files.autoKmsSha1.toUpperCase()}/machines`))).toEqual([machines.laptop]);
  });

  test.each(['alerts', 'machines'])('has its %s by SHA-1 only, and none that is not known', async (part) => {
    const bySha256 = await get(`/api/files/${files.autoKms}/${part}`);
    const unknown = await get(`/api/files/${'0'.repeat(40)}/${part}`);

    expect([bySha256.status, bySha256.json]).toMatchObject([400, { error: { code: 'InvalidHashValue' } }]);
    expect([unknown.status, valuesIn(unknown)]).toEqual([200, []]);
  });
});

describe('a device', () => {
  test('has its alerts, without their evidence', async () => {
    const received = await get(`/api/machines/${machines.fileServer}/alerts`);

    expect(idsIn(received).toSorted()).toEqual([alerts.manyFiles, alerts.noFiles, alerts.wrongType].toSorted());
    expect(at(valuesIn(received)[0], 'evidence')).toEqual([]);
  });

  test('has the people who logged on to it', async () => {
    expect(valuesIn(await get(`/api/machines/${machines.laptop}/logonusers`))).toMatchObject([
      { id: 'contoso\\j.doe', accountDomain: 'CONTOSO', isDomainAdmin: false, isOnlyNetworkUser: false },
    ]);
    expect(valuesIn(await get(`/api/machines/${machines.idle}/logonusers`))).toEqual([]);
  });
});

test.each([
  [`/api/alerts/${alerts.malware}/user`, 'User.Read.All'],
  [`/api/machines/${machines.laptop}/logonusers`, 'User.Read.All'],
  [`/api/alerts/${alerts.malware}/domains`, 'URL.Read.All'],
  [`/api/alerts/${alerts.malware}/ips`, 'Ip.Read.All'],
])('%s needs %s', async (path, role) => {
  const without = await signedIn(emulator, readerApp);

  const { status, json } = await without(path);

  expect(status).toBe(403);
  expect(json).toMatchObject({
    error: { message: expect.stringContaining(`API required roles: ${role}, application`) },
  });
});
