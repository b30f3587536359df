import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify, SignJWT, type JSONWebKeySet } from 'jose';
import type { Emulator } from '../../../emulator/emulator.ts';
import { bareApp, botApp, fullApp, limitedApp, managedIdentity, tenantId } from '../../../emulator/identity.ts';
import { at, defender, send, startMs, startStill, textAt, tokenFor, tokenForm, type Received } from '../client.ts';

let emulator: Emulator;
beforeAll(async () => (emulator = await startStill()));
afterAll(() => emulator.close());

function ask(body: string, path = `/${tenantId}/oauth2/v2.0/token`): Promise<Received> {
  return send(emulator, path, { method: 'POST', body });
}

function assertion(claims: Readonly<Record<string, string>>, expiresInSeconds = 300): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(startMs / 1000 + expiresInSeconds)
    .sign(new TextEncoder().encode('a key that the emulator does not know'));
}

function assertionForm(clientAssertion: string): string {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: fullApp.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: clientAssertion,
    scope: `${defender}/.default`,
  }).toString();
}

/** A form whose assertion is right in all but its signature. */
function unsigned(alg: string, signature: string): string {
  const { clientId } = fullApp;
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { iss: clientId, sub: clientId, exp: startMs / 1000 + 300 };
  return assertionForm(`${encode({ alg })}.${encode(claims)}.${signature}`);
}

describe('a token', () => {
  test('says for whom, for what and until when it is', async () => {
    const claims = decodeJwt(await tokenFor(emulator, limitedApp));

    expect(claims).toMatchObject({
      aud: defender,
      iss: `https://sts.windows.net/${tenantId}/`,
      tid: tenantId,
      appid: limitedApp.clientId,
      roles: ['File.Read.All', 'Machine.Read.All'],
      exp: startMs / 1000 + 3599,
    });
  });

  test('can be checked with the published keys', async () => {
    const { json } = await send(emulator, `/${tenantId}/discovery/v2.0/keys`);
    const keys = createLocalJWKSet(json as JSONWebKeySet); // jose checks the shape

    const { protectedHeader } = await jwtVerify(await tokenFor(emulator), keys, { currentDate: new Date(startMs) });

    expect(protectedHeader).toMatchObject({ alg: 'RS256' });
    expect(protectedHeader.kid).toBeDefined();
  });

  test.each([
    ['an app without permissions', bareApp, defender],
    ['the Bot Framework', botApp, 'https://api.botframework.com'],
    ['an API on which the roles were not granted', fullApp, 'https://graph.microsoft.com'],
  ])('bears no roles for %s', async (_name, app, resource) => {
    const claims = decodeJwt(await tokenFor(emulator, app, resource));

    expect(claims.aud).toBe(resource);
    expect(claims).not.toHaveProperty('roles');
  });
});

describe('the token endpoint', () => {
  test('answers version 2 with numbers', async () => {
    const { status, json, headers } = await ask(tokenForm(fullApp));

    expect(status).toBe(200);
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
    expect(headers['cache-control']).toContain('no-store');
  });

  test('answers version 1, asked by resource, with numbers in quotes', async () => {
    const { status, json } = await ask(tokenForm(fullApp, { resource: defender }), `/${tenantId}/oauth2/token`);

    expect(status).toBe(200);
    expect(json).toMatchObject({ expires_in: '3599', resource: defender });
    expect(decodeJwt(textAt(json, 'access_token')).aud).toBe(defender);
  });

  test('takes the scopes that libraries add', async () => {
    const { status } = await ask(tokenForm(fullApp, { scope: `${defender}/.default openid profile offline_access` }));

    expect(status).toBe(200);
  });

  test.each([
    ['its own client id', { iss: fullApp.clientId, sub: fullApp.clientId }],
    ['a trusted workload', { iss: 'https://issuer.example', sub: 'system:serviceaccount:triage:bot' }],
  ])('takes an assertion about %s', async (_name, claims) => {
    const { status } = await ask(assertionForm(await assertion(claims)));

    expect(status).toBe(200);
  });

  test.each([
    ['an unknown tenant', 400, 'invalid_request', 90002, tokenForm(fullApp), '/contoso/oauth2/v2.0/token'],
    ['an unknown client', 400, 'unauthorized_client', 700016, tokenForm(fullApp, { client_id: tenantId }), undefined],
    ['a wrong secret', 401, 'invalid_client', 7000215, tokenForm(fullApp, { client_secret: 'guess' }), undefined],
    ['no secret where none is set', 401, 'invalid_client', 7000215, tokenForm(managedIdentity), undefined],
    ['no proof at all', 401, 'invalid_client', 7000218, tokenForm(fullApp).replace('client_secret', 'x'), undefined],
    ['another grant', 400, 'unsupported_grant_type', 70003, tokenForm(fullApp, { grant_type: 'password' }), undefined],
    ['no grant', 400, 'invalid_request', 900144, '', undefined],
    ['a scope without /.default', 400, 'invalid_scope', 1002012, tokenForm(fullApp, { scope: defender }), undefined],
    ['an unknown resource', 400, 'invalid_resource', 500011, tokenForm(fullApp, { scope: 'x/.default' }), undefined],
    ['an assertion that says it is not signed', 401, 'invalid_client', 50027, unsigned('none', 'x'), undefined],
    ['an assertion without its signature', 401, 'invalid_client', 50027, unsigned('RS256', ''), undefined],
    ['a broken assertion', 401, 'invalid_client', 50027, assertionForm('a.b.c'), undefined],
  ])('refuses %s', async (_name, status, error, code, body, path) => {
    const received = await ask(body, path);

    expect(received.status).toBe(status);
    expect(received.json).toMatchObject({
      error,
      error_codes: [code],
      error_description: expect.stringMatching(new RegExp(`^AADSTS${code}: `)),
      timestamp: '2026-11-24 14:03:22Z',
      trace_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      correlation_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test.each([
    ['about somebody else', 700021, { iss: limitedApp.clientId, sub: limitedApp.clientId }, 300],
    ['that has run out', 700024, { iss: fullApp.clientId, sub: fullApp.clientId }, -1],
  ])('refuses an assertion %s', async (_name, code, claims, expiresInSeconds) => {
    const { status, json } = await ask(assertionForm(await assertion(claims, expiresInSeconds)));

    expect(status).toBe(401);
    expect(json).toMatchObject({ error_codes: [code] });
  });

  test('never repeats a secret', async () => {
    const { text } = await ask(tokenForm(fullApp, { client_secret: 'almost-the-secret' }));

    expect(text).not.toContain('almost-the-secret');
  });
});

describe('the managed identity endpoint', () => {
  const path = `/metadata/identity/oauth2/token?api-version=2018-02-01&resource=${encodeURIComponent(defender)}`;
  const headers = { metadata: 'true' };

  test.each([path, path.replace('?', '/?')])('gives the machine a token (%#)', async (target) => {
    const { status, json } = await send(emulator, target, { headers });

    expect(status).toBe(200);
    expect(json).toMatchObject({ resource: defender, expires_in: '3599', client_id: managedIdentity.clientId });
    expect(decodeJwt(textAt(json, 'access_token'))).toMatchObject({ appid: managedIdentity.clientId });
  });

  test.each([
    ['without the header', path, {}],
    ['without a version', path.replace('api-version', 'x'), headers],
    ['for an unknown identity', `${path}&client_id=${fullApp.clientId}`, headers],
    ['for an unknown resource', `${path}x`, headers],
  ])('refuses a request %s', async (_name, target, sent) => {
    const { status, json } = await send(emulator, target, { headers: sent });

    expect(status).toBe(400);
    expect(at(json, 'error')).toMatch(/^invalid_re/);
  });
});
