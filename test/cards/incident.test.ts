import { describe, expect, test } from '@jest/globals';
import { incidentCard } from '../../src/cards/incident.ts';
import { evidence, incidentView } from './alert-views.ts';
import { complaints, linesOf, sent, titlesOf } from './reading.ts';
import { ago, alert, alertId, machineId } from './views.ts';

/** So many files that ended in this way, each of a name and a hash of its own. */
function files(n: number, detectionStatus: string | undefined) {
  return Array.from({ length: n }, (_, i) =>
    evidence({
      fileName: `${detectionStatus ?? 'untold'}-${i}.exe`,
      sha256: `${i}${detectionStatus?.length ?? 0}`.padEnd(64, 'a'),
      detectionStatus,
    }),
  );
}

test('the finding, what became of the files, how the alerts stand, and each alert in two lines', () => {
  const card = incidentCard(incidentView());

  expect(linesOf(card)).toEqual([
    'Incident 2451: 1 alert, 1 High',
    'files: 1 stopped',
    '1 New · 1 unassigned',
    'first event 11:59:22 UTC (2 h ago) · last event 12:02:22 UTC (2 h ago)',
    'Alerts',
    '’AutoKms’ hacktool was prevented',
    'High · New · unassigned · LAPTOP-042 · 2 h ago · prevented',
    'Files stopped: 1',
    'kms.exe',
    'prevented · in 1 alert',
    expect.stringMatching(/^SHA-256 [\da-f]{64}$/),
    'Devices: 1',
    'LAPTOP-042 · 1 alert: 1 High',
    'Users: 1',
    'CONTOSO\\j.doe · in 1 alert',
    'as of 14:03:22 UTC',
  ]);
  expect(sent(card, 'Alert')).toBe(`alert ${alertId}`);
  expect(sent(card, 'Device')).toBe(`device ${machineId}`);
  expect(complaints(card)).toEqual([]);
});

test.each([
  [312, 'Incident 2451: the newest 1 of 312 alerts, 1 High'],
  [undefined, 'Incident 2451: the newest 1 of its alerts, 1 High'],
])('of more alerts than were read (%p) the finding says of which it speaks', (total, finding) => {
  const card = incidentCard(incidentView({ total, isComplete: false }));

  expect(linesOf(card)[0]).toBe(finding);
  expect(card.summary).toBe(finding);
});

describe('of many files', () => {
  const all = [...files(2, undefined), ...files(4, 'Prevented'), ...files(5, 'Detected')];

  test('the first three of the worst kind are shown; of the others how many there are', () => {
    const text = linesOf(incidentCard(incidentView({ alerts: [alert({ evidence: all })] })));

    expect(text).toContain('files: 5 not reported as stopped, 4 stopped, 2 without a word on it');
    expect(text.filter((line) => line.endsWith('.exe'))).toEqual([
      'Detected-0.exe',
      'Detected-1.exe',
      'Detected-2.exe',
    ]);
    expect(text).toContain('and 2 more, under Files');
  });

  test('where all were stopped, those', () => {
    const evidenceOf = files(4, 'Prevented');

    const text = linesOf(incidentCard(incidentView({ alerts: [alert({ evidence: evidenceOf })] })));

    expect(text).toContain('Files stopped: 4');
    expect(text).toContain('and 1 more, under Files');
  });
});

test('of many devices the three with the worst alerts, and how many more', () => {
  const alerts = Array.from({ length: 5 }, (_, i) =>
    alert({ id: `${alertId}${i}`, machineId: `${i}`.repeat(40), deviceName: `ws-${i}`, createdAt: ago(i) }),
  );

  const card = incidentCard(incidentView({ alerts }));

  const text = linesOf(card);
  expect(text.filter((line) => line.startsWith('ws-'))).toHaveLength(3);
  expect(text).toContain('and 2 more');
  expect(titlesOf(card).filter((title) => title.startsWith('Alert '))).toHaveLength(5);
});
