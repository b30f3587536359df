import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import fc from 'fast-check';
import { readBody } from '../../src/teams/body.ts';
import { Refusal } from '../../src/teams/refusal.ts';
import { answer } from '../../src/teams/response.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { post, raw } from './edge.ts';

let clock: ManualClock;
let server: Server;
let port: number;
let last: { readonly value?: unknown; readonly refusal?: Refusal } | undefined;

async function handle(request: IncomingMessage): Promise<number> {
  try {
    last = { value: await readBody(request, clock) };
    return 200;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    last = { refusal: error };
    return error.status;
  }
}

beforeAll(async () => {
  server = createServer((request, response) => void handle(request).then((status) => answer(response, status)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port; // it listens on a port
});

beforeEach(() => {
  clock = manualClock();
  last = undefined;
});

afterEach(() => {
  expect(clock.sleepers).toBe(0);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A request of which `sent` has arrived and the rest has not. */
async function slowRequest(sent: string): Promise<{ readonly socket: Socket; readonly text: () => string }> {
  let text = '';
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.write(`POST / HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n${sent}`);
  await eventually(() => clock.sleepers === 1);
  return { socket, text: () => text };
}

test('a body that trickles in is given up after ten seconds in all', async () => {
  const { socket, text } = await slowRequest('{');
  await clock.advance(9_000);
  socket.write('"a"');
  expect(last).toBeUndefined();

  await clock.advance(1_000);

  expect(last?.refusal).toMatchObject({ status: 408, reason: 'body-too-slow' });
  await eventually(() => socket.closed);
  expect(text()).toMatch(/^HTTP\/1\.1 408 /);
});

test.each([
  'application/json',
  'APPLICATION/JSON',
  'application/json; charset=utf-8',
  'application/json;charset="UTF-8"',
])('is read as %s', async (type) => {
  const reply = await post(port, '{"a":[1]}', { 'content-type': type, 'content-encoding': 'identity' });

  expect(reply.status).toBe(200);
  expect(last?.value).toEqual({ a: [1] });
});

test('holds exactly 256 KB and nests exactly 64 deep', async () => {
  const large = `{"a":"${'x'.repeat(256 * 1024 - 8)}"}`;
  const deep = '{"a":'.repeat(64) + '1' + '}'.repeat(64);

  expect((await post(port, large, {})).status).toBe(200);
  expect((await post(port, deep, {})).status).toBe(200);
  expect((await post(port, `{"b":1,${large.slice(1)}`, {})).status).toBe(413);
  expect((await post(port, `{"b":${deep}}`, {})).status).toBe(400);
});

test('a body that says itself that it is too large is not waited for', async () => {
  const head = 'POST / HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nContent-Length: 262145\r\n\r\n{';

  expect(await raw(port, head)).toMatch(/^HTTP\/1\.1 413 /);
});

test('brackets in text are no nesting', async () => {
  const reply = await post(port, JSON.stringify({ text: `\\"${'[{'.repeat(1_000)}`, '"[': '\\' }), {});

  expect(reply.status).toBe(200);
});

test.each(['{"__proto__":{"isAdmin":true},"a":1}', '{"a":1,"\\u005f_proto__":{"isAdmin":true}}'])(
  'a prototype key is not there: %s',
  async (text) => {
    await post(port, text, {});

    const copy: object = Object.assign({}, last?.value);
    expect(copy).toEqual({ a: 1 });
    expect('isAdmin' in copy).toBe(false);
    expect(Object.keys(last?.value ?? {})).toEqual(['a']);
  },
);

test('any object of JSON comes through as JSON.parse gives it', async () => {
  const objects = fc.dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    fc.jsonValue({ maxDepth: 5 }),
  );

  await fc.assert(
    fc.asyncProperty(objects, async (value) => {
      const text = JSON.stringify(value);
      fc.pre(!text.includes('__proto__'));
      expect((await post(port, text, {})).status).toBe(200);
      expect(last?.value).toEqual(JSON.parse(text));
    }),
    { numRuns: 50 },
  );
});

test('whatever the bytes are, there is an answer and nothing of them in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
      const reply = await post(port, Buffer.from(bytes), {});
      expect([200, 400]).toContain(reply.status);
      expect(reply.text).toBe('');
    }),
    { numRuns: 100 },
  );
});
