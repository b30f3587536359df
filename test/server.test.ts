import { afterEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '../src/clock.ts';
import { createServer, type Server, type ServerOptions } from '../src/server.ts';
import { manualClock } from './support/clock.ts';
import { raw } from './teams/edge.ts';

let server: Server;
let port: number;
let errors: object[];

async function open(options: Partial<ServerOptions> = {}): Promise<string> {
  errors = [];
  const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => void errors.push(fields) };
  const messages: ServerOptions['messages'] = (_, response) => {
    response.writeHead(202);
    response.end();
    return Promise.resolve();
  };
  server = createServer({ messages, isReady: () => true, clock: systemClock, log, ...options });
  ({ port } = await server.listen({ port: 0, host: '127.0.0.1' }));
  return `http://127.0.0.1:${port}`;
}

async function ask(
  url: string,
  method = 'GET',
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly [number, string]> {
  const response = await fetch(url, { method, headers });
  return [response.status, await response.text()];
}

afterEach(async () => {
  await server.close(0);
});

test('says in a bare answer that it is up', async () => {
  const url = await open({ isReady: () => false });

  expect(await ask(`${url}/healthz`)).toEqual([200, '']);
});

test('says in a bare answer whether its own state can be reached', async () => {
  const answers: (boolean | Promise<boolean>)[] = [true, Promise.resolve(false), Promise.reject(new Error('db'))];
  const url = await open({ isReady: () => answers.shift() ?? true });

  expect(await ask(`${url}/readyz`)).toEqual([200, '']);
  expect(await ask(`${url}/readyz`)).toEqual([503, '']);
  expect(await ask(`${url}/readyz`)).toEqual([500, '']);
  expect(errors).toMatchObject([{ message: 'db' }]);
});

test.each([
  ['/healthz', 200],
  ['/readyz', 503],
])('HEAD %s answers %i as GET does', async (path, status) => {
  const url = await open({ isReady: () => false });

  expect(await ask(url + path)).toEqual([status, '']);
  expect(await ask(url + path, 'HEAD')).toEqual([status, '']);
});

test('hands messages over', async () => {
  const url = await open();

  expect(await ask(`${url}/api/messages`, 'POST')).toEqual([202, '']);
});

test('a handler that throws is 500, and only the log knows why', async () => {
  const url = await open({ messages: () => Promise.reject(new Error('secret reason')) });

  expect(await ask(`${url}/api/messages`, 'POST')).toEqual([500, '']);
  expect(errors).toHaveLength(1);
});

test.each([
  ['/', 'GET', 404],
  ['/api/messages/', 'POST', 404],
  ['/api/message', 'POST', 404],
  ['/%E0%A4%A', 'GET', 404],
  ['/healthz/../secret', 'GET', 404],
  ['/api/messages', 'GET', 405],
  ['/api/messages', 'PUT', 405],
  ['/healthz', 'POST', 405],
])('%s by %s is %i and says nothing, in no format', async (path, method, status) => {
  const url = await open();

  for (const accept of ['*/*', 'application/json', 'text/plain', 'text/html', 'application/javascript', 'image/png']) {
    expect(await ask(url + path, method, { accept })).toEqual([status, '']);
  }
});

test('does not tell what it is made of', async () => {
  const url = await open();

  const response = await fetch(`${url}/healthz`);

  expect(response.headers.get('server')).toBeNull();
  expect(response.headers.get('x-powered-by')).toBeNull();
});

test('headers of more than 16 KB are not read', async () => {
  await open();

  const answer = await raw(port, `GET /healthz HTTP/1.1\r\nHost: bot\r\nX-Padding: ${'a'.repeat(17_000)}\r\n\r\n`);

  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
});

test('a port that is taken is an error with its code', async () => {
  await open();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const second = createServer({ messages: () => Promise.resolve(), isReady: () => true, clock: systemClock, log });

  await expect(second.listen({ port, host: '127.0.0.1' })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('the stop lets an answer under way finish, and nobody new in', async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  const url = await open({
    messages: async (_, response) => {
      begin(undefined);
      await released;
      response.end('done');
    },
  });
  const answer = ask(`${url}/api/messages`, 'POST');
  await begun;

  const closed = server.close(5_000);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  release(undefined);

  expect(await answer).toEqual([200, 'done']);
  await closed;
});

describe('the stop ends, after its grace,', () => {
  test.each([
    ['a connection that says nothing', ''],
    ['half a header', 'POST /api/messages HTTP/1.1\r\nHost: bot\r\n'],
    ['half a body', 'POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Length: 50\r\n\r\nabc'],
    ['half a body that nobody wants', 'POST /nothing HTTP/1.1\r\nHost: bot\r\nContent-Length: 50\r\n\r\nabc'],
    ['a connection that was answered and is kept', 'GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n'],
  ])('%s', async (_, text) => {
    const clock = manualClock();
    const { promise: connected, resolve: connect } = Promise.withResolvers<undefined>();
    await open({ clock, messages: () => Promise.resolve() });
    const gone = raw(port, text, () => connect(undefined));
    await connected;
    await fetch(`http://127.0.0.1:${port}/healthz`, { headers: { connection: 'close' } }); // what came before has been read

    const closed = server.close(500);
    await clock.advance(500);

    await closed;
    await gone;
  });
});
