/** The questions put to the emulator: what one side asks the other understands, over pages, chunks and quotas. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Agent } from 'undici';
import { actions, alerts, files, machines } from '../../emulator/data/ids.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { analystApp, tenantId } from '../../emulator/identity.ts';
import { createDefender, type Defender } from '../../src/defender/client.ts';
import { sha1Of } from '../../src/defender/ids.ts';
import { createTokenSource } from '../../src/entra/create-token-source.ts';
import { manualClock } from '../support/clock.ts';

const startMs = Date.parse('2026-11-24T14:03:22Z');
const dispatcher = new Agent();
const paths: string[] = [];
let emulator: Emulator;
let defender: Defender;

beforeAll(async () => {
  emulator = await startEmulator({ realNow: () => startMs, pageSize: 100, size: { alerts: 300, devices: 90 } });
  const clock = manualClock(startMs);
  defender = createDefender({
    apiUrl: emulator.url,
    token: createTokenSource({
      tokenUrl: `${emulator.url}/${tenantId}/oauth2/v2.0/token`,
      tenantId,
      clientId: analystApp.clientId,
      scope: 'https://api.securitycenter.microsoft.com/.default',
      credential: { kind: 'secret', secret: analystApp.clientSecret ?? '' },
      dispatcher,
      clock,
    }),
    dispatcher,
    clock,
    random: () => 0,
    report: ({ path }) => paths.push(path),
  }).as({ conversation: 'c1' });
});

afterAll(async () => {
  await dispatcher.close();
  await emulator.close();
});

const asked = () => emulator.requests().filter(({ path }) => path.startsWith('/api/')).length;

describe('lists', () => {
  test('are read over all their pages', async () => {
    const before = asked();

    const listed = await defender.alerts();

    expect(listed).toMatchObject({ items: { length: 300 }, total: 300, isComplete: true, unreadable: 0 });
    expect(new Set(listed.items.map(({ id }) => id)).size).toBe(300);
    expect(asked() - before).toBe(3);
  });

  test('are filtered, cut and counted by Defender', async () => {
    const all = await defender.alerts({ severities: ['High'], statuses: ['New', 'InProgress'] });
    const some = await defender.alerts({ severities: ['High'], statuses: ['New', 'InProgress'], top: 3 });

    expect(all.items.every(({ severity, status }) => severity === 'High' && status !== 'Resolved')).toBe(true);
    expect(some).toMatchObject({ total: all.items.length, isComplete: false });
    expect(some.items).toEqual(all.items.slice(0, 3));
  });

  test('of an incident come with their evidence', async () => {
    const { items } = await defender.alerts({ incidentId: 1126093, withEvidence: true });

    expect(items).toMatchObject([{ id: alerts.suspiciousDll, evidence: [{}, {}, { fileName: 'suspicious.dll' }] }]);
  });

  test('of what nobody has taken, and of what somebody has, are all there are', async () => {
    const [nobody, analyst] = await Promise.all([
      defender.alerts({ assignedTo: 'nobody' }),
      defender.alerts({ assignedTo: { upn: 'analyst@contoso.example' } }),
    ]);

    expect(nobody.items.every(({ assignedTo }) => assignedTo === undefined)).toBe(true);
    expect(analyst.items.every(({ assignedTo }) => assignedTo === 'analyst@contoso.example')).toBe(true);
    expect(Math.min(nobody.items.length, analyst.items.length)).toBeGreaterThan(0);
  });

  test('of a device’s actions are the newest', async () => {
    const { items } = await defender.machineActions({ machineId: machines.webServer, top: 1 });

    expect(items).toMatchObject([{ id: actions.isolation, type: 'Isolate', scope: 'Full', requestSource: 'Portal' }]);
  });
});

test('fifty alerts by their ids cost three calls, and each that is not there one more', async () => {
  const { items } = await defender.alerts({ top: 49 });
  const before = asked();

  const answers = await defender.alertsByIds([...items.map(({ id }) => id), 'da1_1']);

  expect(answers.map(({ id, ok }) => [id, ok])).toEqual([...items.map(({ id }) => [id, true]), ['da1_1', false]]);
  expect(asked() - before).toBe(4);
});

test('actions by their ids come with their commands', async () => {
  expect(await defender.machineActionsByIds([actions.minidump, actions.antivirusScan])).toMatchObject([
    { ok: true, value: { commands: [{ type: 'RunScript' }, { type: 'GetFile' }] } },
    { ok: true, value: { type: 'RunAntiVirusScan', scope: 'Quick' } },
  ]);
});

describe('what belongs together', () => {
  test('is found from an alert', async () => {
    expect(await defender.alertMachine(alerts.hackTool)).toMatchObject({ id: machines.laptop, name: 'LAPTOP-042' });
    expect(await defender.alertUser(alerts.hackTool)).toMatchObject({ accountName: 'j.doe' });
    expect(await defender.alertDomains(alerts.malware)).toMatchObject({ items: ['evil.example'] });
    expect(await defender.alertIps(alerts.noFiles)).toMatchObject({ items: ['203.0.113.7'] });
  });

  test('is found from a file', async () => {
    const sha1 = sha1Of((await defender.file(files.autoKms)).sha1);
    if (sha1 === undefined) throw new TypeError('The emulator knows it');

    expect(await defender.fileAlerts(sha1)).toMatchObject({ items: [{ id: alerts.hackTool }], isComplete: true });
    expect(await defender.fileMachines(sha1)).toMatchObject({ items: [{ id: machines.laptop }], isComplete: true });
    expect(await defender.fileStats(sha1)).toMatchObject({ organizationPrevalence: 3, globalPrevalence: 437 });
  });

  test('is found from a device', async () => {
    const { items } = await defender.alerts({ machineId: machines.fileServer, statuses: ['New'] });

    expect(new Set(items.map(({ id }) => id))).toEqual(new Set([alerts.manyFiles, alerts.wrongType]));
    expect(await defender.machineUsers(machines.laptop)).toMatchObject({ items: [{ id: 'contoso\\j.doe' }] });
  });
});

describe('devices', () => {
  test.each([
    ['laptop-042', [machines.laptop]],
    ['LAPTOP-042', [machines.laptop]],
    ['srv-file-01', [machines.fileServer]],
    ['SRV-FILE-01.contoso.example', [machines.fileServer]],
    ['laptop-04', []],
    ["it's none", []],
  ])('are found by the name %s', async (name, expected) => {
    expect((await defender.machinesByName(name)).exact.map(({ id }) => id)).toEqual(expected);
  });

  test('are found by address and tag, or not', async () => {
    expect(await defender.machinesByIp('192.0.2.42')).toMatchObject({ items: [{ id: machines.laptop }] });
    expect(await defender.machinesByIp('192.0.2.99')).toMatchObject({ items: [], isComplete: true });
    expect(await defender.machinesByLastIp('192.0.2.113')).toMatchObject({ items: [{ id: machines.documented }] });
    expect(await defender.machinesByTag('emulator')).toMatchObject({ items: { length: 5 } });
    expect(await defender.machinesByTag('emul', { startsWith: true })).toMatchObject({ items: { length: 5 } });
  });
});

test('nothing of all that was a surprise to the client', () => {
  expect(paths).toEqual([]);
});
