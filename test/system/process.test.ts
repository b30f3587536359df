/** How the process starts, refuses to start, and stops. */

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { emulatorEnvironment, startBotProcess } from '../../scripts/bot-process.ts';
import { startChild, type Child } from '../../scripts/child.ts';
import { freePort } from '../../scripts/ports.ts';
import { until } from '../support/until.ts';
import { raw } from '../teams/edge.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const defender = emulatorEnvironment('http://127.0.0.1:9');

const identity = {
  MicrosoftAppId: '00000000-aaaa-bbbb-cccc-0123456789ab',
  MicrosoftAppTenantId: '11111111-aaaa-bbbb-cccc-0123456789ab',
  MicrosoftAppPassword: 'not used',
};

let child: Child | undefined;

afterEach(async () => {
  await child?.stop();
});

function start(env: Readonly<Record<string, string>>): Child {
  child = startChild([main], { env: { PATH: process.env['PATH'], ...env } });
  return child;
}

describe('the process', () => {
  test('refuses to start without an identity, and says what is missing', async () => {
    const bot = start({});

    expect(await bot.exited()).toBe(78);
    for (const variable of [
      'MicrosoftAppId',
      'MicrosoftAppTenantId',
      'MicrosoftAppPassword',
      'DEFENDER_TENANT_ID',
      'BOT_AUTH=off',
    ]) {
      expect(bot.output()).toContain(variable);
    }
  });

  test.each([
    ['on an address that others reach', { HOST: '0.0.0.0' }],
    ['in production', { NODE_ENV: 'production' }],
  ])('refuses to run without authentication %s', async (_, env) => {
    const bot = start({ ...defender, BOT_AUTH: 'off', ...env });

    expect(await bot.exited()).toBe(78);
    expect(bot.output()).toContain('BOT_AUTH');
  });

  test('listens on loopback alone when there is no authentication, and is healthy and ready', async () => {
    const port = await freePort();
    const bot = await startBotProcess(port, { ...defender, BOT_AUTH: 'off' });
    child = bot.child;

    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);

    expect([health.status, await health.text()]).toEqual([200, '']);
    expect([ready.status, await ready.text()]).toEqual([200, '']);
    expect(bot.child.output()).toContain('"host":"127.0.0.1"');
  });

  test('says in one line that its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;

    const bot = start({ ...defender, BOT_AUTH: 'off', PORT: String(port) });
    const code = await bot.exited();
    server.close();

    expect(code).toBe(1);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain(`port ${port}`);
  });

  test.each([
    ['that others may write to', 78, 'Others may write to the directory of the transcripts', 0o777, ''],
    ['that is none', 1, 'A file of a transcript could not be used (ENOTDIR)', 0o700, 'file/within'],
  ])('says in one line that its outputs cannot be kept in a folder %s', async (_, exitCode, words, mode, below) => {
    const folder = await mkdtemp(join(tmpdir(), 'triage-process-'));
    await writeFile(join(folder, 'file'), '');
    await chmod(folder, mode);

    const bot = start({ ...defender, BOT_AUTH: 'off', PORT: '0', TRANSCRIPT_DIR: join(folder, below) });
    const code = await bot.exited();
    await rm(folder, { recursive: true });

    expect(code).toBe(exitCode);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain('TRANSCRIPT_DIR');
    expect(bot.output()).toContain(words);
  });

  test('exits with 0 on SIGTERM when there is nothing to finish', async () => {
    const bot = await startBotProcess(await freePort(), { ...defender, BOT_AUTH: 'off' });
    child = bot.child;

    expect(await bot.child.stop()).toBe(0);
  });

  test.each([
    ['that says nothing', ''],
    ['with half a header', 'POST /api/messages HTTP/1.1\r\n'],
  ])('exits with 0 on SIGTERM soon, though there is a connection %s', async (_, text) => {
    const port = await freePort();
    const bot = await startBotProcess(port, { ...defender, BOT_AUTH: 'off' });
    child = bot.child;
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(text);
    const before = performance.now();

    expect(await bot.child.stop()).toBe(0);

    expect(performance.now() - before).toBeLessThan(2_500);
    socket.destroy();
  });

  test('is not ready at once on SIGTERM, and goes on hearing messages for a moment', async () => {
    const port = await freePort();
    const bot = await startBotProcess(port, { ...defender, ...identity, HOST: '127.0.0.1' });
    child = bot.child;

    const stopped = bot.child.stop();
    const ready = await until(async () => {
      const { status } = await fetch(`http://127.0.0.1:${port}/readyz`);
      return status === 200 ? undefined : status;
    });
    const heard = await fetch(bot.messagesUrl, { method: 'POST' });

    expect([ready, heard.status]).toEqual([503, 401]);
    expect(await stopped).toBe(0);
  });

  test.each([
    ['an exception', 'throw error'],
    ['a rejection', 'Promise.reject(error)'],
  ])('ends with 1 after %s that nobody caught, and says what it was but nothing that it says', async (_, fails) => {
    const error = "Object.assign(new TypeError(process.env.WORDS), { code: 'ERR_TEST', input: process.env.WORDS })";
    const hook = `process.once('SIGUSR2', () => { const error = ${error}; ${fails}; })`;
    const bot = await startBotProcess(await freePort(), {
      ...defender,
      BOT_AUTH: 'off',
      WORDS: 'secret',
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}`,
    });
    child = bot.child;

    process.kill(bot.child.pid, 'SIGUSR2');

    expect(await bot.child.exited()).toBe(1);
    expect(bot.child.output()).toContain('"error":"TypeError","code":"ERR_TEST"');
    expect(bot.child.output()).toContain('the bot has stopped');
    expect(bot.child.output()).not.toContain('secret');
  });

  test.each([
    'GET http://secret[ HTTP/1.1\r\nHost: bot',
    'POST /api/messages HTTP/1.1\r\nHost: secret[',
    'GET /healthz HTTP/1.1\r\nHost: secret:99999',
  ])('lives on, and says nothing of it, when it is sent %j', async (head) => {
    const port = await freePort();
    const bot = await startBotProcess(port, { ...defender, BOT_AUTH: 'off' });
    child = bot.child;

    expect(await raw(port, `${head}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);

    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(bot.child.output()).not.toContain('secret');
  });
});
