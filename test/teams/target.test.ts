/** Each of these, sent by anybody, would end the process if it came to the router. */

import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { systemClock } from '../../src/clock.ts';
import { createServer, type Server } from '../../src/server.ts';
import { answer } from '../../src/teams/response.ts';
import { raw } from './edge.ts';

let server: Server;
let port: number;
let warnings: object[];
let errors: object[];

async function open(): Promise<void> {
  warnings = [];
  errors = [];
  const log = {
    info: () => undefined,
    warn: (fields: object) => void warnings.push(fields),
    error: (fields: object) => void errors.push(fields),
  };
  server = createServer({
    messages: (_, response) => {
      answer(response, 401);
      return Promise.resolve();
    },
    isReady: () => true,
    clock: systemClock,
    log,
  });
  ({ port } = await server.listen({ port: 0, host: '127.0.0.1' }));
}

afterEach(async () => {
  expect(errors).toEqual([]);
  await server.close(1_000);
});

const methods = ['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE', 'QUERY'];
const bare400 = /^HTTP\/1\.1 400 Bad Request\r\n(?=[\s\S]*connection: close)[\s\S]*\r\n\r\n$/i;

/** Sends each over a connection of its own, and then looks whether the server still answers. */
async function answersTo(heads: readonly string[]): Promise<readonly string[]> {
  const answers = await Promise.all(heads.map((head) => raw(port, `${head}\r\n\r\n`)));
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  return answers;
}

test.each([
  ...['[', '[]', '[::1', '[::1]x', '[x]', 'a b', 'a:99999', 'a:b', 'a:1:1', ':80', 'a/b', 'a?b', 'a#b', 'me@a', '\\'],
  ...['%', 'a%00', '1.2.3.4.5', '0x100000000', 'a\x00', 'a\x80', 'a,b', '<>', '..:99999'],
])('a request for the host %j is 400 by any method, and the server lives', async (host) => {
  await open();
  const lines = methods.flatMap((method) => ['/healthz', '/api/messages', '/x'].map((path) => `${method} ${path}`));

  const answers = await answersTo(lines.map((line) => `${line} HTTP/1.1\r\nHost: ${host}`));

  for (const each of answers) expect(each).toMatch(bare400);
});

test.each([
  ...[
    'http://[',
    'http://a:b/',
    'http://',
    'http:///',
    'http://a:99999/healthz',
    'http://bot/healthz',
    'https://[::1/',
  ],
  ...['*', 'healthz', 'javascript:1', 'data:,', '?', '#', '[', '/\x80', '/\x7f', '/\xff/healthz'],
])('a request for the target %j is 400 by any method, and the server lives', async (target) => {
  await open();

  const answers = await answersTo(methods.map((method) => `${method} ${target} HTTP/1.1\r\nHost: bot`));

  for (const each of answers) expect(each).toMatch(bare400);
});

test('what was refused is told to the log by a word, and nothing of it is', async () => {
  await open();

  await answersTo(['GET http://secret[ HTTP/1.1\r\nHost: bot', 'GET / HTTP/1.1\r\nHost: secret[']);

  expect(warnings).toEqual([{ status: 400, reason: 'target' }]); // once a minute
});

test.each(['bot', 'BOT.example.com:3978', '127.0.0.1:80', '[::1]:3978', 'a_b', 'xn--bt-fka', ''])(
  'the host %j is one',
  async (host) => {
    await open();

    const [only] = await answersTo([`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close`]);

    expect(only).toMatch(/^HTTP\/1\.1 200 /);
  },
);

test('a request of HTTP/1.0 needs no host', async () => {
  await open();

  expect(await answersTo(['GET /healthz HTTP/1.0'])).toEqual([expect.stringMatching(/^HTTP\/1\.1 200 /)]);
});

test('no target and no host whatsoever ends the server', async () => {
  await open();
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...Array.from('[]:/@%?#\\*.a1- '), '//', 'http://', '..') }),
    fc.string({ unit: 'binary-ascii' }),
  );

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...methods), text, text, fc.boolean(), async (method, target, host, isPath) => {
      const line = `${method} ${isPath ? '/' : ''}${target} HTTP/1.1`;
      const [only] = await answersTo([`${line}\r\nHost: ${host}\r\nConnection: close`]);
      expect(only).toMatch(/^HTTP\/1\.1 (?!500)\d{3} /);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ...[
    'accept: ,;;',
    `accept: ${'a/b;q=,'.repeat(1_500)}`,
    'accept-version: x',
    'accept-version: ~1',
    'x-api-version: 9',
  ],
  ...['content-type: ;', 'accept-encoding: ,', 'upgrade: websocket\r\nconnection: upgrade', 'date: x', 'expect: x'],
  ...['x-http-method-override: PUT', 'connection: close, x', 'transfer-encoding: gzip, chunked', 'content-length: -1'],
])('a header that is odd ends nothing: %j', async (header) => {
  await open();
  const lines = ['GET /healthz', 'GET /x?a[__proto__]=1&%', 'OPTIONS /healthz', 'POST /api/messages', 'GET /readyz%'];

  const answers = await answersTo(
    lines.map((line) => `${line} HTTP/1.1\r\nHost: bot\r\n${header}\r\nConnection: close`),
  );

  for (const each of answers) expect(each).toMatch(/^HTTP\/1\.1 (?!500)\d{3} [\s\S]*\r\n\r\n(0\r\n\r\n)?$/);
});
