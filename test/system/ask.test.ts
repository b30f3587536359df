/** `npm run ask` as a process: what it prints, and what it ends with. */

import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { actions, alerts } from '../../emulator/data/ids.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { emulatorEnvironment } from '../../scripts/bot-process.ts';
import { textOf } from '../repo/files.ts';

jest.setTimeout(60_000); // each starts a process or two

const script = fileURLToPath(new URL('../../scripts/ask.ts', import.meta.url));

interface Said {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

type Environment = Readonly<Record<string, string>>;

function ask(args: readonly string[], environment?: Environment): Promise<Said> {
  return run(process.execPath, [script, ...args], environment);
}

function start(
  program: string,
  args: readonly string[],
  environment: Environment = {},
): ChildProcessByStdio<null, Readable, Readable> {
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  return spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The two outputs apart: one is the answer, the other is not. */
async function run(program: string, args: readonly string[], environment?: Environment): Promise<Said> {
  const child = start(program, args, environment);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, ...said };
}

test('with nothing configured the emulator answers, and that is said', async () => {
  const { code, out, err } = await ask([`files ${alerts.hackTool}`]);

  expect(out).toMatch(/^kms\.exe: HackTool:MSIL\/AutoKms, prevented\n/);
  expect(out).toContain('SHA-256 470a75fe3da2ddf9d27fb3f9c96e6c665506ea7ba26ab89f0c89606f678ae4a2');
  expect(out).not.toContain('\u001B');
  expect(err).toContain('the emulator answers');
  expect(code).toBe(0);
});

describe('where a tenant is configured', () => {
  let emulator: Emulator;
  const configured = (): Readonly<Record<string, string>> => emulatorEnvironment(emulator.url);
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  test('it is asked, with what is set for the bot beside it', async () => {
    const before = emulator.requests().length;

    const bot = { BOT_AUTH: 'required', HOST: '0.0.0.0', NODE_ENV: 'production', ACCESS_POLICY_FILE: 'none.json' };
    const { code, err } = await ask(['hashes', alerts.hackTool], { ...configured(), ...bot });

    expect(code).toBe(0);
    expect(err).not.toContain('emulator');
    expect(emulator.requests().length).toBeGreaterThan(before);
  });

  test('--json prints the card and nothing else', async () => {
    const { code, out } = await ask(['--json', 'files', alerts.hackTool], configured());

    expect(JSON.parse(out)).toMatchObject({ outcome: 'answered', card: { type: 'AdaptiveCard' } });
    expect(code).toBe(0);
  });

  test.each([
    ['what was not understood', ['files', 'nonsense'], 2, 'files 636688558380765161_2136280442'],
    ['what Defender does not know', ['files', 'da637472900000000000_1364969609'], 1, 'alert'],
    ['a list with nothing in it', ['alerts', 'low', 'resolved'], 4, 'No such alerts'],
    ['an output without a match', ['result', actions.longOutput, 'grep', 'no-such-words'], 4, 'no match'],
    ['what lives on what the bot keeps', ['watch', actions.pending], 2, 'is for Teams'],
  ])('%s ends otherwise, with what to do', async (_, words, expected, says) => {
    const { code, out } = await ask(words, configured());

    expect(code).toBe(expected);
    expect(out).toContain(says);
  });

  test('--json through npm is JSON and nothing else, as the documentation has it', async () => {
    const [command = ''] = /npm run -s ask -- --json/.exec(textOf('docs/operations.md')) ?? [];
    const [npm = '', ...args] = command.split(' ');

    const { out } = await run(npm, [...args, 'help']);

    expect(JSON.parse(out)).toMatchObject({ outcome: 'answered' });
  });

  test('health asks first, and says where Defender does not answer', async () => {
    const nowhere = { ...configured(), DEFENDER_API_URL: 'http://127.0.0.1:9' };

    const [here, away] = [await ask(['health'], configured()), await ask(['health'], nowhere)];

    expect(here).toMatchObject({ code: 0, out: expect.stringContaining('Defender answers') });
    expect(away).toMatchObject({ code: 3, out: expect.stringContaining('did not answer') });
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it at once, and leaves nothing behind', async (signal, expected) => {
    const folder = await mkdtemp(join(tmpdir(), 'ask-'));
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo; // it listens
    const silence = { ...configured(), DEFENDER_TOKEN_URL: `http://127.0.0.1:${port}/token`, TMPDIR: folder };
    const child = start(process.execPath, [script, 'alerts'], silence);
    await once(silent, 'connection');
    const before = await readdir(folder);

    child.kill(signal);

    expect(await once(child, 'exit')).toEqual([expected, null]);
    expect(before).toEqual([expect.stringContaining('defender-ask-')]);
    expect(await readdir(folder)).toEqual([]);
    silent.close();
    await rm(folder, { recursive: true });
  });

  test('a configuration that is not whole is told, all of it, and ends with 5', async () => {
    const { code, out, err } = await ask(['help'], { DEFENDER_TENANT_ID: 'not-a-tenant' });

    expect(code).toBe(5);
    expect(err).toContain('DEFENDER_CLIENT_ID');
    expect(out).toBe('');
  });
});
