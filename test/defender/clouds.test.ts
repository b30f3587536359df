import { expect, test } from '@jest/globals';
import { cloudFor, scopeFor, tokenUrlFor } from '../../src/defender/clouds.ts';

test.each([
  ['commercial', 'https://api.security.microsoft.com', 'https://api.securitycenter.microsoft.com/.default'],
  ['gcc', 'https://api-gcc.securitycenter.microsoft.us', 'https://api-gcc.securitycenter.microsoft.us/.default'],
  ['gcc-high', 'https://api-gov.securitycenter.microsoft.us', 'https://api-gov.securitycenter.microsoft.us/.default'],
  ['dod', 'https://api-gov.securitycenter.microsoft.us', 'https://api-gov.securitycenter.microsoft.us/.default'],
] as const)('%s is asked at %s with a token for %s', (name, apiUrl, scope) => {
  const cloud = cloudFor(name);

  expect([cloud.apiUrl, scopeFor(cloud)]).toEqual([apiUrl, scope]);
});

test.each([
  ['commercial', 'https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token'],
  ['gcc', 'https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token'],
  ['gcc-high', 'https://login.microsoftonline.us/contoso.example/oauth2/v2.0/token'],
  ['dod', 'https://login.microsoftonline.us/contoso.example/oauth2/v2.0/token'],
] as const)('%s logs in at %s', (name, url) => {
  expect(tokenUrlFor(cloudFor(name), 'contoso.example')).toBe(url);
});

test.each(['us', 'eu', 'uk', 'au', 'swa', 'ina', 'aea'] as const)(
  'the region %s has its own server, and the audience of its cloud',
  (region) => {
    expect(cloudFor('commercial', region)).toEqual({
      ...cloudFor('commercial'),
      apiUrl: `https://${region}.api.security.microsoft.com`,
    });
  },
);

test.each(['gcc', 'gcc-high', 'dod'] as const)('%s refuses a region, in words an operator understands', (name) => {
  expect(() => cloudFor(name, 'eu')).toThrow(`The cloud ${name} has no regions: leave out the region eu`);
});

test('no cloud accepts result links of another cloud', () => {
  const hosts = (name: Parameters<typeof cloudFor>[0]) => cloudFor(name).downloadHosts.join();

  expect(hosts('commercial')).not.toMatch(/usgovcloudapi/);
  expect(hosts('gcc-high')).not.toMatch(/windows\.net/);
});
