import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createIndicators } from '../../../src/transcript/indicators/indicators.ts';
import { hex, told } from './told.ts';

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
    '"path": "\\\\Contoso\\\\Update"',
    '\\\\.\\pipe\\x',
    'HKCU:\\\\',
    'x://y',
    'größe.txt',
    'Er ging.Dann kam er',
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
    '\\\\a',
    ':/',
    'ü',
    "'",
    '8.8.8.8',
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
      const { indicators } = reportOf(pieces.join('').repeat(30_000).slice(0, 60_000));

      expect(indicators.every(({ value }) => value.length <= 8_000)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

describe('what is not another indicator', () => {
  test.each([
    ['münchen.de', ['domain xn--mnchen-3ya.de']],
    ['\u0430pple.com', ['domain xn--pple-43d.com']],
    ['::ffff:8.8.8.8', ['ipv4 8.8.8.8', 'ipv6 ::ffff:8.8.8.8']],
    ['https://ana:hunter@evil-site.ru/', ['domain evil-site.ru', 'url https://ana:hunter@evil-site.ru/']],
    ['C:\\\\Temp\\\\x.exe', ['path C:\\Temp\\x.exe']],
    ['HKCU:\\Software\\Evil', ['registryKey HKCU:\\Software\\Evil']],
    ['C:\\Temp\\x.exe and C:/temp/x.exe', ['path C:\\Temp\\x.exe']],
  ])('in %s', (text, all) => {
    expect(found(text)).toEqual(all);
  });

  test('a version here and an address there is an address', () => {
    expect(found('release 185.220.101.4\n185.220.101.4')).toEqual(['ipv4 185.220.101.4']);
    expect(found('185.220.101.4\nrelease 185.220.101.4')).toEqual(['ipv4 185.220.101.4']);
  });
});
