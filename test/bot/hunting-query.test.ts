import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deviceQuery, fileQuery } from '../../src/bot/hunting-query.ts';
import { machineId, sha1, sha256 } from '../cards/views.ts';

test('a file is looked for by both hashes, where it was written, started and loaded', () => {
  expect(fileQuery([sha1, sha256])).toBe(
    [
      '// Files with these hashes: written, started or loaded in the last 30 days',
      '// A file is matched by either of its hashes: one of these is enough',
      'union withsource=SourceTable DeviceFileEvents, DeviceProcessEvents, DeviceImageLoadEvents',
      '| where Timestamp > ago(30d)',
      `| where SHA1 == "${sha1}" or SHA256 == "${sha256}"`,
      '| project Timestamp, DeviceName, SourceTable, ActionType, FileName, FolderPath, ProcessCommandLine, InitiatingProcessFileName, InitiatingProcessCommandLine, InitiatingProcessAccountName, SHA1, SHA256, DeviceId, ReportId',
      '| top 10000 by Timestamp desc',
    ].join('\n'),
  );
});

test('of several files each hash is there once, in lower case', () => {
  const other = 'b'.repeat(64);

  expect(fileQuery([sha256, other, sha256.toUpperCase()])).toContain(`| where SHA256 in ("${sha256}", "${other}")\n`);
});

test('a query by SHA-256 alone says what it misses', () => {
  expect(fileQuery([sha256])).toContain('\n// By SHA-256 alone: many events hold the SHA-1 only\n');
  expect(fileQuery([sha1])).not.toContain('alone');
  expect(fileQuery([sha256])).not.toContain('either');
});

test('a device is looked at by its id: what ran, its connections and sign-ins of a day', () => {
  expect(deviceQuery(machineId)).toBe(
    [
      '// What ran on this device, its connections and sign-ins: the last 24 hours',
      'union withsource=SourceTable DeviceProcessEvents, DeviceNetworkEvents, DeviceLogonEvents',
      '| where Timestamp > ago(24h)',
      `| where DeviceId == "${machineId}"`,
      '| project Timestamp, DeviceName, SourceTable, ActionType, FileName, ProcessCommandLine, InitiatingProcessFileName, InitiatingProcessCommandLine, InitiatingProcessAccountName, RemoteIP, RemotePort, RemoteUrl, LogonType, AccountDomain, AccountName, ReportId',
      '| top 10000 by Timestamp desc',
    ].join('\n'),
  );
});

describe('whatever is given for a hash or an id', () => {
  const injected = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(`${sha1}"`, `${sha1}\n`, `" or 1 == 1 //`, `${machineId}" | take 1`, 'g'.repeat(40), ''),
    fc.tuple(fc.string(), fc.constantFrom(sha1, sha256)).map((parts) => parts.join('')),
  );

  test('a query has nothing of it unless it is hexadecimal and of the right length', () => {
    fc.assert(
      fc.property(fc.array(injected, { maxLength: 5 }), (hashes) => {
        const isHash = (text: string): boolean => /^(?:[\da-f]{40}|[\da-f]{64})$/i.test(text);

        const query = fileQuery([sha1, ...hashes]);

        const own = fileQuery([sha1, ...hashes.filter(isHash)]);
        expect(query).toBe(own);
      }),
    );
  });

  test('where nothing is left there is no query', () => {
    expect(() => fileQuery(['" or 1 == 1 //'])).toThrow(TypeError);
    fc.assert(
      fc.property(injected, (id) => {
        if (/^[\da-f]{40}$/i.test(id)) return;
        expect(deviceQuery(id)).toBeUndefined();
      }),
    );
  });
});
