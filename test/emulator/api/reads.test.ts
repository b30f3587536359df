import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actions, alerts, files, machines } from '../../../emulator/data/ids.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { at, signedIn, startStill, valuesIn, type Received } from '../client.ts';

let emulator: Emulator;
let get: (path: string) => Promise<Received>;
beforeAll(async () => {
  emulator = await startStill({ quotas: { enabled: false } });
  get = await signedIn(emulator);
});
afterAll(() => emulator.close());

describe('the routes', () => {
  test.each([
    [`/api/alerts/${alerts.hackTool}/files`],
    [`/api/v1.0/alerts/${alerts.hackTool}/files`],
    [`/API/Alerts/${alerts.hackTool}/Files`],
    [`/api/alerts/${alerts.malware.replace('-', '%2D')}/files`],
    [`/api/machineactions/${actions.minidump}/GetLiveResponseResultDownloadLink(index=0)`],
    [`/api/machineactions/${actions.minidump}/getliveresponseresultdownloadlink(index=0)`],
    [`/api/machineactions/${actions.minidump.toUpperCase()}/GetLiveResponseResultDownloadLink%28index%3D0%29`],
  ])('answer %s', async (path) => {
    const { status, json } = await get(path);

    expect(status).toBe(200);
    expect(at(json, '@odata.context')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/\$metadata#/);
  });

  test.each([
    ['/api', 404, 'NotFound'],
    ['/api/nothing', 404, 'NotFound'],
    [`/api/alerts/${alerts.hackTool}/files/`, 404, 'NotFound'],
    [`/api/v2.0/alerts/${alerts.hackTool}`, 404, 'NotFound'],
    ['/api/alerts/da000000000000000000_1', 404, 'ResourceNotFound'],
    ['/api/alerts/..%2F..%2Fetc/files', 404, 'ResourceNotFound'],
    [`/api/files/${'0'.repeat(64)}`, 404, 'ResourceNotFound'],
    ['/api/files/kms.exe', 400, 'InvalidHashValue'],
    [`/api/files/${files.autoKms}/stats?lookBackHours=721`, 400, 'InvalidInput'],
    ['/api/machines/123123123', 404, 'ResourceNotFound'],
    ['/api/machineactions/00000000-0000-4000-8000-000000000000', 404, 'ResourceNotFound'],
    ['/api/alerts/%E0%A4%A/files', 400, 'BadRequest'],
    ['/api/alerts/%', 400, 'BadRequest'],
  ])('answer %s with %d %s', async (path, status, code) => {
    const received = await get(path);

    expect(received.status).toBe(status);
    expect(received.json).toEqual({
      error: {
        code,
        message: expect.any(String),
        target: expect.stringMatching(/^(?:[0-9a-f-]{36}|\|00-[0-9a-f]{32}-.*\.)$/),
      },
    });
  });

  test('say which device was not found in the words of the documentation', async () => {
    const { json } = await get('/api/machines/123123123');

    expect(json).toMatchObject({ error: { message: 'Machine 123123123 was not found' } });
  });
});

describe('files of an alert', () => {
  test('leave out what Defender does not know, and do not come ranked', async () => {
    const [first, hackTool] = valuesIn(await get(`/api/alerts/${alerts.hackTool}/files`));

    expect(at(first, 'sha256')).toBe(files.svchost);
    expect(hackTool).toMatchObject({
      sha256: files.autoKms,
      determinationType: 'Unknown',
      determinationValue: 'HackTool:MSIL/AutoKms',
      globalPrevalence: 437,
    });
    for (const absent of ['fileType', 'filePublisher', 'signer', 'issuer']) expect(hackTool).not.toHaveProperty(absent);
  });

  test('are an empty collection for an alert without files', async () => {
    expect(valuesIn(await get(`/api/alerts/${alerts.noFiles}/files`))).toEqual([]);
  });

  test('may repeat a hash', async () => {
    const hashes = valuesIn(await get(`/api/alerts/${alerts.manyFiles}/files`)).map((file) => at(file, 'sha256'));

    expect(hashes).toHaveLength(12);
    expect(new Set(hashes).size).toBe(10);
  });
});

describe('one file', () => {
  test.each([files.autoKms, files.autoKmsSha1, files.autoKms.toUpperCase()])('is found by %s', async (hash) => {
    expect((await get(`/api/files/${hash}`)).json).toMatchObject({ sha1: files.autoKmsSha1 });
  });

  test.each([
    ['in the spelling of the example', files.autoKms, { organizationPrevalence: 3, globallyPrevalence: 437 }],
    ['in the spelling of the table', files.svchostSha1, { orgPrevalence: '14850', globalPrevalence: '29' }],
  ])('has statistics %s', async (_name, hash, expected) => {
    expect((await get(`/api/files/${hash}/stats?lookBackHours=48`)).json).toMatchObject(expected);
  });
});

describe('one alert', () => {
  test('comes with its evidence, in which a file may have two names', async () => {
    const { json } = await get(`/api/alerts/${alerts.hackTool}`);
    const evidence = at(json, 'evidence');

    expect(json).toMatchObject({ severity: 'High', status: 'New', assignedTo: null, computerDnsName: 'LAPTOP-042' });
    expect(evidence).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ sha256: files.autoKms, fileName: 'kms.exe', detectionStatus: 'Prevented' }),
        expect.objectContaining({ sha256: files.autoKms, fileName: 'KMSAuto Net.exe' }),
      ]),
    );
  });
});

describe('one machine', () => {
  test.each([machines.laptop, 'LAPTOP-042', 'laptop-042'])('is found by %s', async (id) => {
    expect((await get(`/api/machines/${id}`)).json).toMatchObject({
      id: machines.laptop,
      computerDnsName: 'LAPTOP-042',
    });
  });
});
