import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { botClouds } from '../../src/teams/clouds.ts';
import { loopbackServiceUrl, serviceUrlAmong } from '../../src/teams/service-url.ts';

const mayServe = serviceUrlAmong({
  teams: botClouds.public.serviceUrlHosts,
  extra: ['localhost:56150', 'Relay.Example:8443', '[::1]:9'],
});

test.each([
  'https://smba.trafficmanager.net/teams/',
  'https://smba.trafficmanager.net/emea/11111111-aaaa-bbbb-cccc-0123456789ab/',
  'https://SMBA.trafficmanager.net',
  'https://smba.trafficmanager.net:443/teams',
  'https://smba.infra.gcc.teams.microsoft.com/teams',
  'http://localhost:56150/_connector',
  'https://localhost:56150/_connector',
  'https://relay.example:8443/',
  'http://[::1]:9/',
])('%s may be answered to', (url) => {
  expect(mayServe(url)).toBe(true);
});

test.each([
  'http://smba.trafficmanager.net/teams/',
  'https://smba.trafficmanager.net:8443/teams/',
  'https://evil.trafficmanager.net/teams/',
  'https://smba.trafficmanager.net.evil.example/',
  'https://evil.example/smba.trafficmanager.net',
  'https://smba.trafficmanager.net@evil.example/',
  'https://evil@smba.trafficmanager.net/',
  'https://:secret@smba.trafficmanager.net/',
  'https://smba.trafficmanager.net/?to=evil',
  'https://smba.trafficmanager.net/#x',
  'https://smba.trafficmanager.net\\@evil.example/',
  'https://evil.example\\.smba.trafficmanager.net/',
  'https://smba.trafficmanager.net/te ams',
  'https://smba.infra.gov.teams.microsoft.us/teams',
  'http://relay.example:8443/',
  'http://localhost:56151/',
  'http://localhost/',
  'ftp://localhost:56150/',
  'file:///etc/passwd',
  'smba.trafficmanager.net',
  '',
])('%s may not', (url) => {
  expect(mayServe(url)).toBe(false);
});

test.each<[string, boolean]>([
  ['http://localhost:3/', true],
  ['http://127.0.0.1:56150/_connector', true],
  ['https://127.8.9.1/', true],
  ['http://[::1]:1/x', true],
  ['http://localhost.evil.example/', false],
  ['http://127.0.0.1.evil.example/', false],
  ['http://10.0.0.1/', false],
  ['http://0.0.0.0/', false],
  ['ftp://localhost/', false],
])('%s is on this machine: %p', (url, isLocal) => {
  expect(loopbackServiceUrl(url)).toBe(isLocal);
});

test('no text whatsoever gets a token to another host', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string(),
        fc.string().map((s) => `https://smba.trafficmanager.net${s}`),
      ),
      (url) => {
        fc.pre(mayServe(url));
        expect(new URL(url).host).toBe('smba.trafficmanager.net');
      },
    ),
  );
});

test.each(Object.entries(botClouds))('the cloud %s is reached over https only', (_, cloud) => {
  for (const url of [cloud.issuer, cloud.openIdUrl, cloud.loginUrl, cloud.scope]) expect(url).toMatch(/^https:\/\//);
});
