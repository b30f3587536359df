import { expect, test } from '@jest/globals';
import { devicesOf, evidenceFilesOf, stopOf, usersOf } from '../../src/triage/incident.ts';
import { evidence, other } from '../cards/alert-views.ts';
import { alert, machineId } from '../cards/views.ts';

test('a device is there once, that of the worst alert first', () => {
  const low = alert({ id: 'a', severity: 'Low', machineId: 'srv', deviceName: 'SRV' });
  const high = alert({ id: 'b', severity: 'High', machineId });

  expect(devicesOf([low, high, alert({ id: 'c', severity: 'Low', machineId })])).toMatchObject([
    { id: machineId, alerts: [{ id: 'b' }, { id: 'c' }] },
    { id: 'srv', name: 'SRV' },
  ]);
});

test('a user is there once, in any letter case, with the number of alerts', () => {
  const user = other('User', { domainName: 'contoso', accountName: 'J.DOE' });
  const alerts = [alert({ id: 'a', evidence: [user] }), alert({ id: 'b', evidence: [user] })];

  expect(usersOf(alerts)).toEqual([{ name: 'CONTOSO\\j.doe', alerts: 2 }]);
});

test('a file is there once, and stopped only where all that is said of it says so', () => {
  const items = ['Prevented', 'Detected'].map((detectionStatus) => evidence({ detectionStatus }));

  const [file, ...others] = evidenceFilesOf([alert({ evidence: items })]);

  expect(others).toEqual([]);
  expect(file).toMatchObject({ name: 'kms.exe', alerts: 1, detectionStatuses: ['Prevented', 'Detected'] });
});

test.each([
  [[], 'untold'],
  [['Blocked', 'prevented'], 'stopped'],
  [['Blocked', 'Detected'], 'notStopped'],
  [['Quarantined'], 'notStopped'],
])('%j: %s', (detectionStatuses, stop) => {
  expect(stopOf({ detectionStatuses })).toBe(stop);
});
