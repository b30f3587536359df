import { describe, expect, test } from '@jest/globals';
import { idIn, idInPortalUrl, mayBeAlertId } from '../../src/bot/id.ts';

const guid = '988cc94e-7a8f-4b28-ab65-54970c5d5018';
const sha1 = '5c1f0e6b9a2d47c38e7b1d604f92ac8853de7016';
const sha256 = '470a75fe3da2ddf9d27fb3f9c96e6c665506ea7ba26ab89f0c89606f678ae4a2';

describe('a word is by its form', () => {
  test.each([
    ['636688558380765161_2136280442', 'alert'],
    ['da637472900382838869_1364969609', 'alert'],
    ['da636983472338927033_-2077013687', 'alert'],
    ['ed639047114220050398_-1516486255', 'alert'],
    [`da${guid}`, 'alert'],
    [guid, 'action'],
    [guid.toUpperCase(), 'action'],
    [sha256, 'sha256'],
    [sha256.toUpperCase(), 'sha256'],
    [sha1, 'sha1-or-device'],
  ])('%s: %s', (word, kind) => {
    expect(idIn(word)?.kind).toBe(kind);
  });

  test.each([
    '',
    '0',
    'files',
    '636688558380765161',
    '_2136280442',
    guid.slice(1),
    `${guid}0`,
    `${guid}/x`,
    `${guid}\n`,
    sha256.slice(1),
    `${sha256}0`,
    `${sha1.slice(1)}g`,
    'd41d8cd98f00b204e9800998ecf8427e',
    'constructor',
    '__proto__',
    '../../machineactions',
    '636688558380765161_2136280442/files',
    '636688558380765161_2136280442?x',
    '６３６６８８５５８３８０７６５１６１_2136280442',
  ])('%j is none', (word) => {
    expect(idIn(word)).toBeUndefined();
  });
});

test.each([
  ['a GUID', guid.toUpperCase(), guid],
  ['a hash', sha256.toUpperCase(), sha256],
  ['an alert id that a phone began with a capital', 'Da637472900382838869_1', 'da637472900382838869_1'],
  ['the prefix of an alert id, and no more', `CA${guid.toUpperCase()}`, `ca${guid.toUpperCase()}`],
])('%s is written small', (_, word, id) => {
  expect(idIn(word)?.id).toBe(id);
});

test.each([
  ['636688558380765161_2136280442', true],
  ['xy-0123456789', true],
  ['ra12345678', true],
  ['constructor', false],
  ['suspicious_file', false],
  ['123456789', false],
  ['1'.repeat(129), false],
  ['../1234567890', false],
  ['1234567890%2F', false],
  ['1234567890é', false],
])('%s may be the alert id of another product: %s', (word, may) => {
  expect(mayBeAlertId(word)).toBe(may);
});

describe('a page of the portal is what it shows', () => {
  const alertId = 'da637472900382838869_1364969609';
  test.each([
    [`https://security.microsoft.com/alerts/${alertId}`, 'alert', alertId],
    [`https://security.microsoft.com/alerts/${alertId}?tid=5d1c0a52-7d3e-4b0e-9a50-3d2f0c6f8a11`, 'alert', alertId],
    [`https://security.microsoft.com/alerts/${alertId}/overview#top`, 'alert', alertId],
    [`https://SECURITY.microsoft.com/Alerts/${alertId}`, 'alert', alertId],
    [`https://securitycenter.windows.com/alert/${alertId}`, 'alert', alertId],
    [`https://security.microsoft.us/alerts/${alertId}`, 'alert', alertId],
    [`https://security.apps.mil/alerts/${alertId}`, 'alert', alertId],
    ['https://security.microsoft.com/incidents/1126093', 'incident', '1126093'],
    ['https://security.microsoft.com/incident2/1126093/overview', 'incident', '1126093'],
    [`https://security.microsoft.com/file/${sha256}`, 'sha256', sha256],
    [`https://security.microsoft.com/files/${sha1}/overview`, 'sha1', sha1],
    [`https://security.microsoft.com/machines/${sha1}`, 'device', sha1],
    [`https://security.microsoft.com/machines/v2/${sha1}/timeline`, 'device', sha1],
  ])('%s', (url, kind, id) => {
    expect(idInPortalUrl(url)).toEqual({ kind, id });
  });

  test.each([
    ['another host', `https://evil.example/alerts/${alertId}`],
    ['a host that begins like it', `https://security.microsoft.com.evil.example/alerts/${alertId}`],
    ['a host that ends like it', `https://notsecurity.microsoft.com/alerts/${alertId}`],
    ['a host with a hyphen', `https://evil-security.microsoft.com/alerts/${alertId}`],
    ['a user name that looks like it', `https://security.microsoft.com@evil.example/alerts/${alertId}`],
    ['look-alike letters', `https://security.micrоsoft.com/alerts/${alertId}`],
    ['the host in the path', `https://evil.example/security.microsoft.com/alerts/${alertId}`],
    ['the host in the query', `https://evil.example/?security.microsoft.com/alerts/${alertId}`],
    ['a backslash', `https://evil.example\\security.microsoft.com/alerts/${alertId}`],
    ['another scheme', `javascript://security.microsoft.com/alerts/${alertId}`],
    ['no scheme', `security.microsoft.com/alerts/${alertId}`],
    ['another page', 'https://security.microsoft.com/settings/1234567890'],
    ['a path within the id', 'https://security.microsoft.com/alerts/..%2F..%2Fmachines1'],
    ['a hash of no length', `https://security.microsoft.com/files/${sha256.slice(2)}`],
    ['no page at all', 'https://security.microsoft.com'],
    ['no URL', 'https://'],
  ])('%s is not followed', (_, url) => {
    expect(idInPortalUrl(url)).toBeUndefined();
  });
});
