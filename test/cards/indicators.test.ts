import { describe, expect, test } from '@jest/globals';
import { indicatorsCard } from '../../src/cards/indicators.ts';
import type { PlacedIndicator } from '../../src/transcript/indicators/indicator.ts';
import { foundIndicators, indicator, indicatorsView, paths } from './indicator-values.ts';
import { complaints, linesOf, sent, titlesOf } from './reading.ts';
import { actionId, md5, resultOf, sha1, sha256 } from './views.ts';

const one = (indicators: readonly PlacedIndicator[], page = 1) => indicatorsCard(indicatorsView(indicators, { page }));
const textOf = (...indicators: readonly PlacedIndicator[]) => linesOf(one(indicators)).join('\n');

const ofEachKind = [
  indicator('path', 'C:\\Users\\Public\\kms.exe'),
  indicator('registryKey', 'HKLM\\Software\\Run'),
  indicator('cve', 'CVE-2021-34527'),
  indicator('email', 'billing@fabrikam.com'),
  indicator('ipv6', '2a01:111:f307::1'),
  indicator('ipv4', '131.107.255.255'),
  indicator('domain', 'files.fabrikam.com'),
  indicator('url', 'https://files.fabrikam.com/a.exe'),
  indicator('md5', md5),
  indicator('sha1', sha1),
  indicator('sha256', sha256),
];

describe('the first line', () => {
  test('says how many of what, of which script, on which device', () => {
    expect(linesOf(one(ofEachKind))[0]).toBe(
      '11 indicators in the output of minidump.ps1 on LAPTOP-042: 3 hashes, 1 URL, 1 domain, 2 IP addresses, ' +
        '1 e-mail address, 1 CVE id, 1 registry key, 1 path',
    );
  });

  test('is what a notification says, of words and names alone', () => {
    expect(one([indicator('md5', md5)]).summary).toBe(
      '1 indicator in the output of minidump.ps1 on LAPTOP-042: 1 hash',
    );
  });

  test.each([
    ['nothing', []],
    ['noise alone', [indicator('domain', 'microsoft.com', { mark: 'noise' })]],
  ])('says that there are none where %s was found', (_, indicators) => {
    expect(linesOf(one(indicators))[0]).toBe('No indicators in the output of minidump.ps1 on LAPTOP-042');
  });

  test('names the script by what the action says before what the result says', () => {
    const view = indicatorsView([], { of: resultOf({ action: undefined, command: undefined }) });

    expect(linesOf(indicatorsCard(view))[0]).toBe('No indicators in the output of minidump.ps1');
  });
});

describe('rows', () => {
  test('come by kind, most telling first', () => {
    const lines = linesOf(one(ofEachKind));
    const headings = [
      'Hashes',
      'URLs',
      'Domains',
      'IP addresses',
      'E-mail addresses',
      'CVE ids',
      'Registry keys',
      'Paths',
    ];

    expect(lines.filter((line) => headings.includes(line))).toEqual(headings);
    expect(lines.indexOf(sha256)).toBeLessThan(lines.indexOf(md5));
  });

  test.each([
    ['a link', indicator('url', 'https://evil.example/a.b?c=d'), 'hxxps://evil[.]example/a.b?c=d'],
    ['a link to an address', indicator('url', 'http://203.0.113.6/x'), 'hxxp://203[.]0[.]113[.]6/x'],
    ['another scheme', indicator('url', 'ldap://evil.example/x'), 'ldap[:]//evil[.]example/x'],
    ['a domain', indicator('domain', 'www.evil.example'), 'www[.]evil[.]example'],
    ['an address', indicator('ipv4', '203.0.113.6'), '203[.]0[.]113[.]6'],
    ['an e-mail address', indicator('email', 'eve@evil.example'), 'eve@evil[.]example'],
    ['a path', indicator('path', 'C:\\evil.example\\a.exe'), 'C:\\evil.example\\a.exe'],
    ['a share', indicator('path', '\\\\evil.example\\a'), '\\\\evil[.]example\\a'],
    ['an IPv6 address', indicator('ipv6', '2001:db8::66'), '2001:db8::66'],
    ['a hash', indicator('sha256', sha256), sha256],
  ])('show %s whole, and no link', (_, found, shown) => {
    expect(linesOf(one([found]))).toContain(shown);
  });

  test.each([
    ['SHA-256', indicator('sha256', sha256), `file ${sha256}`],
    ['SHA-1', indicator('sha1', sha1), `file ${sha1}`],
  ])('of a %s open the file', (_, found, words) => {
    expect(sent(one([found]), 'File')).toBe(words);
  });

  test.each([
    ['an MD5, which Defender finds no file by', indicator('md5', md5)],
    ['a domain', indicator('domain', 'www.evil.example')],
    ['what is no hash after all', indicator('sha256', `${sha256} page`)],
  ])('of %s open nothing', (_, found) => {
    expect(sent(one([found]), 'File')).toBeUndefined();
  });

  test.each<[Partial<PlacedIndicator>, string]>([
    [{ count: 1, firstLine: 7 }, 'in line 7'],
    [{ count: 3_000, firstLine: 120 }, '3,000 times, first in line 120'],
    [{ count: 2, firstLine: 3, part: 'errors' }, '2 times, first in line e3'],
    [{ mark: 'private' }, 'of this network only · in line 7'],
    [{ mark: 'version' }, 'may be a version number · in line 7'],
    [{ mark: 'documentation' }, 'reserved for examples · in line 7'],
  ])('say how often, where, and what is special: %j', (parts, words) => {
    expect(linesOf(one([indicator('ipv4', '10.0.0.1', parts)]))).toContain(words);
  });

  test('name the kind of a hash', () => {
    expect(textOf(indicator('sha1', sha1))).toContain('SHA-1 · in line 7');
  });

  test('have those that may be versions, of this network and of examples behind the others', () => {
    const address = (value: string, mark: PlacedIndicator['mark']) => indicator('ipv4', value, { mark });

    expect(
      textOf(
        address('203.0.113.6', 'documentation'),
        address('10.0.0.1', 'private'),
        address('4.8.1.2', 'version'),
        address('131.107.1.1', undefined),
      ),
    ).toMatch(/131\[[^]*4\[\.\]8[^]*10\[[^]*203\[/);
  });
});

describe('noise', () => {
  const noise = ['microsoft.com', 'bing.com', 'w3.org', 'msn.com', 'setup.sh'].map((name) =>
    indicator('domain', name, { mark: 'noise' }),
  );

  test('is no row, but a number with a few examples at the end', () => {
    const lines = linesOf(one([...noise, indicator('md5', md5)]));

    expect(lines).toContain(
      'not listed: 5 that are harmless or only look like indicators, such as ' +
        'microsoft[.]com, bing[.]com, w3[.]org, msn[.]com',
    );
    expect(lines[0]).toContain('1 indicator ');
  });

  test('is an example by its beginning, with its length said', () => {
    const long = indicator('url', `https://microsoft.com/${'x'.repeat(1_000)}`, { mark: 'noise' });

    expect(textOf(long)).toMatch(/such as hxxps:\/\/microsoft\[\.\]com\/x{200,250}… \(1,0\d\d characters\)/);
  });

  test('is told on the last page', () => {
    const all = [...noise, ...paths(21)];

    expect(linesOf(one(all, 1)).join('\n')).not.toContain('not listed');
    expect(linesOf(one(all, 2)).join('\n')).toContain('not listed: 5');
  });
});

test('what was cut is said: in the first line, and where the rows are', () => {
  const card = indicatorsCard(indicatorsView([], { found: foundIndicators(paths(1_000), ['path']) }));

  expect(linesOf(card)[0]).toContain('at least 1,000 indicators in the output of');
  expect(linesOf(card)[0]).toContain(': at least 1,000 paths');
  expect(linesOf(card)).toContain('Paths: the first 1,000, there are more');
});

describe('pages', () => {
  test('hold what a thumb gets through, and lead on and back', () => {
    const first = one(paths(45));
    const second = one(paths(45), 2);
    const last = one(paths(45), 99);

    expect(titlesOf(first)).toEqual(['Next page', 'Output', 'Evidence', 'Remove', 'Device in the portal']);
    expect(sent(first, 'Next page')).toBe(`result ${actionId} 0 iocs page 2`);
    expect(sent(second, 'Previous page')).toBe(`result ${actionId} 0 iocs page 1`);
    expect(linesOf(second).join('\n')).toContain('indicators 21-40 of 45');
    expect(linesOf(last).join('\n')).toContain('indicators 41-45 of 45');
    expect(titlesOf(last)).not.toContain('Next page');
  });

  test('have all of them, each once', () => {
    const long = Array.from({ length: 60 }, (_, i) =>
      indicator('url', `https://evil.example/${i}/${'\\"'.repeat(700)}`),
    );
    const seen: string[] = [];
    for (let page = 1, hasNext = true; hasNext; page++) {
      const card = one(long, page);
      expect(complaints(card)).toEqual([]);
      seen.push(...linesOf(card).flatMap((line) => /^hxxps:\/\/evil\[\.\]example\/(\d+)\//.exec(line)?.[1] ?? []));
      hasNext = titlesOf(card).includes('Next page');
    }

    expect(seen).toEqual(long.map((_, i) => String(i)));
  });
});

test('the way back is to the output', () => {
  expect(sent(one([]), 'Output')).toBe(`result ${actionId} 0`);
});

test('sizes and sums of the result are there to be unfolded', () => {
  expect(textOf()).toContain(`SHA-256 ${sha256}`);
});
