import { describe, expect, test } from '@jest/globals';
import { collectedFileCard } from '../../src/cards/collected-file.ts';
import type { CollectedFile } from '../../src/transcript/model.ts';
import { complaints, linesOf, sent, titlesOf } from './reading.ts';
import { actionId, collected, getFile, md5, portal, reader, resultOf, sha1, sha256 } from './views.ts';

function card(parts: Partial<CollectedFile> = {}, of = resultOf({ index: 1, command: getFile })) {
  return collectedFileCard({ of, file: collected(parts), reader, portal });
}

test('a collected file is told by name, size and whole hashes, and its content is not there', () => {
  const shown = card();

  expect(linesOf(shown)).toEqual([
    'OfficeClickToRun.dmp.zip collected from LAPTOP-042: 53,687,091 bytes (51 MB)',
    'C:\\windows\\TEMP\\OfficeClickToRun.dmp.zip',
    'finished 14:01:12 UTC (2 min ago) · ran 12 s',
    'started by analyst@contoso.example · “Testing Live Response API”',
    `SHA-256 ${sha256}`,
    `SHA-1 ${sha1}`,
    `MD5 ${md5}`,
    'as stored (gzip): 900 bytes',
    `SHA-256 ${'b'.repeat(64)}`,
    'the file stays in Defender: only its name, size and hashes are shown',
    `command 2 of 2 (index 1) · action ${actionId}`,
    'as of 14:03:22 UTC',
  ]);
  expect(titlesOf(shown)).toEqual(['All commands', 'Remove', 'Device in the portal']);
  expect(sent(shown, 'All commands')).toBe(`action ${actionId}`);
  expect(shown.summary).toBe('OfficeClickToRun.dmp.zip collected from LAPTOP-042: 53,687,091 bytes (51 MB)');
  expect(complaints(shown)).toEqual([]);
});

test('a file that is stored as it is has its own hashes only', () => {
  expect(linesOf(card({ gunzipped: false }))).not.toContain('as stored (gzip): 900 bytes');
});

test('a damaged one has no hashes of its own, and says so', () => {
  const shown = card({ content: undefined });

  expect(shown.summary).toBe('OfficeClickToRun.dmp.zip collected from LAPTOP-042: damaged');
  expect(linesOf(shown)).toContain('the gzip is damaged: no hashes of the file itself');
  expect(linesOf(shown).filter((line) => line.startsWith('SHA'))).toEqual([`SHA-256 ${'b'.repeat(64)}`]);
  expect(complaints(shown)).toEqual([]);
});

describe('its name', () => {
  test('is that of its path where the storage gives none', () => {
    expect(card({ name: undefined }).summary).toMatch(/^OfficeClickToRun\.dmp\.zip collected/);
  });

  test('may be unknown', () => {
    const shown = card({ name: undefined }, resultOf({ action: undefined, command: undefined }));

    expect(shown.summary).toBe('file collected: 53,687,091 bytes (51 MB)');
    expect(complaints(shown)).toEqual([]);
  });
});
