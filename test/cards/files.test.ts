import { describe, expect, test } from '@jest/globals';
import { filesCard } from '../../src/cards/files.ts';
import { partsOf } from '../support/card-read.ts';
import { actionsOf, complaints, linesOf, sent, titlesOf } from './reading.ts';
import { alert, alertId, filesView, found, md5, sha1, sha256, tenantId, unknownFile } from './views.ts';

const second = '636688558380765161_-1110000000';
const many = [found(), ...Array.from({ length: 11 }, (_, i) => unknownFile(i + 1))];

describe('the files of one alert', () => {
  const card = filesCard(filesView({ files: [found(), unknownFile(1)], topStats: { organizationPrevalence: 3 } }));

  test('are read from the finding on, the top file at length', () => {
    expect(linesOf(card)).toEqual([
      'kms.exe: HackTool:MSIL/AutoKms, prevented',
      '1 of 2 files has a Defender detection',
      'High · New · unassigned · LAPTOP-042 · 2 h ago',
      'kms.exe',
      'C:\\Users\\Public\\',
      'Defender names it HackTool:MSIL/AutoKms (type Unknown) · prevented',
      'on 3 devices here · prevalence 437 (global) · signature not verified · 723 KB · first seen 2015-11-01',
      `SHA-256 ${sha256}`,
      `SHA-1 ${sha1}`,
      `MD5 ${md5}`,
      'file1.dll',
      'no verdict',
      `SHA-256 ${'1'.padStart(64, '0')}`,
      'as of 14:03:22 UTC',
    ]);
    expect(complaints(card)).toEqual([]);
  });

  test('are told in a notification by our own words and a short name', () => {
    expect(card.summary).toBe('kms.exe: HackTool-MSIL-AutoKms, prevented');
    expect(card.content['fallbackText']).toBe(card.summary);
  });

  test('offer the hash list, a refresh and the portal', () => {
    expect(sent(card, 'Hash list')).toBe(`hashes ${alertId}`);
    expect(sent(card, 'Refresh')).toBe(`files ${alertId} page 1`);
    expect(actionsOf(card).at(-1)).toMatchObject({
      title: 'Portal',
      url: `https://security.microsoft.com/alerts/${alertId}?tid=${tenantId}`,
    });
  });
});

describe('the finding', () => {
  test.each([
    ['No files in this alert', { files: [] }],
    ['No files in these alerts', { alertIds: [alertId, second], files: [] }],
    ['1 file, none known bad, 1 without a verdict', { files: [unknownFile(1)] }],
    ['1 file, none known bad, all clean', { files: [found({}, { determinationType: 'Clean' })] }],
    ['2 files, none known bad, 1 with a verdict unknown to this bot', { files: [of('Suspicious'), of('Clean')] }],
    ['kms.exe: malware', { files: [of('Malware')] }],
    ['kms.exe: potentially unwanted', { files: [of('Pua')] }],
    ['kms.exe: detected, no block reported', { files: [of('Unknown', 'Detected')] }],
    [
      'kms.exe: malware, blocked; 2 of 3 without a reported block',
      { files: [of('Malware', 'Blocked'), of('Pua', 'Detected'), of('Malware'), unknownFile(1)] },
    ],
    ['kms.exe: malware, blocked', { files: [of('Malware', 'Blocked'), of('Pua', 'Prevented'), unknownFile(1)] }],
    ['kms.exe: malware', { files: [of('Malware'), of('Malware')] }],
    ['file 470a75fe3da2: malware', { files: [found({ names: [], detectionStatuses: [] }, named('Malware'))] }],
    [
      'None of the 2 alerts could be read',
      {
        alertIds: [alertId, second],
        alerts: [],
        files: [],
        failures: [alertId, second].map((id) => ({ alertId: id, reason: 'Defender did not answer.' })),
      },
    ],
  ])('is: %s', (finding, parts) => {
    const card = filesCard(filesView(parts));

    expect(linesOf(card)[0]).toBe(finding);
    expect(card.summary).toBe(finding);
    expect(complaints(card)).toEqual([]);
  });

  test.each(['Unknown', 'Suspicious', undefined])('never says clean of type %j', (type) => {
    expect(linesOf(filesCard(filesView({ files: [of(type)] }))).join()).not.toMatch(/clean/i);
  });
});

describe('more files than a page has', () => {
  test.each([
    [1, 'files 1-5 of 12', ['Next 5', 'Hash list', 'Refresh', 'Portal']],
    [2, 'files 6-10 of 12', ['Next 2', 'Previous 5', 'Hash list', 'Refresh', 'Portal']],
    [3, 'files 11-12 of 12', ['Previous 5', 'Hash list', 'Refresh', 'Portal']],
    [99, 'files 11-12 of 12', ['Previous 5', 'Hash list', 'Refresh', 'Portal']],
  ])('on page %d', (page, range, titles) => {
    const card = filesCard(filesView({ files: many, page }));

    expect(linesOf(card).at(-1)).toBe(`${range} · as of 14:03:22 UTC`);
    expect(titlesOf(card).filter((title) => !title.startsWith('File '))).toEqual(titles);
    expect(complaints(card)).toEqual([]);
  });

  test('are paged by commands', () => {
    const card = filesCard(filesView({ files: many, page: 2 }));

    expect(sent(card, 'Next 2')).toBe(`files ${alertId} page 3`);
    expect(sent(card, 'Previous 5')).toBe(`files ${alertId} page 1`);
    expect(sent(card, 'Refresh')).toBe(`files ${alertId} page 2`);
  });

  test('are each on one page, fewer on a page where their names are very long', () => {
    const long = many.map((file, i) => ({ ...file, names: Array.from({ length: 5 }, () => `${i}${'"'.repeat(300)}`) }));
    const seen: string[] = [];
    for (let page = 1, hasNext = true; hasNext; page++) {
      const card = filesCard(filesView({ files: long, page }));
      seen.push(...linesOf(card).filter((line) => line.startsWith('SHA-256')));
      hasNext = titlesOf(card).some((title) => title.startsWith('Next'));
      expect(complaints(card)).toEqual([]);
    }

    expect(seen).toEqual(many.map(({ file }) => `SHA-256 ${file.sha256 ?? ''}`));
  });
});

test('of several alerts say which file is in which, and which alert could not be read', () => {
  const card = filesCard(
    filesView({
      alertIds: [alertId, second, 'third_12345'],
      alerts: [
        alert(),
        alert({ id: second, severity: 'Low', status: 'InProgress', assignedTo: 'ana', createdAt: undefined }),
      ],
      failures: [{ alertId: 'third_12345', reason: 'Defender knows no such alert.' }],
      files: [found({ alertIds: [alertId, second], names: ['a.exe', 'b.exe', 'c', 'd', 'e', 'f'] })],
      notes: ['Prevalence here is missing: Defender did not answer.'],
    }),
  );

  expect(linesOf(card)).toEqual(
    expect.arrayContaining([
      `${second} · Low · InProgress · assigned to ana · LAPTOP-042`,
      'third_12345: Defender knows no such alert.',
      `C:\\Users\\Public\\ · in ${alertId}, ${second}`,
      'also seen as b.exe · c · d and 2 more',
      'Prevalence here is missing: Defender did not answer.',
    ]),
  );
  expect(titlesOf(card)).toEqual(['File a.exe', 'Alerts', 'Refresh']);
  expect(sent(card, 'File')).toBe(`file ${sha256}`);
  expect(sent(card, 'Alerts')).toBe(`alert ${alertId} ${second} third_12345`);
  expect(sent(card, 'Refresh')).toBe(`files ${alertId} ${second} third_12345 page 1`);
  expect(complaints(card)).toEqual([]);
});

test('of very many alerts the worst five are told of, on the card and on a row; all of them are a press away', () => {
  const ids = Array.from({ length: 50 }, (_, i) => `da${i}_12345`);
  const alerts = ids.map((id) => alert({ id }));

  const card = filesCard(filesView({ alertIds: ids, alerts, files: [found({ alertIds: ids })] }));

  const shown = linesOf(card);
  expect(shown.filter((line) => line.includes(' · High · '))).toHaveLength(5);
  expect(shown).toContain('and 45 more alerts');
  expect(shown).toContain(`C:\\Users\\Public\\ · in ${ids.slice(0, 5).join(', ')} and 45 more alerts`);
  expect(sent(card, 'Alerts')).toBe(`alert ${ids.join(' ')}`);
  expect(complaints(card)).toEqual([]);
});

test('a file without a hash says so', () => {
  const none = { sha256: undefined, sha1: undefined, md5: undefined };
  const card = filesCard(filesView({ files: [found({ names: [] }, none)] }));

  expect(linesOf(card)).toContain('no hash known');
  expect(linesOf(card)).toContain('file without a hash');
});

test('who reads it in a room is said', () => {
  const card = filesCard(filesView({ reader: { ...filesView().reader, shownFor: 'Alex Wilber' } }));

  expect(linesOf(card).at(-1)).toBe('as of 14:03:22 UTC · shown for Alex Wilber');
});

test('the looks follow the finding, and say nothing that the words do not', () => {
  const styles = [of('Malware'), of('Pua'), of('Clean')].map((file) => {
    const { body } = filesCard(filesView({ files: [file] })).content;
    return (body as { style?: string }[]).map(({ style }) => style).filter((style) => style !== undefined); // a body is a list
  });

  expect(styles).toEqual([['attention'], ['warning'], ['default']]);
});

function named(determinationType: string | undefined) {
  return { determinationType, determinationValue: undefined };
}

function of(type: string | undefined, ...detectionStatuses: string[]) {
  return found({ detectionStatuses }, named(type));
}

test('a client that is wider than a phone has room for every hash of every file', () => {
  const files = [found(), found({ names: ['b.exe'] }, { sha256: 'b'.repeat(64) })];

  const { content } = filesCard(filesView({ files }));

  const wide = [...partsOf(content)].filter(({ targetWidth }) => targetWidth === 'atLeast:standard');
  expect(wide.map(({ text }) => text)).toEqual([`SHA-1 ${sha1}`, `MD5 ${md5}`]);
});
