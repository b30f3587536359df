import { constants, verify, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Agent, type Dispatcher } from 'undici';
import { createTokenSource } from '../../src/entra/create-token-source.ts';
import type { Credential } from '../../src/entra/credential.ts';
import type { TokenSource } from '../../src/entra/token-source.ts';
import { manualClock } from '../support/clock.ts';
import { httpDouble, type HttpDouble } from '../support/http-double.ts';
import { selfSigned } from '../support/self-signed.ts';
import { inspectDeep, thrown } from '../support/thrown.ts';
import { eventually } from '../support/eventually.ts';

const tenantId = '8f1c2a60-6f7e-4b63-9d3a-0b2f6d1f3c11';
const clientId = '1b9f2f0e-6d52-4a1c-8a52-bb1a6a0c9d22';
const tokenPath = `/${tenantId}/oauth2/v2.0/token`;
/** MSAL adds a query with the id of the request. */
const atTokenPath = new RegExp(`^${tokenPath}(\\?|$)`);
const scope = 'https://api.securitycenter.microsoft.com/.default';
const secret = 'S3cret~value.of-the-app';
const granted = { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: 'token-1' };

let entra: HttpDouble;
let dispatcher: Dispatcher;
let folder: string;
const clock = manualClock();

beforeEach(async () => {
  entra = await httpDouble();
  dispatcher = new Agent();
  folder = await mkdtemp(join(tmpdir(), 'entra-'));
});

afterEach(async () => {
  await dispatcher.close();
  await rm(folder, { recursive: true });
  await entra.close();
});

function source(credential: Credential = { kind: 'secret', secret }): TokenSource {
  return createTokenSource({
    tokenUrl: entra.url + tokenPath,
    tenantId,
    clientId,
    scope,
    credential,
    dispatcher,
    clock,
  });
}

function form(index = 0): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(entra.requests[index]?.body));
}

describe('a client secret', () => {
  test('is exchanged for a token of the scope, at the given endpoint on plain http', async () => {
    entra.expect('POST', atTokenPath, { body: granted });

    const token = await source()({ refresh: false });

    expect(token).toBe('token-1');
    expect(form()).toMatchObject({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
      scope,
    });
  });

  test('is exchanged once for as long as the token is good', async () => {
    entra.expect('POST', atTokenPath, { body: granted });
    const token = source();

    await Promise.all([token({ refresh: false }), token({ refresh: false })]);
    await token({ refresh: false });

    expect(entra.requests).toHaveLength(1);
  });

  test('asks Entra ID again for a refused token: nothing of MSAL answers from memory', async () => {
    entra.expect('POST', atTokenPath, { body: granted });
    entra.expect('POST', atTokenPath, { body: { ...granted, access_token: 'token-2' } });
    const token = source();

    await token({ refresh: false });

    expect(await token({ refresh: true })).toBe('token-2');
  });

  test('is exchanged where the configuration says, also on a machine that names a region to MSAL', async () => {
    process.env['MSAL_FORCE_REGION'] = 'westeurope';
    entra.expect('POST', atTokenPath, { body: granted });

    const token = await source()({ refresh: false }).finally(() => delete process.env['MSAL_FORCE_REGION']);

    expect(token).toBe('token-1');
  });

  test('asks again right after a 429, though MSAL would hold the call back', async () => {
    const busy = { error: 'temporarily_unavailable', error_description: 'AADSTS90055: too many requests' };
    entra.expect('POST', atTokenPath, { status: 429, headers: { 'retry-after': '60' }, body: busy });
    entra.expect('POST', atTokenPath, { body: granted });
    const token = source();

    expect(await thrown(token({ refresh: false }))).toMatchObject({ code: 'AADSTS90055', temporary: true });
    expect(await token({ refresh: false })).toBe('token-1');
  });
});

function decoded(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}

describe('a certificate', () => {
  test('signs an assertion that names it by its SHA-256 thumbprint', async () => {
    const path = join(folder, 'bot.pem');
    const { key, certificate } = selfSigned();
    await writeFile(path, key + certificate);
    entra.expect('POST', atTokenPath, { body: granted });

    await source({ kind: 'certificate', path })({ refresh: false });

    const [header = '', payload = '', signature = ''] = form()['client_assertion']?.split('.') ?? [];
    const { publicKey, fingerprint256 } = new X509Certificate(certificate);
    const thumbprint = Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
    expect(decoded(header)).toMatchObject({ alg: 'PS256', 'x5t#S256': thumbprint });
    expect(decoded(payload)).toMatchObject({ aud: entra.url + tokenPath, iss: clientId, sub: clientId });
    const verifier = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    expect(verify('sha256', Buffer.from(`${header}.${payload}`), verifier, Buffer.from(signature, 'base64url'))).toBe(
      true,
    );
  });

  test('that belongs to another key is named as the reason', async () => {
    const path = join(folder, 'bot.pem');
    await writeFile(path, selfSigned().key + selfSigned().certificate);

    const error = await thrown(source({ kind: 'certificate', path })({ refresh: false }));

    expect(error).toMatchObject({ code: 'credential_unusable', message: expect.stringContaining('its key is not') });
    expect(inspectDeep(error)).not.toContain('PRIVATE KEY');
  });

  test.each([
    ['is not there', undefined, 'ENOENT'],
    ['holds no key', 'nothing of use', 'it holds no unencrypted private key'],
    [
      'holds no certificate',
      '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
      'it holds no certificate',
    ],
  ])('that %s is named as the reason', async (_, content, reason) => {
    const path = join(folder, 'bot.pem');
    if (content !== undefined) await writeFile(path, content);

    const error = await thrown(source({ kind: 'certificate', path })({ refresh: false }));

    expect(error).toMatchObject({ name: 'TokenError', code: 'credential_unusable', temporary: false });
    expect(error.message).toContain(reason);
  });
});

describe('a workload identity', () => {
  test('reads the federated token anew for each assertion', async () => {
    const tokenFile = join(folder, 'token');
    entra.expect('POST', atTokenPath, { body: granted });
    entra.expect('POST', atTokenPath, { body: granted });
    const token = source({ kind: 'workload-identity', tokenFile });

    await writeFile(tokenFile, 'first.federated.token\n');
    await token({ refresh: false });
    await writeFile(tokenFile, 'second.federated.token\n');
    await token({ refresh: true });

    expect([form(0)['client_assertion'], form(1)['client_assertion']]).toEqual([
      'first.federated.token',
      'second.federated.token',
    ]);
  });

  test('with an empty file is told from a refusal', async () => {
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, '\n');

    const error = await thrown(source({ kind: 'workload-identity', tokenFile })({ refresh: false }));

    expect(error).toMatchObject({ code: 'credential_unusable', message: expect.stringContaining('it is empty') });
  });
});

describe('no token', () => {
  const description = `AADSTS7000215: Invalid client secret provided: '${secret}'. Trace ID: 0f`;

  test.each([
    ['a refusal', 401, { error: 'invalid_client', error_description: description }, 'AADSTS7000215', false],
    ['a refusal without a number', 400, { error: 'invalid_scope' }, 'invalid_scope', false],
    ['an outage', 503, { error: 'server_error', error_description: 'AADSTS90033' }, 'AADSTS90033', true],
    ['a gateway in HTML', 502, '<html>Bad gateway</html>', 'http_502', true],
    ['an answer that is no object', 200, '"text"', 'http_200', false],
    ['an outage told in other words', 503, { message: 'down' }, 'http_503', true],
    ['an answer without a token', 200, { token_type: 'Bearer' }, 'no_token', false],
    ['an error of a hostile shape', 400, { error: `bad ${secret}` }, 'unknown_error', false],
  ])('%s is a TokenError with its code and without the secret', async (_, status, body, code, temporary) => {
    entra.expect('POST', atTokenPath, { status, body });

    const error = await thrown(source()({ refresh: false }));

    expect(error).toMatchObject({ name: 'TokenError', code, temporary });
    expect(inspectDeep(error)).not.toContain(secret);
  });

  test.each(['reset', { raw: `HTTP/1.1 200 OK\r\n${secret}\0: bad\r\n\r\n` }] as const)(
    'from a connection that breaks is a TokenError without a code, which has the reason as cause',
    async (behaviour) => {
      entra.expect('POST', atTokenPath, behaviour);

      const error = await thrown(source()({ refresh: false }));

      expect(error).toMatchObject({ name: 'TokenError', code: undefined, temporary: true });
      expect(Error.isError(error.cause)).toBe(true);
      expect(inspectDeep(error)).not.toContain(secret);
    },
  );

  test('from an answer without end is no answer', async () => {
    entra.expect('POST', atTokenPath, { body: JSON.stringify({ ...granted, padding: 'x'.repeat(300_000) }) });

    expect(await thrown(source()({ refresh: false }))).toMatchObject({ code: undefined, temporary: true });
  });

  test('within 20 seconds is no answer', async () => {
    entra.expect('POST', atTokenPath, 'hang');

    const failed = thrown(source()({ refresh: false }));
    await eventually(() => entra.requests.length > 0);
    await clock.advance(20_000);

    expect(await failed).toMatchObject({ code: undefined, temporary: true });
  });
});
