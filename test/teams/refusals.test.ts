/** Every way in that must stay shut, in `required` mode: no bot logic runs and nothing goes out. */

import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { exportSPKI, generateKeyPair, importJWK, type CryptoKey } from 'jose';
import { systemClock } from '../../src/clock.ts';
import { issuer, createChannel, tenantId, type Channel, type SignOptions } from '../support/channel.ts';
import { createEdge, raw, type Edge, type HeaderValues } from './edge.ts';

let channel: Channel;
let edge: Edge;
let foreignKey: CryptoKey;
let seen = 0;

beforeAll(async () => {
  channel = await createChannel();
  foreignKey = (await generateKeyPair('RS256')).privateKey;
  const aMinuteApart = { ...systemClock, now: () => systemClock.now() + seen * 60_000 }; // else the log would not tell each
  edge = await createEdge(channel, { clock: aMinuteApart, gateClock: systemClock });
});

afterEach(() => {
  expect(edge.turns).toBe(0);
  expect(channel.received).toEqual([]);
});

afterAll(async () => {
  await edge.close();
  await channel.close();
});

/** The reason in the log line that the last request added. */
function reason(): unknown {
  const line = edge.lines[seen];
  expect(edge.lines).toHaveLength(++seen);
  return line?.fields;
}

async function bearer(options?: SignOptions): Promise<HeaderValues> {
  return { authorization: `Bearer ${await channel.sign(options)}` };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const hour = 3_600;
const now = (): number => Math.floor(Date.now() / 1_000);

describe('the token', () => {
  test.each<[string, number, string, () => Promise<string | undefined>]>([
    ['none', 401, 'no-token', () => Promise.resolve(undefined)],
    ['empty', 401, 'token-malformed', () => Promise.resolve('')],
    ['garbage', 401, 'token-malformed', () => Promise.resolve('Bearer garbage')],
    ['of three garbage parts', 401, 'token-malformed', () => Promise.resolve('Bearer a.b.c')],
    ['of another scheme', 401, 'token-malformed', async () => `Basic ${await channel.sign()}`],
    ['followed by another', 401, 'token-malformed', async () => `Bearer ${await channel.sign()}, Bearer a.b.c`],
    ['too long', 431, 'token-too-long', () => Promise.resolve(`Bearer ${'a'.repeat(9_000)}.b.c`)],
  ])('%s is refused', async (_, status, word, authorization) => {
    const reply = await edge.post(channel.message(), { authorization: await authorization() });

    expect(reply).toMatchObject({ status, text: '' });
    expect(reason()).toEqual({ status, reason: word });
  });

  test('signed with nothing (alg none) is refused', async () => {
    const [, payload] = (await channel.sign()).split('.');
    const header = encoded({ alg: 'none', kid: 'k1' });

    const bare = await edge.post(channel.message(), { authorization: `Bearer ${header}.${payload ?? ''}.` });
    expect(reason()).toEqual({ status: 401, reason: 'token-malformed' });
    const padded = await edge.post(channel.message(), { authorization: `Bearer ${header}.${payload ?? ''}.AA` });
    expect(reason()).toEqual({ status: 401, reason: 'token-algorithm' });

    expect([bare.status, padded.status]).toEqual([401, 401]);
  });

  test.each(['HS256', 'HS512'])('signed by %s with the public key as the secret is refused', async (alg) => {
    const [, payload = ''] = (await channel.sign()).split('.');
    const publicKey = await importJWK(channel.publicJwk, 'RS256', { extractable: true });
    const pem = await exportSPKI(publicKey as CryptoKey); // an RSA key is no bytes
    const text = `${encoded({ alg, kid: 'k1' })}.${payload}`;
    const signature = createHmac(alg.replace('HS', 'sha'), pem).update(text).digest('base64url');

    const reply = await edge.post(channel.message(), { authorization: `Bearer ${text}.${signature}` });

    expect(reply.status).toBe(401);
    expect(reason()).toEqual({ status: 401, reason: 'token-algorithm' });
  });

  test.each<[string, string, () => SignOptions]>([
    ['of another issuer', 'token-issuer', () => ({ claims: { iss: 'https://evil.example' } })],
    ['of an issuer that begins alike', 'token-issuer', () => ({ claims: { iss: `${issuer}.evil.example` } })],
    ['without an issuer', 'token-issuer', () => ({ claims: { iss: undefined } })],
    ['for another bot', 'token-audience', () => ({ claims: { aud: 'another-bot' } })],
    ['without an audience', 'token-audience', () => ({ claims: { aud: undefined } })],
    ['for a list of bots', 'token-audience', () => ({ claims: { aud: ['00000000-aaaa-bbbb-cccc-0123456789ab'] } })],
    ['expired beyond the skew', 'token-expired', () => ({ claims: { exp: now() - 310 } })],
    ['that never expires', 'token-claims', () => ({ claims: { exp: undefined } })],
    ['not valid yet', 'token-not-yet-valid', () => ({ now: now() + hour })],
    ['signed with another key', 'token-signature', () => ({ key: foreignKey })],
    ['of a key that nobody knows', 'key-unknown', () => ({ kid: 'k2' })],
    ['without a service URL', 'token-service-url', () => ({ claims: { serviceurl: undefined } })],
    ['with an empty service URL', 'token-service-url', () => ({ claims: { serviceurl: '' } })],
    ['with a service URL that is no text', 'token-service-url', () => ({ claims: { serviceurl: ['x'] } })],
  ])('%s is refused', async (_, word, options) => {
    const reply = await edge.post(channel.message(), await bearer(options()));

    expect(reply).toMatchObject({ status: 401, text: '' });
    expect(reason()).toEqual({ status: 401, reason: word });
  });

  test('is looked at before any of the body is read', async () => {
    const head =
      'POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n';

    const answer = await raw(edge.port, `${head}\r\n{`);

    expect(answer).toMatch(/^HTTP\/1\.1 401 [\s\S]*connection: close/i);
    expect(reason()).toEqual({ status: 401, reason: 'no-token' });
  });
});

describe('the activity', () => {
  test.each<[string, number, string, () => object]>([
    ['with another service URL', 403, 'service-url-mismatch', () => ({ serviceUrl: `${channel.url}/other/` })],
    ['without a service URL', 400, 'activity-malformed', () => ({ serviceUrl: undefined })],
    ['with null for a service URL', 400, 'activity-malformed', () => ({ serviceUrl: null })],
    ['of another channel', 403, 'channel', () => ({ channelId: 'directline' })],
    ['without a channel', 400, 'activity-malformed', () => ({ channelId: undefined })],
    ['of another tenant', 403, 'tenant', () => ({ conversation: { id: 'c', tenantId: 'other' }, channelData: {} })],
    ['of no tenant', 403, 'tenant', () => ({ conversation: { id: 'c' }, channelData: null })],
    ['of two tenants', 403, 'tenant', () => ({ channelData: { tenant: { id: 'other' } } })],
    ['of two tenants, reversed', 403, 'tenant', () => ({ conversation: { id: 'c', tenantId: 'other' } })],
    ['without a conversation', 400, 'activity-malformed', () => ({ conversation: undefined })],
    ['without an id', 400, 'activity-malformed', () => ({ id: undefined })],
    ['without a sender', 400, 'activity-malformed', () => ({ from: undefined })],
    ['without a recipient', 400, 'activity-malformed', () => ({ recipient: null })],
    ['without a type', 400, 'activity-malformed', () => ({ type: undefined })],
  ])('%s is refused', async (_, status, word, fields) => {
    const reply = await edge.post(channel.message(fields()), await bearer());

    expect(reply).toMatchObject({ status, text: '' });
    expect(reason()).toEqual({ status, reason: word });
  });

  test('whose service URL is not among the hosts is refused, even where the token names it too', async () => {
    const serviceUrl = 'https://evil.trafficmanager.net/teams/';

    const reply = await edge.post(
      channel.message({ serviceUrl }),
      await bearer({ claims: { serviceurl: serviceUrl } }),
    );

    expect(reply.status).toBe(403);
    expect(reason()).toEqual({ status: 403, reason: 'service-url' });
  });
});

describe('the body', () => {
  const huge = `{"type":"message","text":"${'a'.repeat(300_000)}"}`;

  test.each<[string, number, string, string | Buffer, HeaderValues]>([
    [
      'a form',
      415,
      'media-type',
      'type=message',
      { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
    ],
    ['multipart', 415, 'media-type', '--x\r\n\r\n{}\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['text', 415, 'media-type', '{}', { 'content-type': 'text/plain' }],
    ['JSON in another charset', 415, 'media-type', '{}', { 'content-type': 'application/json; charset=utf-16' }],
    ['of no type', 415, 'media-type', '{}', { 'content-type': undefined }],
    ['gzip', 415, 'content-encoding', gzipSync('{"type":"message"}'), { 'content-encoding': 'gzip' }],
    ['gzip garbage', 415, 'content-encoding', Buffer.from('1f8b08ffffffff', 'hex'), { 'content-encoding': 'gzip' }],
    ['brotli', 415, 'content-encoding', 'x', { 'content-encoding': 'identity, br' }],
    ['too large', 413, 'body-too-large', huge, {}],
    [
      'too large without saying so',
      413,
      'body-too-large',
      huge,
      { 'content-length': undefined, 'transfer-encoding': 'chunked' },
    ],
    ['empty', 400, 'body-not-json', '', {}],
    ['not JSON', 400, 'body-not-json', '{"type":', {}],
    ['not UTF-8', 400, 'body-not-utf8', Buffer.from('7b22ff227d', 'hex'), {}],
    ['a list', 400, 'body-not-json', '[]', {}],
    ['null', 400, 'body-not-json', 'null', {}],
    ['text of JSON', 400, 'body-not-json', '"message"', {}],
    ['nested deep', 400, 'body-too-deep', '['.repeat(100_000), {}],
    ['nested deep in an object', 400, 'body-too-deep', `{"a":${'{"a":'.repeat(64)}1${'}'.repeat(65)}`, {}],
  ])('%s is refused', async (_, status, word, body, headers) => {
    const reply = await edge.post(body, { ...(await bearer()), ...headers });

    expect(reply).toMatchObject({ status, text: '' });
    expect(reason()).toEqual({ status, reason: word });
  });

  test('that the caller stops sending is let go of', async () => {
    const { authorization = '' } = await bearer();
    const { connect } = await import('node:net');
    const socket = connect(edge.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nAuthorization: ${authorization}\r\nContent-Length: 100\r\n\r\n{"`,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    while (edge.lines.length === seen) await new Promise((resolve) => setTimeout(resolve, 5));

    expect(reason()).toEqual({ status: 400, reason: 'body-cut-off' });
  });

  test('and headers of more than 16 KB are refused by the server itself', async () => {
    const reply = await edge.post(channel.message(), { ...(await bearer()), 'x-padding': 'a'.repeat(17_000) });

    expect(reply).toMatchObject({ status: 431, text: '' });
  });
});

test('no refusal has put anything of the request into the log', () => {
  const text = JSON.stringify(edge.lines);

  expect(text).not.toMatch(/eyJ|Bearer|evil|29:ana|127\.0\.0\.1/);
  expect(text).not.toContain(tenantId);
});
