import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startEmulator, type Emulator } from '../../../emulator/emulator.ts';
import { httpLimits } from '../../../emulator/http/listen.ts';
import { send, startStill } from '../client.ts';

let emulator: Emulator;
beforeAll(async () => (emulator = await startStill()));
afterAll(() => emulator.close());

/** Sends bytes as they are; gives what comes back until the connection ends. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(emulator.port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => undefined);
  socket.end(bytes);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

async function isAlive(): Promise<boolean> {
  return (await send(emulator, '/control/clock')).status === 200;
}

describe('the socket', () => {
  test('refuses a URL that is too long', async () => {
    const { status } = await send(emulator, `/api/alerts/${'a'.repeat(httpLimits.maxTargetBytes)}`);

    expect(status).toBe(400);
  });

  test('refuses headers that are too long', async () => {
    const line = `x-long: ${'a'.repeat(httpLimits.maxHeaderBytes)}`;

    expect(await raw(`GET /api HTTP/1.1\r\nHost: x\r\n${line}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('refuses a body that is too large', async () => {
    const body = Buffer.alloc(httpLimits.maxBodyBytes + 1);

    const refused = send(emulator, '/x/oauth2/token', { method: 'POST', body }).then(
      ({ status }) => status,
      () => 413, // the answer was lost to the reset that follows it
    );

    expect(await refused).toBe(413);
    expect(await isAlive()).toBe(true);
  });

  test.each(['nonsense\r\n\r\n', 'GET /\0 HTTP/1.1\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', '\u0016\u0003\u0001 TLS'])(
    'refuses what is no HTTP (%#)',
    async (bytes) => {
      expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 400 /);
      expect(await isAlive()).toBe(true);
    },
  );

  test.each([
    'POST /x/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf',
    'POST /x/oauth2/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  ])('outlives a request that breaks off (%#)', async (bytes) => {
    await raw(bytes);

    expect(await isAlive()).toBe(true);
  });

  test('answers any path with a client error at most, and never fails', async () => {
    const piece = fc.constantFrom(
      'api',
      'v1.0',
      'alerts',
      'files',
      '%',
      '%2',
      '%00',
      '%C0%AF',
      '..',
      '',
      '(',
      ')',
      'x=1',
      '?',
      '{id}',
    );
    const paths = fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join('/')}`);

    await fc.assert(
      fc.asyncProperty(paths, async (path) => {
        const { status } = await send(emulator, path);

        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
  });

  test('is on loopback only', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');

    for (const { address } of outside) {
      const socket = connect(emulator.port, address);
      await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
  });

  test('says which port is taken', async () => {
    await expect(startEmulator({ port: emulator.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
