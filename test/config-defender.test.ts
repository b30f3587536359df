import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig, type Config } from '../src/config.ts';

const guid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;
const base = {
  BOT_AUTH: 'off',
  DEFENDER_TENANT_ID: guid('1'),
  DEFENDER_CLIENT_ID: guid('2'),
  DEFENDER_CLIENT_SECRET: 'x',
};
const second = { ...base, DEFENDER_RESULT_CLIENT_ID: guid('7') };

type Environment = Readonly<Record<string, string>>;

function resultApp(environment: Environment): Config['defender']['result'] {
  return readConfig(environment).defender.result;
}

function faultsOf(environment: Environment): string {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message;
  }
}

describe('a second app registration for results', () => {
  test('is not there where nothing is said', () => {
    expect(resultApp(base)).toBeUndefined();
  });

  test.each<[string, Environment, object]>([
    ['secret', { DEFENDER_RESULT_CLIENT_SECRET: 's' }, { kind: 'secret', secret: 's' }],
    ['certificate', { DEFENDER_RESULT_CERTIFICATE_PATH: '/c.pem' }, { kind: 'certificate', path: '/c.pem' }],
    ['managed-identity', { MANAGED_IDENTITY_CLIENT_ID: guid('5') }, { kind: 'managed-identity', clientId: guid('7') }],
    ['workload-identity', { AZURE_FEDERATED_TOKEN_FILE: '/t' }, { kind: 'workload-identity', tokenFile: '/t' }],
  ])('by %s', (DEFENDER_RESULT_CREDENTIAL, more, credential) => {
    expect(resultApp({ ...second, DEFENDER_RESULT_CREDENTIAL, ...more })).toEqual({ clientId: guid('7'), credential });
  });

  test('has a secret where nothing is said of its credential', () => {
    expect(resultApp({ ...second, DEFENDER_RESULT_CLIENT_SECRET: 's' })?.credential.kind).toBe('secret');
  });

  test.each<[string, Environment, string]>([
    ['a secret', second, 'DEFENDER_RESULT_CLIENT_SECRET: is missing'],
    [
      'a certificate',
      { ...second, DEFENDER_RESULT_CREDENTIAL: 'certificate' },
      'DEFENDER_RESULT_CERTIFICATE_PATH: is missing',
    ],
    [
      'its client id',
      { ...base, DEFENDER_RESULT_CLIENT_SECRET: 's3cret' },
      'DEFENDER_RESULT_CLIENT_SECRET: is of no use without DEFENDER_RESULT_CLIENT_ID',
    ],
    [
      'a credential that there is',
      { ...second, DEFENDER_RESULT_CREDENTIAL: 'password' },
      'DEFENDER_RESULT_CREDENTIAL: ',
    ],
    [
      'another client id than the first',
      { ...second, DEFENDER_RESULT_CLIENT_ID: guid('2'), DEFENDER_RESULT_CLIENT_SECRET: 's' },
      'DEFENDER_RESULT_CLIENT_ID: is the first app registration',
    ],
  ])('needs %s', (_, environment, fault) => {
    expect(faultsOf(environment)).toContain(fault);
    expect(faultsOf(environment)).not.toContain('s3cret');
  });

  test('all that is wrong is named at once', () => {
    const faults = faultsOf({
      ...base,
      DEFENDER_RESULT_CREDENTIAL: 'certificate',
      DEFENDER_RESULT_CLIENT_SECRET: 's',
      DEFENDER_RESULT_CERTIFICATE_PATH: '/c',
    });

    expect(faults.match(/is of no use without/g)).toHaveLength(3);
  });
});
