/** Telemetry goes out as everything does: through the proxy that is set. */

import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import { startTelemetry } from '../../src/telemetry/start-telemetry.ts';

let proxy: Server;
let heard: string[];

/** Writes down the first line of what it is asked, and refuses. */
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
});
afterEach(() => {
  proxy.close();
});

async function tell(noProxy: string | undefined): Promise<readonly object[]> {
  const { port } = proxy.address() as AddressInfo; // it listens on a port
  const logged: object[] = [];
  const log = { info: () => undefined, error: () => undefined, warn: (fields: object) => void logged.push(fields) };
  const config = { endpoint: 'https://localhost:9', headers: {}, serviceName: 'triage', noProxy };
  const telemetry = startTelemetry(
    { ...config, httpsProxy: `http://127.0.0.1:${port}` },
    { clock: systemClock, log, limits: { exportTimeoutMs: 500 } },
  );
  await telemetry.turn(() => Promise.resolve());
  await telemetry.stop();
  return logged;
}

test('to https it goes by a tunnel', async () => {
  const logged = await tell(undefined);

  expect(new Set(heard)).toEqual(new Set(['CONNECT localhost:9 HTTP/1.1']));
  expect(logged).toHaveLength(1);
});

test('a host that needs no proxy is reached directly', async () => {
  const logged = await tell('localhost');

  expect(heard).toEqual([]);
  expect(logged).toEqual([{ signal: expect.any(String), code: 'ECONNREFUSED' }]);
});
