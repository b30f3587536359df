import { describe, expect, test } from '@jest/globals';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../src/config.ts';

const guid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;
const secrets = { MicrosoftAppPassword: 'bot-s3cret~value', DEFENDER_CLIENT_SECRET: 'defender-s3cret~value' };
const defender = { DEFENDER_TENANT_ID: guid('1'), DEFENDER_CLIENT_ID: guid('2'), DEFENDER_CLIENT_SECRET: 'x' };
const complete = { ...defender, ...secrets, MicrosoftAppId: guid('3'), MicrosoftAppTenantId: guid('4') };
const off = { ...defender, BOT_AUTH: 'off' };

type Environment = Readonly<Record<string, string | undefined>>;

/** The lines of the error, one a fault; none when the configuration is right. */
function faultsOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

const namesOf = (environment: Environment) => faultsOf(environment).map((fault) => fault.split(':')[0]);

test('the least that a tenant needs, and what follows from it', () => {
  expect(readConfig(complete)).toEqual({
    listen: { port: 3978, host: '0.0.0.0' },
    logLevel: 'info',
    slowReplyMs: 3_000,
    commands: { perPerson: { calls: 20, perMs: 60_000 }, perConversation: { calls: 60, perMs: 60_000 } },
    proxy: { httpsProxy: undefined, noProxy: undefined },
    state: { file: 'data/bot.db' },
    evidence: { ttlHours: undefined, sensitivityLabelId: undefined },
    linkTemplates: [],
    onItHours: 9,
    watchHours: 72,
    bot: {
      auth: 'required',
      appId: guid('3'),
      tenantId: guid('4'),
      credential: { kind: 'secret', secret: secrets.MicrosoftAppPassword },
      issuer: 'https://api.botframework.com',
      openIdUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      tokenUrl: `https://login.microsoftonline.com/${guid('4')}/oauth2/v2.0/token`,
      scope: 'https://api.botframework.com/.default',
      teamsHost: 'teams.microsoft.com',
      serviceUrlHosts: { teams: ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'], extra: [] },
      otherOrigin: 'https://smba.infra.gcc.teams.microsoft.com',
    },
    defender: {
      tenantId: guid('1'),
      clientId: guid('2'),
      credential: { kind: 'secret', secret: secrets.DEFENDER_CLIENT_SECRET },
      apiUrl: 'https://api.security.microsoft.com',
      tokenUrl: `https://login.microsoftonline.com/${guid('1')}/oauth2/v2.0/token`,
      scope: 'https://api.securitycenter.microsoft.com/.default',
      portalUrl: 'https://security.microsoft.com',
      downloadHosts: ['.blob.core.windows.net', 'core.windows.net'],
      result: undefined,
    },
    transcriptDirectory: join(tmpdir(), 'defender-triage-bot'),
  });
  expect(Object.isFrozen(readConfig(complete))).toBe(true);
});

describe('it starts closed', () => {
  test('without an identity every variable that is missing is named, and the way to try it out', () => {
    const faults = faultsOf({});

    expect(namesOf({})).toEqual([
      'MicrosoftAppTenantId',
      'MicrosoftAppId',
      'MicrosoftAppPassword',
      'DEFENDER_TENANT_ID',
      'DEFENDER_CLIENT_ID',
      'DEFENDER_CLIENT_SECRET',
    ]);
    expect(faults.join('\n')).toContain('to try the bot on this machine alone, set BOT_AUTH=off');
  });

  test('an empty variable is a missing one', () => {
    expect(namesOf({ ...complete, MicrosoftAppId: '', DEFENDER_TENANT_ID: '  ' })).toEqual([
      'MicrosoftAppId',
      'DEFENDER_TENANT_ID',
    ]);
  });

  test.each(['Off', 'OFF', 'false', 'no', '0'])('BOT_AUTH=%s is neither off nor taken for it', (value) => {
    expect(namesOf({ ...complete, BOT_AUTH: value })).toEqual(['BOT_AUTH']);
  });
});

describe('BOT_AUTH=off', () => {
  test('listens on this machine alone', () => {
    expect(readConfig(off)).toMatchObject({ listen: { host: '127.0.0.1' }, bot: { auth: 'off' } });
  });

  test.each(['127.0.0.1', '127.8.9.10', 'localhost', '::1', '[::1]'])('takes HOST=%s', (HOST) => {
    expect(`[${readConfig({ ...off, HOST }).listen.host}]`).toContain(HOST);
  });

  test.each(['0.0.0.0', '::', '192.168.1.4', 'bot.example', 'localhost.example', '127.0.0.1.example', '1270.0.0.1'])(
    'refuses HOST=%s',
    (HOST) => {
      expect(faultsOf({ ...off, HOST })).toEqual([
        'HOST: has to be a loopback address, such as 127.0.0.1: BOT_AUTH=off is for this machine',
      ]);
    },
  );

  test('refuses production', () => {
    expect(namesOf({ ...off, NODE_ENV: 'production' })).toEqual(['BOT_AUTH']);
    expect(namesOf({ ...off, NODE_ENV: 'development' })).toEqual([]);
  });

  test('both at once are both named', () => {
    expect(namesOf({ ...off, HOST: '0.0.0.0', NODE_ENV: 'production' })).toEqual(['HOST', 'BOT_AUTH']);
  });
});

describe('a value that is not right', () => {
  test.each([
    ...['0', '721', '1.5', 'ever'].map((hours) => ['WATCH_HOURS', hours] as const),
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['HOST', 'a b'],
    ['LOG_LEVEL', 'loud'],
    ['MicrosoftAppId', 'my-bot'],
    ['MicrosoftAppTenantId', 'contoso.example'],
    ['MicrosoftAppType', 'MultiTenant'],
    ['MICROSOFT_APP_CREDENTIAL', 'password'],
    ['BOT_CLOUD', 'moon'],
    ['BOT_OPENID_URL', 'http://login.example/openid'],
    ['BOT_TOKEN_URL', 'ftp://x.example'],
    ['SERVICE_URL_HOSTS', 'https://smba.example'],
    ['DEFENDER_CLIENT_ID', '{guid}'],
    ['DEFENDER_CREDENTIAL', 'none'],
    ['DEFENDER_CLOUD', 'gov'],
    ['DEFENDER_REGION', 'mars'],
    ['DEFENDER_API_URL', 'http://api.example'],
    ['DEFENDER_API_URL', 'api.example'],
    ['DEFENDER_API_URL', 'http://127.0.0.1.example'],
    ['DEFENDER_TOKEN_URL', 'http://login.example'],
    ['DEFENDER_DOWNLOAD_HOSTS', 'https://x.blob.core.windows.net'],
    ['DEFENDER_DOWNLOAD_HOSTS', '*.windows.net'],
    ['DEFENDER_RESULT_CLIENT_ID', 'results'],
    ['LINK_TEMPLATES', '{"X": "http://links.example/{sha256}"}'],
    ['PERSON_COMMANDS_PER_MINUTE', '0'],
    ['CONVERSATION_COMMANDS_PER_MINUTE', '-5'],
    ['HTTPS_PROXY', 'proxy'],
    ['SLOW_REPLY_MS', '3s'],
  ])('%s=%s is named', (name, value) => {
    expect(namesOf({ ...complete, [name]: value })).toEqual([name]);
  });

  test('every fault is named at once, each variable once, also what is missing or does not go together', () => {
    const wrong = {
      PORT: 'x',
      DEFENDER_TENANT_ID: 'x',
      DEFENDER_CLOUD: 'dod',
      DEFENDER_REGION: 'eu',
      LOG_LEVEL: 'loud',
    };

    expect([...namesOf({ ...wrong, MicrosoftAppId: guid('3'), DEFENDER_CLIENT_ID: guid('2') })].sort()).toEqual([
      'DEFENDER_CLIENT_SECRET',
      'DEFENDER_REGION',
      'DEFENDER_TENANT_ID',
      'LOG_LEVEL',
      'MicrosoftAppPassword',
      'MicrosoftAppTenantId',
      'PORT',
    ]);
  });

  test('every fault of the operator’s own links is named in the line of their variable', () => {
    const LINK_TEMPLATES = '{"A": 1, "B": "https://links.example/"}';

    expect(faultsOf({ ...complete, LINK_TEMPLATES })).toEqual([
      'LINK_TEMPLATES: A is not a text; B has no placeholder, such as {sha256}',
    ]);
  });

  test('no value is in the message: it may be a secret that was put in the wrong place', () => {
    const misplaced = {
      ...secrets,
      DEFENDER_TENANT_ID: 's3cret-a',
      HTTPS_PROXY: 's3cret-b',
      BOT_AUTH: 's3cret-c',
      PORT: 's3cret-d',
    };

    expect(faultsOf(misplaced).join('\n')).not.toContain('s3cret');
  });
});
