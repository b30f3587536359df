import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Agent, type Dispatcher } from 'undici';
import type { Send } from '../../src/defender/send.ts';
import { transport } from '../../src/defender/transport.ts';
import { manualClock } from '../support/clock.ts';
import { httpDouble, type HttpDouble } from '../support/http-double.ts';
import { inspectDeep, thrown } from '../support/thrown.ts';
import { eventually } from '../support/eventually.ts';
import { request } from './fakes.ts';

const secretLink = 'https://x.blob.core.windows.net/a?sig=TOPSECRET';
const path = '/api/alerts/a1';

let api: HttpDouble;
let dispatcher: Dispatcher;
let send: Send;
const clock = manualClock();

beforeEach(async () => {
  api = await httpDouble();
  dispatcher = new Agent();
  send = transport({ apiUrl: api.url, dispatcher, clock, attemptMs: 20_000, maxBodyBytes: 1_000 });
});

afterEach(async () => {
  await dispatcher.close();
  await api.close();
});

const untilAsked = (): Promise<void> => eventually(() => api.requests.length > 0);

describe('a request', () => {
  test('names the app, wants JSON and carries the headers of the layers above', async () => {
    api.expect('GET', path, { body: {} });

    await send(request(clock.now(), { headers: { authorization: 'Bearer t' } }));

    expect(api.requests[0]?.headers).toMatchObject({
      'user-agent': expect.stringMatching(/^defender-triage-bot/),
      accept: 'application/json',
      authorization: 'Bearer t',
    });
  });

  test('sends its path as it stands, below the root of the API', async () => {
    const below = transport({
      apiUrl: `${api.url}/gateway/`,
      dispatcher,
      clock,
      attemptMs: 1_000,
      maxBodyBytes: 1_000,
    });
    const literal = "/api/x/Get(index=0)?a='%2F'";
    api.expect('GET', `/gateway${literal}`, { body: {} });

    await below(request(clock.now(), { path: literal }));
  });

  test('for a page that was linked to goes to the host of the link, with the whole path of the link', async () => {
    const other = await httpDouble();
    other.expect('GET', '/api/alerts?$skip=5', { body: { value: [] } });
    const below = transport({ apiUrl: `${api.url}/gateway`, dispatcher, clock, attemptMs: 1_000, maxBodyBytes: 1_000 });

    await below(request(clock.now(), { origin: other.url, path: '/api/alerts?$skip=5' }));

    await other.close();
    expect(api.requests).toEqual([]);
  });
});

describe('an answer', () => {
  test('comes with status, headers and decoded JSON', async () => {
    api.expect('GET', path, { status: 404, headers: { 'retry-after': '3' }, body: { error: { code: 'X' } } });

    const response = await send(request(clock.now()));

    expect(response).toMatchObject({ status: 404, headers: { 'retry-after': '3' }, body: { error: { code: 'X' } } });
  });

  test('without a body has none', async () => {
    api.expect('GET', path, { status: 204 });

    expect((await send(request(clock.now()))).body).toBeUndefined();
  });

  test('of a gateway in HTML keeps its status and its text', async () => {
    api.expect('GET', path, { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad</html>' });

    expect(await send(request(clock.now()))).toMatchObject({ status: 502, body: '<html>Bad</html>' });
  });

  test.each([
    ['is not JSON', `{"value":"${secretLink}"`],
    ['is a bare link', secretLink],
    ['is larger than the bound', JSON.stringify({ value: secretLink, padding: 'x'.repeat(1_000) })],
  ])('that %s is malformed, and the error quotes nothing of it', async (_, body) => {
    api.expect('GET', path, { body });

    const error = await thrown(send(request(clock.now())));

    expect(error).toMatchObject({ name: 'DefenderError', kind: 'malformed' });
    expect(inspectDeep(error)).not.toMatch(/TOPSECRET|blob/);
  });

  test('is not followed when it redirects', async () => {
    api.expect('GET', path, { status: 302, headers: { location: '/elsewhere' } });

    expect((await send(request(clock.now()))).status).toBe(302);
  });
});

describe('no answer', () => {
  test.each([
    ['a reset', 'reset'],
    ['bytes that are no HTTP', { raw: `HTTP/1.1 200 OK\r\n\0bad: ${secretLink}\r\n\r\n` }],
    ['a body that breaks off', { raw: `HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{"value":"${secretLink}` }],
  ] as const)('because of %s is unreachable, with a cause that quotes nothing', async (_, behaviour) => {
    api.expect('GET', path, behaviour);

    const error = await thrown(send(request(clock.now())));

    expect(error).toMatchObject({ name: 'DefenderError', kind: 'unreachable', status: undefined });
    expect(Error.isError(error.cause)).toBe(true);
    expect(inspectDeep(error)).not.toMatch(/TOPSECRET|blob/);
  });

  test('because nobody listens is unreachable and names the reason', async () => {
    const nowhere = transport({ apiUrl: 'http://127.0.0.1:1', dispatcher, clock, attemptMs: 1_000, maxBodyBytes: 1 });

    const error = await thrown(nowhere(request(clock.now())));

    expect(error).toMatchObject({ kind: 'unreachable', cause: { message: expect.stringContaining('ECONNREFUSED') } });
  });

  test.each([
    ['at all', 'hang'],
    ['to its end', { raw: 'HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{', open: true }],
  ] as const)('%s within the attempt’s time is unreachable', async (_, behaviour) => {
    api.expect('GET', path, behaviour);
    const failed = thrown(send(request(clock.now())));

    await untilAsked();
    await clock.advance(20_000);

    expect(await failed).toMatchObject({ kind: 'unreachable', cause: { name: 'DeadlineError' } });
    expect(clock.sleepers).toBe(0);
  });

  test('because the asker gave up is the asker’s reason, not Defender’s fault', async () => {
    api.expect('GET', path, 'hang');
    const gaveUp = new AbortController();
    const failed = thrown(send(request(clock.now(), { signal: gaveUp.signal })));

    await untilAsked();
    gaveUp.abort(new Error('gave up'));

    expect((await failed).message).toBe('gave up');
  });
});
