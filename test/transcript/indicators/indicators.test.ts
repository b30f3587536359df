import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { IndicatorKind, IndicatorMark } from '../../../src/transcript/indicators/indicator.ts';
import { createIndicators } from '../../../src/transcript/indicators/indicators.ts';

const hex = (length: number): string => '0a1b2c3d4e5f6789'.repeat(8).slice(0, length);

function reportOf(text: string, cuts: readonly number[] = []) {
  const indicators = createIndicators();
  const bytes = Buffer.from(text);
  const borders = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  for (const [i, border] of borders.slice(1).entries()) indicators.push(bytes.subarray(borders[i], border));
  indicators.end();
  return indicators.report();
}

const found = (text: string): readonly string[] =>
  reportOf(text).indicators.map(({ kind, value, mark }) => `${kind} ${value}${mark === undefined ? '' : ` (${mark})`}`);

const told: readonly (readonly [string, IndicatorKind, string, IndicatorMark?])[] = [
  [`${hex(32)}  a.exe`, 'md5', hex(32)],
  [`SHA1: ${hex(40).toUpperCase()}`, 'sha1', hex(40)],
  [`(${hex(64)})`, 'sha256', hex(64)],
  ['d41d8cd98f00b204e9800998ecf8427e', 'md5', 'd41d8cd98f00b204e9800998ecf8427e', 'noise'],
  ['from 20.112.52.29:443', 'ipv4', '20.112.52.29'],
  ['10.1.2.3', 'ipv4', '10.1.2.3', 'private'],
  ['172.31.0.9', 'ipv4', '172.31.0.9', 'private'],
  ['127.0.0.1', 'ipv4', '127.0.0.1', 'private'],
  ['203.0.113.7', 'ipv4', '203.0.113.7', 'documentation'],
  ['Version=4.0.30.1', 'ipv4', '4.0.30.1', 'noise'],
  ['assembly 4.0.0.0', 'ipv4', '4.0.0.0', 'noise'],
  ['[2a01:111:f307::1]:443', 'ipv6', '2a01:111:f307::1'],
  ['FE80::1:2', 'ipv6', 'fe80::1:2', 'private'],
  ['2001:db8::7', 'ipv6', '2001:db8::7', 'documentation'],
  ['beacon to Evil-Site.ru.', 'domain', 'evil-site.ru'],
  ['cdn.evil.co.uk', 'domain', 'cdn.evil.co.uk'],
  ['get.evil.sh', 'domain', 'get.evil.sh'],
  ['srv1.contoso.local', 'domain', 'srv1.contoso.local', 'private'],
  ['db.contoso.example', 'domain', 'db.contoso.example', 'documentation'],
  ['ctldl.windowsupdate.com', 'domain', 'ctldl.windowsupdate.com', 'noise'],
  ['evil.blob.core.windows.net', 'domain', 'evil.blob.core.windows.net'],
  ['drive.google.com', 'domain', 'drive.google.com'],
  ['www.google.com', 'domain', 'www.google.com', 'noise'],
  ['setup.sh', 'domain', 'setup.sh', 'noise'],
  ['dmp.zip', 'domain', 'dmp.zip', 'noise'],
  ['readme.md', 'domain', 'readme.md', 'noise'],
  ['System.Net', 'domain', 'system.net', 'noise'],
  ['mail ana.lopez@evil-site.ru now', 'email', 'ana.lopez@evil-site.ru'],
  ['see https://evil-site.ru/a.exe?x=1).', 'url', 'https://evil-site.ru/a.exe?x=1'],
  ['http://192.168.1.1:8080/x', 'url', 'http://192.168.1.1:8080/x', 'private'],
  ['http://intranet/x', 'url', 'http://intranet/x', 'private'],
  [`\u001B[31m${hex(32)}\u001B[0m`, 'md5', hex(32)],
  ['20.112.\u001B[1m52.29', 'ipv4', '20.112.52.29'],
  ['\u001B]8;;http://evil-site.ru/a\u0007here', 'url', 'http://evil-site.ru/a'],
  ['185.220.\u001B]0;x\u0007101.4', 'ipv4', '185.220.101.4'],
  ['evil\u009B0m-corp3.com', 'domain', 'evil-corp3.com'],
  ['\u009D8;;http://evil-site.ru/a\u009Chere', 'url', 'http://evil-site.ru/a'],
  ['http://setup.zip/x', 'url', 'http://setup.zip/x'],
  ['http://schemas.xmlsoap.org/ws', 'url', 'http://schemas.xmlsoap.org/ws', 'noise'],
  [
    'HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Run',
    'registryKey',
    'HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Run',
  ],
  ['"HKEY_CURRENT_USER\\\\Software\\\\Evil"', 'registryKey', 'HKEY_CURRENT_USER\\Software\\Evil'],
  ['ran C:\\Users\\ana\\AppData\\x.exe -q', 'path', 'C:\\Users\\ana\\AppData\\x.exe'],
  ['"C:\\Program Files\\Evil Corp\\my tool.exe"', 'path', 'C:\\Program Files\\Evil Corp\\my tool.exe'],
  ['"path":"C:\\\\ProgramData\\\\x.dll"', 'path', 'C:\\ProgramData\\x.dll'],
  ['fixes cve-2021-44228', 'cve', 'CVE-2021-44228'],
];

describe('an indicator is told', () => {
  test.each(told.map(([text, kind, value, mark]) => ({ text, kind, value, mark })))(
    '$text',
    ({ text, kind, value, mark }) => {
      expect(reportOf(text).indicators).toContainEqual({ kind, value, mark, count: 1, firstLine: 1 });
    },
  );
});

describe('none is seen in', () => {
  test.each([
    '12:34:56',
    '2026-11-24T14:03:22.123Z',
    'aa:bb:cc:dd:ee:ff',
    '1.3.6.1.4.1.311.2',
    '10.0.19041.1',
    'agent v10.2.3.4 started',
    'report.docx and kernel32.dll',
    'std::vector<int>',
    '{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}',
    hex(128),
    '1'.repeat(32),
    'e.g. this, i.e. that',
    '$this.Name.Length',
    'CVE-2021-1',
    '/usr/bin/setup.py',
    '::',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('what was defanged is read as it was meant', () => {
  test.each([
    ['hxxps://evil-site[.]ru/a', 'url https://evil-site.ru/a'],
    ['hXXp[:]//evil-site.ru', 'url http://evil-site.ru'],
    ['evil-site[.]ru', 'domain evil-site.ru'],
    ['evil-site(dot)ru', 'domain evil-site.ru'],
    ['evil-site [.] ru', 'domain evil-site.ru'],
    ['20[.]112[.]52[.]29', 'ipv4 20.112.52.29'],
    ['ana[@]evil-site[.]ru', 'email ana@evil-site.ru'],
    ['ana[at]evil-site[dot]ru', 'email ana@evil-site.ru'],
  ])('%s', (text, expected) => {
    expect(found(text)).toContain(expected);
  });
});

test('a value is counted, with the first of its lines, whatever the line breaks', () => {
  const { indicators } = reportOf('x\r\nevil-site.ru\revil-site.ru EVIL-SITE.RU\nC:\\a\\b.exe\r\n\r\nc:\\A\\B.EXE');

  expect(indicators).toEqual([
    { kind: 'domain', value: 'evil-site.ru', count: 3, firstLine: 2, mark: undefined },
    { kind: 'path', value: 'C:\\a\\b.exe', count: 2, firstLine: 4, mark: undefined },
  ]);
});

test('the host of a link and of an e-mail address is a domain too, once', () => {
  expect(found('http://evil-site.ru/a ana@evil-site.ru')).toEqual([
    'domain evil-site.ru',
    'url http://evil-site.ru/a',
    'email ana@evil-site.ru',
  ]);
  expect(reportOf('http://evil-site.ru/a').indicators[0]?.count).toBe(1);
});

test('noise that stands elsewhere without its excuse is none', () => {
  expect(found('Version=4.5.6.7\nconnected to 4.5.6.7')).toEqual(['ipv4 4.5.6.7']);
});

test('of each kind a thousand values are kept, and that there were more is said', () => {
  const addresses = Array.from({ length: 3_000 }, (_, i) => `20.1.${i >> 8}.${i & 255}`);
  const { indicators, cut } = reportOf([...addresses, 'evil-site.ru', addresses[0]].join('\n'));

  expect(indicators).toHaveLength(1_001);
  expect(indicators[0]).toMatchObject({ value: '20.1.0.0', count: 2, firstLine: 1 });
  expect(cut).toEqual(['ipv4']);
});

test('it does not matter how the bytes were cut', () => {
  const text =
    'ü evil-site.ru\r\nhttps://evil-site.ru/a\r20.112.52.29\r\n\nC:\\Users\\ana\\x.exe HKLM\\Software\\Evil é\r';
  fc.assert(
    fc.property(fc.array(fc.nat(Buffer.byteLength(text)), { maxLength: 8 }), (cuts) => {
      expect(reportOf(text, cuts)).toEqual(reportOf(text));
    }),
  );
});

test('a line without an end is read in parts', () => {
  const { indicators } = reportOf(`${'lorem ipsum '.repeat(30_000)}evil-site.ru ${'x'.repeat(300_000)} 20.112.52.29`);

  expect(indicators.map(({ value, firstLine }) => [value, firstLine])).toEqual([
    ['20.112.52.29', 1],
    ['evil-site.ru', 1],
  ]);
});

test('of a line without an end no more than a part is held', () => {
  const indicators = createIndicators();

  indicators.push(Buffer.from(`evil-site.ru ${'x'.repeat(100_000)}`));

  expect(indicators.report().indicators.map(({ value }) => value)).toEqual(['evil-site.ru']);
});

test('any text is read to its end', () => {
  const piece = fc.constantFrom(
    'a',
    '.',
    ':',
    '/',
    '\\',
    '@',
    'HKLM\\',
    'C:\\',
    'http://',
    '[.]',
    '0',
    ' ',
    '-',
    '::',
    'CVE-',
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
      const { indicators } = reportOf(pieces.join('').repeat(30_000).slice(0, 60_000));

      expect(indicators.every(({ value }) => value.length <= 8_000)).toBe(true);
    }),
    { numRuns: 50 },
  );
});
