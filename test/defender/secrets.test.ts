/** A token, a secret and a link go where they must and nowhere else: not into an error, a report, a metric, a path. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Agent, type Dispatcher } from 'undici';
import { createDefender, type Defender } from '../../src/defender/client.ts';
import { createTokenSource } from '../../src/entra/create-token-source.ts';
import { manualClock } from '../support/clock.ts';
import { httpDouble, type Behaviour, type HttpDouble } from '../support/http-double.ts';
import { inspectDeep } from '../support/thrown.ts';

const secret = 'SECRET-of-the-app';
const accessToken = 'eyJhbGciOiJub25lIn0.eyJTRUNSRVQiOjF9.TOKEN-SECRET';
const link = 'https://x.blob.core.windows.net/c/a?sig=LINK-SECRET';
const forbidden = /SECRET|blob\.core|eyJ/;
const tokenPath = /^\/tenant\/oauth2\/v2\.0\/token/;
const resultPath = '/api/machineactions/a1/GetLiveResponseResultDownloadLink(index=0)';

let server: HttpDouble;
let dispatcher: Dispatcher;
let defender: Defender;
let told: unknown[];

beforeEach(async () => {
  server = await httpDouble();
  dispatcher = new Agent();
  told = [];
  const tell = (event: unknown): void => void told.push(event);
  const clock = manualClock();
  const token = createTokenSource({
    tokenUrl: `${server.url}/tenant/oauth2/v2.0/token`,
    tenantId: 'tenant',
    clientId: 'client',
    scope: 'https://api.securitycenter.microsoft.com/.default',
    credential: { kind: 'secret', secret },
    dispatcher,
    clock,
  });
  const limits = { attempts: 1, maxBodyBytes: 2_000 };
  defender = createDefender({
    apiUrl: server.url,
    token,
    dispatcher,
    clock,
    random: () => 0,
    report: tell,
    onAttempt: tell,
    limits,
  }).as({ conversation: 'c1' });
});

afterEach(async () => {
  await dispatcher.close();
  await server.close();
});

async function everythingTold(): Promise<string> {
  const outcome = await defender.liveResponseResult('a1', 0).catch((error: unknown) => error);
  expect(Error.isError(outcome)).toBe(true);
  return inspectDeep([outcome, JSON.stringify(outcome), ...told]);
}

test.each<[string, Behaviour]>([
  ['quotes link and token', { status: 400, body: { error: { code: 'X', message: `${link} ${accessToken}` } } }],
  ['hides them in code and target', { status: 403, body: { error: { code: link, target: `${accessToken} ${link}` } } }],
  ['is a page that quotes them', { status: 500, body: `<html>${link} ${accessToken}</html>` }],
  ['is broken JSON', { body: `{"value":"${link}` }],
  ['is the bare link', { body: link }],
  ['is too large', { body: JSON.stringify({ value: link + 'x'.repeat(2_000) }) }],
  ['has the link in another shape', { body: { value: { url: link } } }],
  ['has the link as a list', { body: [link] }],
  ['redirects to the link', { status: 302, headers: { location: link } }],
  ['breaks off after the link', { raw: `HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{"value":"${link}"` }],
  ['is no HTTP', { raw: `HTTP/1.1 200 OK\r\n\0${link} ${accessToken}\r\n\r\n` }],
  ['refuses the token', { status: 404, body: { error: { message: `Bearer ${accessToken} is unknown` } } }],
])('nothing is told when an answer %s', async (_, behaviour) => {
  server.expect('POST', tokenPath, { body: { token_type: 'Bearer', expires_in: 3599, access_token: accessToken } });
  server.expect('GET', resultPath, behaviour);

  expect(await everythingTold()).not.toMatch(forbidden);
});

test.each<[string, Behaviour]>([
  [
    'echoes the secret',
    { status: 401, body: { error: 'invalid_client', error_description: `AADSTS7000215 ${secret}` } },
  ],
  ['echoes it as a code', { status: 400, body: { error: `SECRET ${secret}`, suberror: secret } }],
  ['is a page that quotes it', { status: 500, body: `<html>${secret}</html>` }],
  ['is broken JSON with a token', { body: `{"access_token":"${accessToken}` }],
  ['is no HTTP', { raw: `HTTP/1.1 200 OK\r\n\0${accessToken}\r\n\r\n` }],
])('nothing is told when a token answer %s', async (_, behaviour) => {
  server.expect('POST', tokenPath, behaviour);

  expect(await everythingTold()).not.toMatch(forbidden);
});

test('nothing is told of a link that was given, and the token is in one header only', async () => {
  server.expect('POST', tokenPath, { body: { token_type: 'Bearer', expires_in: 3599, access_token: accessToken } });
  server.expect('GET', resultPath, { body: { value: link, '@odata.context': 7 } });

  expect(await defender.liveResponseResult('a1', 0)).toBe(link);

  expect(inspectDeep(told)).not.toMatch(forbidden);
  const { authorization, ...others } = server.requests.at(-1)?.headers ?? {};
  expect(authorization).toBe(`Bearer ${accessToken}`);
  expect(inspectDeep(others)).not.toMatch(forbidden);
});
