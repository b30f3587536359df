/** Every foreign field of a profile as long as it may be: each card is still within its size. */

import { describe, expect, test } from '@jest/globals';
import { actionListCard } from '../../src/cards/action-list.ts';
import { deviceListCard } from '../../src/cards/device-list.ts';
import { deviceCard } from '../../src/cards/device.ts';
import { fileListCard } from '../../src/cards/file-list.ts';
import { fileCard, foundBy } from '../../src/cards/file.ts';
import { watchListCard } from '../../src/cards/watch-list.ts';
import { deviceListView, deviceView, fileView, listed, machine, stats, user } from './device-views.ts';
import { complaints, linesOf } from './reading.ts';
import { action, actionId, ago, alert, command, file, listedWatch, machineId, now, sha256 } from './views.ts';

describe.each([
  ['quotes', '"'],
  ['backslashes', '\\'],
  ['overrides', '\u202E'],
  ['tags', '\u{E0041}'],
  ['words', 'word '],
])('of nothing but %s', (_, piece) => {
  const long = piece.repeat(5_000);
  const different = (n: number) => Array.from({ length: n }, (__, i) => `${i}${long}`);
  const many = <T>(item: T, n = 40) => Array.from({ length: n }, () => item);
  const reader = { now, asOf: now, shownFor: long };
  const who = { severity: long, status: long, assignedTo: long, deviceName: long, title: long };
  const worst = machine({
    ...{ name: long, isPotentialDuplication: true, mergedIntoMachineId: machineId, healthStatus: long },
    ...{ isExcluded: true, exclusionReason: long, onboardingStatus: long, riskScore: long, exposureLevel: long },
    ...{ deviceValue: long, osPlatform: long, version: long, osArchitecture: long, deviceGroup: long, managedBy: long },
    ...{ lastIpAddress: long, lastExternalIpAddress: long, tags: different(9) },
    addresses: different(9).map((ipAddress) => ({
      ...{ ipAddress, macAddress: long, type: long, operationalStatus: long },
    })),
  });
  const actions = many(
    action({
      ...{
        id: actionId,
        type: 'LiveResponse',
        status: long,
        deviceName: long,
        requestor: long,
        requestorComment: long,
      },
      commands: [command({ params: { ScriptName: long } }), command()],
    }),
  );
  const alerts = listed(many(alert(who)));
  const content = file({
    ...{ determinationType: long, determinationValue: long, signer: long, publisher: long, isValidCertificate: true },
    ...{ productName: long, issuer: long, fileType: long },
  });
  const known = stats({ topFileNames: different(9) });
  const notes = ['Users are missing: It took too long, so I stopped.'];

  test('a device with everything on it', () => {
    const users = listed(many(user({ id: long, logonTypes: different(9), isDomainAdmin: true })));
    const card = deviceCard(deviceView({ machine: worst, users, alerts, deviceActions: actions, notes, reader }));

    expect(complaints(card)).toEqual([]);
    expect(linesOf(card).filter((line) => /^and \d+ more$/.test(line))).toHaveLength(3);
  });

  test('devices to pick from', () => {
    const view = deviceListView({ called: 'x'.repeat(255), machines: many(worst), isComplete: false, reader });

    for (const page of [1, 2, 8]) expect(complaints(deviceListCard({ ...view, page }))).toEqual([]);
  });

  test('a file with everything on it', () => {
    const view = fileView({ file: content, stats: known, alerts, machines: listed(many(worst)), notes, reader });

    expect(complaints(fileCard(view))).toEqual([]);
  });

  test('twenty-five files, five of them shown', () => {
    const found = foundBy(content, known);
    const failures = Array.from({ length: 20 }, (__, i) => ({
      hash: sha256,
      reason: `${i}It took too long, so I stopped. `.repeat(9),
    }));
    const shown = many({ found, organizationPrevalence: 3 }, 5);
    const view = { hashes: many(sha256, 25), files: many(found, 20), page: 2, pages: 4, notes, reader };

    expect(complaints(fileListCard({ ...view, shown, failures }))).toEqual([]);
  });

  test('twenty watches', () => {
    const watches = many(listedWatch({ actionType: long, deviceName: long, isHere: false }), 20);
    const card = watchListCard({ watches, isEverywhere: true, reader });

    expect(complaints(card)).toEqual([]);
    expect(linesOf(card).filter((line) => /^and \d+ more$/.test(line))).toHaveLength(1);
  });

  test('twenty actions', () => {
    const view = { listed: listed(actions.slice(0, 20)), machineId: undefined, deviceName: long, count: 20, reader };
    const card = actionListCard(view);

    expect(complaints(card)).toEqual([]);
    expect(linesOf(card).filter((line) => /^and \d+ more$/.test(line))).toHaveLength(1);
  });
});

test('a time that is not known is none', () => {
  expect(linesOf(deviceCard(deviceView({ machine: machine({ firstSeen: undefined, lastSeen: ago(5) }) })))).toContain(
    'last seen 14:03:17 UTC (just now)',
  );
});
