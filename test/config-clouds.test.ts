/** What follows from the clouds and credentials that were chosen. */

import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../src/config.ts';

const guid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;
const complete = {
  MicrosoftAppId: guid('3'),
  MicrosoftAppTenantId: guid('4'),
  MicrosoftAppPassword: 'x',
  DEFENDER_TENANT_ID: guid('1'),
  DEFENDER_CLIENT_ID: guid('2'),
  DEFENDER_CLIENT_SECRET: 'x',
};

describe('clouds', () => {
  test.each([
    ['commercial', 'https://api.security.microsoft.com', 'https://login.microsoftonline.com'],
    ['gcc', 'https://api-gcc.securitycenter.microsoft.us', 'https://login.microsoftonline.com'],
    ['gcc-high', 'https://api-gov.securitycenter.microsoft.us', 'https://login.microsoftonline.us'],
    ['dod', 'https://api-gov.securitycenter.microsoft.us', 'https://login.microsoftonline.us'],
  ])('DEFENDER_CLOUD=%s asks %s', (DEFENDER_CLOUD, apiUrl, login) => {
    expect(readConfig({ ...complete, DEFENDER_CLOUD }).defender).toMatchObject({
      apiUrl,
      tokenUrl: `${login}/${guid('1')}/oauth2/v2.0/token`,
    });
  });

  test.each(['us', 'eu', 'uk', 'au', 'swa', 'ina', 'aea'])('DEFENDER_REGION=%s is a server closer by', (region) => {
    expect(readConfig({ ...complete, DEFENDER_REGION: region }).defender.apiUrl).toBe(
      `https://${region}.api.security.microsoft.com`,
    );
  });

  test('only the commercial cloud has regions', () => {
    expect(() => readConfig({ ...complete, DEFENDER_CLOUD: 'gcc', DEFENDER_REGION: 'eu' })).toThrow(
      /\n {2}DEFENDER_REGION: .*$/,
    );
  });

  test.each([
    ['public', 'https://api.botframework.com', 'https://smba.infra.gcc.teams.microsoft.com'],
    ['gcc-high', 'https://api.botframework.us', undefined],
    ['dod', 'https://api.botframework.us', undefined],
  ])('BOT_CLOUD=%s trusts %s, and of other hosts only %s', (BOT_CLOUD, issuer, otherOrigin) => {
    expect(readConfig({ ...complete, BOT_CLOUD }).bot).toMatchObject({
      issuer,
      scope: `${issuer}/.default`,
      otherOrigin,
    });
  });

  test('each address can be set, on loopback without TLS', () => {
    const config = readConfig({
      ...complete,
      BOT_OPENID_URL: 'http://127.0.0.1:4010/openid',
      BOT_TOKEN_ISSUER: 'https://issuer.example',
      BOT_TOKEN_URL: 'http://localhost:4010/token',
      SERVICE_URL_HOSTS: ' Teams.example , 127.0.0.1:4010 ',
      DEFENDER_API_URL: 'http://[::1]:4010/',
      DEFENDER_TOKEN_URL: 'http://127.0.0.1:4010/t/token',
      DEFENDER_DOWNLOAD_HOSTS: '127.0.0.1:4010,.blob.example',
    });

    expect(config.bot).toMatchObject({
      openIdUrl: 'http://127.0.0.1:4010/openid',
      issuer: 'https://issuer.example',
      tokenUrl: 'http://localhost:4010/token',
      serviceUrlHosts: { extra: ['teams.example', '127.0.0.1:4010'] },
    });
    expect(config.defender).toMatchObject({
      apiUrl: 'http://[::1]:4010',
      tokenUrl: 'http://127.0.0.1:4010/t/token',
      downloadHosts: ['127.0.0.1:4010', '.blob.example'],
    });
  });
});

describe('credentials', () => {
  test.each([
    ['certificate', { DEFENDER_CERTIFICATE_PATH: '/c.pem' }, { kind: 'certificate', path: '/c.pem' }],
    ['managed-identity', { MANAGED_IDENTITY_CLIENT_ID: guid('5') }, { kind: 'managed-identity', clientId: guid('5') }],
    ['managed-identity', {}, { kind: 'managed-identity', clientId: undefined }],
    ['workload-identity', { AZURE_FEDERATED_TOKEN_FILE: '/t' }, { kind: 'workload-identity', tokenFile: '/t' }],
  ])('of Defender: %s %j', (DEFENDER_CREDENTIAL, more, credential) => {
    expect(readConfig({ ...complete, DEFENDER_CREDENTIAL, ...more }).defender.credential).toEqual(credential);
  });

  test.each([
    [{ MICROSOFT_APP_CREDENTIAL: 'certificate', MICROSOFT_APP_CERTIFICATE_PATH: '/c.pem' }, { kind: 'certificate' }],
    [
      { MICROSOFT_APP_CREDENTIAL: 'workload-identity', AZURE_FEDERATED_TOKEN_FILE: '/t' },
      { kind: 'workload-identity' },
    ],
    [{ MicrosoftAppType: 'UserAssignedMSI' }, { kind: 'managed-identity', clientId: guid('3') }],
  ])('of the bot: %j', (more, credential) => {
    expect(readConfig({ ...complete, ...more }).bot).toMatchObject({ credential });
  });

  test.each([
    [{ DEFENDER_CREDENTIAL: 'certificate' }, 'DEFENDER_CERTIFICATE_PATH'],
    [{ DEFENDER_CREDENTIAL: 'workload-identity' }, 'AZURE_FEDERATED_TOKEN_FILE'],
    [{ MICROSOFT_APP_CREDENTIAL: 'certificate' }, 'MICROSOFT_APP_CERTIFICATE_PATH'],
  ])('%j asks for %s', (more, name) => {
    expect(() => readConfig({ ...complete, ...more })).toThrow(new RegExp(`right:\\n  ${name}: is missing; .*$`));
  });
});
