import { describe, expect, test } from '@jest/globals';
import { deviceCard } from '../../src/cards/device.ts';
import type { Machine } from '../../src/defender/model.ts';
import { deviceView, listed, machine, user } from './device-views.ts';
import { complaints, linesOf, sent, titlesOf } from './reading.ts';
import { action, alert, machineId } from './views.ts';

const other = 'a'.repeat(40);

test('a device is read from its finding to who uses it', () => {
  const card = deviceCard(deviceView());

  expect(linesOf(card)).toEqual([
    'LAPTOP-042: risk High, 1 open alert',
    'Active · exposure Medium · value Normal',
    'Windows11 24H2 · build 26100 · 64-bit',
    'last seen 14:02:22 UTC (1 min ago) · first seen 2025-10-20',
    'IP 192.0.2.42 · external 203.0.113.7',
    'group Workstations · tags finance · managed by Intune',
    `device id ${machineId}`,
    '1 open alert: 1 High',
    '’AutoKms’ hacktool was prevented',
    'High · New · unassigned · 2 h ago',
    '1 action',
    'Live response: minidump.ps1 and 1 more',
    'succeeded · started 3 min ago · by analyst@contoso.example',
    '“Testing Live Response API”',
    '1 user',
    'contoso\\j.doe',
    'logon Interactive · last seen 2 h ago',
    'as of 14:03:22 UTC',
  ]);
  expect(card.summary).toBe('LAPTOP-042: risk High, 1 open alert');
  expect(complaints(card)).toEqual([]);
});

describe('a stale twin is marked, first of all', () => {
  test.each<[string, Partial<Machine>, string]>([
    ['merged', { mergedIntoMachineId: other }, 'merged into another device'],
    ['duplicate', { isPotentialDuplication: true }, 'a potential duplicate'],
    ['inactive', { healthStatus: 'Inactive' }, 'inactive'],
  ])('%s', (_, parts, words) => {
    const lines = linesOf(deviceCard(deviceView({ machine: machine(parts) })));

    expect(lines[0]).toContain(`LAPTOP-042: ${words}, risk High`);
    expect(lines[1]).toBe(`May be a stale twin: Defender calls it ${words}.`);
  });

  test('and the device that it became is a press away', () => {
    const card = deviceCard(deviceView({ machine: machine({ mergedIntoMachineId: other }) }));

    expect(sent(card, 'The device it became')).toBe(`device ${other}`);
  });

  test('a device that is none is not called one', () => {
    expect(linesOf(deviceCard(deviceView())).join()).not.toContain('stale');
  });
});

test('open alerts come worst first, five of them, and the rest is counted', () => {
  const alerts = ['Low', 'High', 'Medium', 'Low', 'Informational', 'Low'].map((severity, i) =>
    alert({ severity, title: `${severity} ${i}` }),
  );
  const resolved = alert({ status: 'Resolved' });

  const lines = linesOf(deviceCard(deviceView({ alerts: listed([...alerts, resolved]) })));

  expect(lines).toContain('6 open alerts: 1 High, 1 Medium, 3 Low, 1 Informational · 1 resolved');
  expect(lines.filter((line) => /^\w+ \d$/.test(line))).toEqual(['High 1', 'Medium 2', 'Low 0', 'Low 3', 'Low 5']);
  expect(lines).toContain('and 1 more');
});

test('what is not all is not counted as if it were', () => {
  const alerts = listed([alert()], { isComplete: false, total: undefined });

  const lines = linesOf(deviceCard(deviceView({ alerts })));

  expect(lines[0]).toBe('LAPTOP-042: risk High, 1 open alert among those that were read');
  expect(lines).toContain('there may be more');
});

test('nothing around it: each is said', () => {
  const card = deviceCard(deviceView({ alerts: listed([]), deviceActions: [], users: listed([]) }));

  expect(linesOf(card)).toEqual(expect.arrayContaining(['no open alert', 'no actions known', 'no user known']));
  expect(titlesOf(card)).toEqual(['Refresh', 'Hunting query', 'Device in the portal']);
  expect(complaints(card)).toEqual([]);
});

test('what is excluded, or not onboarded, or a domain admin, is said', () => {
  const parts = { isExcluded: true, exclusionReason: 'Duplicate', onboardingStatus: 'CanBeOnboarded' };

  const lines = linesOf(
    deviceCard(deviceView({ machine: machine(parts), users: listed([user({ isDomainAdmin: true })]) })),
  );

  expect(lines).toContain('excluded from Defender’s lists · Duplicate');
  expect(lines).toContain('onboarding CanBeOnboarded');
  expect(lines).toContain('domain admin · logon Interactive · last seen 2 h ago');
});

test('a device of which nothing is known is still one; what came as its id is asked for by no button', () => {
  const bare = machine({
    ...{ id: '../x', name: undefined, riskScore: undefined, lastSeen: undefined, tags: [], healthStatus: undefined },
  });

  const card = deviceCard(
    deviceView({ machine: bare, alerts: undefined, users: undefined, deviceActions: [action({ id: 'x y' })] }),
  );

  expect(linesOf(card)[0]).toBe('device ../x: a device');
  expect(titlesOf(card)).toEqual([]);
  expect(complaints(card)).toEqual([]);
});
