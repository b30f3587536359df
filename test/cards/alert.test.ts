import { describe, expect, test } from '@jest/globals';
import { alertCard } from '../../src/cards/alert.ts';
import type { Evidence } from '../../src/defender/model.ts';
import { alertView, evidence, other, process } from './alert-views.ts';
import { complaints, linesOf, sent, titlesOf } from './reading.ts';
import { ago, alert, alertId, machineId, sha1, sha256 } from './views.ts';

test('an alert is read from what happened where and whether it was stopped, down to its evidence', () => {
  const shown = alertCard(alertView({ title: 'A hack tool', description: 'See http://evil.example for more.' }));

  expect(linesOf(shown)).toEqual([
    'A hack tool on LAPTOP-042: prevented',
    'High · New · unassigned · 2 h ago',
    'threat HackTool:MSIL/AutoKms · category Malware · found by WindowsDefenderAv',
    'MITRE T1588.002',
    'not classified · investigation Queued',
    'first event 11:59:22 UTC (2 h ago) · last event 12:02:22 UTC (2 h ago) · updated 12:09:22 UTC (1 h ago)',
    'user CONTOSO\\j.doe',
    'See hxxp://evil[.]example for more.',
    'kms.exe',
    'file · C:\\Users\\Public',
    'prevented',
    `SHA-256 ${sha256}`,
    `alert ${alertId} · as of 14:03:22 UTC`,
  ]);
  expect(shown.summary).toBe('High alert on LAPTOP-042: prevented');
  expect(complaints(shown)).toEqual([]);
});

test.each([
  [['Prevented', 'Detected'], 'prevented and elsewhere detected, no block reported'],
  [['Detected', 'Detected'], 'detected, no block reported'],
  [['Quarantined'], 'status Quarantined'],
  [[], 'Defender does not say whether it was stopped'],
])('with evidence that is %j the finding ends in “%s”', (statuses, words) => {
  const items = statuses.map((detectionStatus, i) => evidence({ detectionStatus, fileName: `${i}` }));

  expect(linesOf(alertCard(alertView({ evidence: items })))[0]).toMatch(new RegExp(` on LAPTOP-042: ${words}$`));
});

test('processes are a tree, with who started the first, and each command line', () => {
  const items = [
    process(2, 1, { fileName: 'child.exe', processCommandLine: 'child.exe -password hunter22' }),
    process(1, 900, { fileName: 'parent.exe', parentProcessFileName: 'explorer.exe' }),
  ];

  const lines = linesOf(alertCard(alertView({ evidence: items })));

  expect(lines).toEqual(
    expect.arrayContaining(['parent.exe', 'by explorer.exe (process 900)', 'p1.exe -run', '↳ child.exe']),
  );
  expect(lines.join()).not.toContain('hunter22');
});

test('each kind of evidence has its own words', () => {
  const items = [
    other('User', { accountName: 'j.doe', domainName: 'CONTOSO', userPrincipalName: 'j.doe@contoso.example' }),
    other('Ip', { ipAddress: '203.0.113.7' }),
    other('Url', { url: 'http://evil.example/a' }),
    other('RegistryValue', {
      registryHive: 'HKLM',
      registryKey: 'Run',
      registryValueType: 'Sz',
      registryValue: 'x.exe',
    }),
    other('Mailbox'),
  ];

  const lines = linesOf(alertCard(alertView({ evidence: items })));

  expect(lines.slice(lines.indexOf('CONTOSO\\j.doe'), -1)).toEqual([
    ...['CONTOSO\\j.doe', 'user · j.doe@contoso.example'],
    ...['203.0.113.7', 'IP address', 'hxxp://evil[.]example/a', 'URL'],
    ...['HKLM\\Run', 'registry · Sz', 'x.exe', 'Mailbox', 'type Mailbox'],
  ]);
});

test('five pieces a page, with the way on and back', () => {
  const items = Array.from({ length: 12 }, (_, i) =>
    evidence({ fileName: `f${i}.dll`, sha256: String(i).padStart(64, '0') }),
  );

  const second = alertCard(alertView({ evidence: items }, 2));

  expect(linesOf(second)).toContainEqual(expect.stringMatching(/^evidence 6-10 of 12 · alert /));
  expect(sent(second, 'Next 2')).toBe(`alert ${alertId} page 3`);
  expect(sent(second, 'Previous 5')).toBe(`alert ${alertId} page 1`);
  expect(linesOf(alertCard(alertView({ evidence: items }, 99))).join('\n')).toMatch(/^evidence 11-12 of 12/m);
});

describe('what it leads to', () => {
  test('files, the device, the incident, and each file by a tap', () => {
    const shown = alertCard(alertView({ machineId, incidentId: 2451 }));

    expect(titlesOf(shown)).toEqual(['I’m on it', 'File kms.exe', 'Files', 'Device', 'Incident', 'Refresh', 'Portal']);
    expect(sent(shown, 'File')).toBe(`file ${sha256}`);
    expect(sent(shown, 'Files')).toBe(`files ${alertId}`);
    expect(sent(shown, 'Device')).toBe(`device ${machineId}`);
    expect(sent(shown, 'Incident')).toBe('incident 2451');
    expect(sent(shown, 'Refresh')).toBe(`alert ${alertId} page 1`);
  });

  test('a file that is known by its SHA-1 alone', () => {
    expect(sent(alertCard(alertView({ evidence: [evidence({ sha256: undefined })] })), 'File')).toBe(`file ${sha1}`);
  });

  test('a device id that is none leads nowhere', () => {
    expect(titlesOf(alertCard(alertView({ machineId: 'x; drop' })))).not.toContain('Device');
  });
});

test('a comment is shown with who made it, the newest two of them', () => {
  const comments = [3, 1, 2].map((n) => ({ comment: `no. ${n}`, createdBy: 'ana', createdAt: ago(60 * n) }));

  const lines = linesOf(alertCard(alertView({ comments })));

  expect(lines.filter((line) => line.includes('comment'))).toEqual([
    'comment by ana, 1 min ago: “no. 1”',
    'comment by ana, 2 min ago: “no. 2”',
    '1 earlier comment',
  ]);
});

test('an alert of which Defender says next to nothing says so, and is a card all the same', () => {
  const nothing = Object.fromEntries(Object.keys(alert()).map((key) => [key, undefined]));
  const bare = alert({ ...nothing, id: alertId, mitreTechniques: [], comments: [], evidence: [] });

  const shown = alertCard({ ...alertView(), alert: bare });

  expect(linesOf(shown)).toEqual([
    'Alert without a title: Defender does not say whether it was stopped',
    'unassigned',
    'not classified',
    'Defender lists no evidence for this alert.',
    `alert ${alertId} · as of 14:03:22 UTC`,
  ]);
  expect(complaints(shown)).toEqual([]);
});

describe('what became of it', () => {
  test.each([
    ['a tool was prevented', 'Prevented', 'a tool was prevented on LAPTOP-042'],
    ['a tool was prevented', 'Detected', 'a tool was prevented on LAPTOP-042: detected, no block reported'],
    ['a tool was not prevented', 'Prevented', 'a tool was not prevented on LAPTOP-042: prevented'],
    ['a tool wasn’t prevented', 'Prevented', 'a tool wasn’t prevented on LAPTOP-042: prevented'],
    ['a tool ', undefined, 'a tool  on LAPTOP-042: Defender does not say whether it was stopped'],
  ])('of the title %j and the status %s is said once', (title, detectionStatus, finding) => {
    const card = alertCard(alertView({ title, evidence: [evidence({ detectionStatus })] }));

    expect(linesOf(card)[0]).toBe(finding);
  });

  test('is said of a file once, with its other names and places', () => {
    const also = (name: string, folder: string): Evidence => evidence({ fileName: name, filePath: folder });
    const items = [
      evidence({ detectionStatus: 'Blocked' }),
      ...[also('b.exe', 'C:\\Users\\Public'), also('kms.exe', 'D:\\'), also('c.exe', 'E:\\'), also('d.exe', 'E:\\')],
      evidence({ fileName: 'kms.exe', detectionStatus: 'Detected' }),
    ];

    expect(linesOf(alertCard(alertView({ evidence: items })))).toEqual(
      expect.arrayContaining([
        'detected, no block reported and elsewhere blocked and elsewhere prevented',
        'also as b.exe · also in D:\\ · also as c.exe in E:\\ · and 1 more',
      ]),
    );
  });
});
