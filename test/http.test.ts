import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createDispatcher } from '../src/http.ts';
import { httpDouble } from './support/http-double.ts';
import { thrown } from './support/thrown.ts';

let proxy: Server;
let proxyUrl: string;
let heard: string[];

/** A proxy that writes down the first line of what it is asked, and refuses. */
beforeEach(async () => {
  heard = [];
  proxy = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      heard.push(data.toString('latin1').split('\r\n', 1).join());
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  // A server on TCP has an address object.
  proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});

afterEach(() => {
  delete process.env['HTTP_PROXY'];
  delete process.env['HTTPS_PROXY'];
  proxy.close();
});

async function ask(dispatcher: ReturnType<typeof createDispatcher>, url: string): Promise<number> {
  const { origin, pathname } = new URL(url);
  try {
    const { statusCode, body } = await dispatcher.request({ origin, path: pathname, method: 'GET' });
    await body.dump();
    return statusCode;
  } finally {
    await dispatcher.close();
  }
}

test('reaches https through the proxy, by a tunnel', async () => {
  const dispatcher = createDispatcher({ httpsProxy: proxyUrl, noProxy: undefined });

  await thrown(ask(dispatcher, 'https://api.example/api/alerts'));

  expect(heard).toEqual(['CONNECT api.example:443 HTTP/1.1']);
});

test('reaches the hosts of NO_PROXY directly', async () => {
  const dispatcher = createDispatcher({ httpsProxy: proxyUrl, noProxy: 'other.example,127.0.0.1' });

  await thrown(ask(dispatcher, 'https://127.0.0.1:1/'));

  expect(heard).toEqual([]);
});

test.each([
  ['a proxy is set', true],
  ['only the environment names one', false],
])('reaches plain http on this machine directly, also where %s', async (_, isSet) => {
  const server = await httpDouble();
  server.expect('GET', '/token');
  process.env['HTTP_PROXY'] = process.env['HTTPS_PROXY'] = proxyUrl;
  const dispatcher = createDispatcher({ httpsProxy: isSet ? proxyUrl : undefined, noProxy: undefined });

  expect(await ask(dispatcher, `${server.url}/token`)).toBe(200);

  expect(heard).toEqual([]);
  await server.close();
});
