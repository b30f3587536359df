import { expect, test } from '@jest/globals';
import { linkTemplatesIn } from '../src/link-templates.ts';

const host = 'https://links.example';

function faultsOf(links: unknown): readonly string[] {
  return linkTemplatesIn(JSON.stringify(links)).faults;
}

test('titles and URLs become templates that know what they need', () => {
  const { templates, faults } = linkTemplatesIn(
    '{"VirusTotal": "https://www.virustotal.com/gui/file/{sha256}", "CMDB": "https://cmdb.example:8443/?q={deviceName}&id={deviceId}"}',
  );

  expect(faults).toEqual([]);
  expect(templates).toEqual([
    { title: 'VirusTotal', url: 'https://www.virustotal.com/gui/file/{sha256}', placeholders: ['sha256'] },
    {
      title: 'CMDB',
      url: 'https://cmdb.example:8443/?q={deviceName}&id={deviceId}',
      placeholders: ['deviceId', 'deviceName'],
    },
  ]);
});

test('a title is reduced to what a button may say', () => {
  const { templates } = linkTemplatesIn(JSON.stringify({ '**Our**\u202E <b>': `${host}/{md5}` }));

  expect(templates.map(({ title }) => title)).toEqual(['-Our- -b-']);
});

test.each(['', 'x', '[]', 'null', '"https://links.example/{sha256}"', '{"a": '])('%j is no set of links', (text) => {
  expect(linkTemplatesIn(text)).toEqual({
    templates: [],
    faults: ['must be a JSON object of titles and URLs, such as {"VirusTotal": "https://…/{sha256}"}'],
  });
});

const notWhole = 'X must begin with https://, a whole host name and a slash';

test.each<[unknown, string]>([
  [7, 'X is not a text'],
  ['http://links.example/{sha256}', notWhole],
  ['javascript://links.example/{sha256}', notWhole],
  ['/file/{sha256}', notWhole],
  ['https://{deviceName}.links.example/', notWhole],
  ['https://links.example{deviceName}/', notWhole],
  ['https://links.example:{incidentId}/', notWhole],
  ['https://links.example:99999/{sha256}', notWhole],
  ['https://user:pass@links.example/{sha256}', notWhole],
  ['https://links.example\\@evil.example/{sha256}', notWhole],
  ['https://.example/{sha256}', notWhole],
  [`${host}/ {sha256}`, 'X has a space or a character that is not ASCII'],
  [`${host}/\u202E{sha256}`, 'X has a space or a character that is not ASCII'],
  [`${host}/{sha256}${'x'.repeat(500)}`, 'X is longer than 500 characters'],
  [`${host}/`, 'X has no placeholder, such as {sha256}'],
  [
    `${host}/{sha265}/{SHA256}`,
    'X has {sha265} and {SHA256}: there are {sha256}, {sha1}, {md5}, {deviceId}, {deviceName}, {alertId}, {incidentId}',
  ],
  [
    `${host}/\${sha256}`,
    'X has ${sha256}: there are {sha256}, {sha1}, {md5}, {deviceId}, {deviceName}, {alertId}, {incidentId}',
  ],
  [
    `${host}/{{sha256}}`,
    'X has { and }: there are {sha256}, {sha1}, {md5}, {deviceId}, {deviceName}, {alertId}, {incidentId}',
  ],
  [`${host}/{sha256}/{alertId}`, 'X is on no card: none knows {sha256} and {alertId} together'],
])('a link to %j is refused', (url, fault) => {
  expect(faultsOf({ X: url })).toEqual([fault]);
});

test.each([
  ['', 'link 1 needs a title with letters'],
  ['---', '--- needs a title with letters'],
  ['\u200B', '- needs a title with letters'],
  ['x'.repeat(25), `${'x'.repeat(25)} has a title of more than 24 characters`],
])('the title %j is refused', (title, fault) => {
  expect(faultsOf({ [title]: `${host}/{md5}` })).toEqual([fault]);
});

test('every fault of every link is named at once, and no URL: it may hold a key', () => {
  const faults = faultsOf({ A: 'ftp://s3cret.example', B: 5, '': `${host}/?key=s3cret` });

  expect(faults).toEqual([
    'A must begin with https://, a whole host name and a slash',
    'A has no placeholder, such as {sha256}',
    'B is not a text',
    'link 3 needs a title with letters',
    'link 3 has no placeholder, such as {sha256}',
  ]);
});

test('two titles that become the same are refused', () => {
  expect(faultsOf({ 'A<B': `${host}/{md5}`, 'A>B': `${host}/{sha1}` })).toEqual(['A-B is the title of more than one']);
});

test('more than a card has room for are refused, card by card', () => {
  const many = (n: number, name: string) =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`${name} ${i}`, `${host}/{${name}}`]));

  expect(faultsOf({ ...many(3, 'sha256'), ...many(3, 'deviceId') })).toEqual([]);
  expect(faultsOf(many(4, 'sha1'))).toEqual(['has 4 links that fit the card of a file, at most 3']);
  expect(faultsOf({ ...many(2, 'deviceId'), ...many(2, 'alertId') })).toEqual([
    'has 4 links that fit the card of an alert, at most 3',
  ]);
  expect(faultsOf(many(10, 'sha1'))).toEqual(['has 10 links, at most 9']);
});
