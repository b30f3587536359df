/** `npm run ask` as a process: what it prints, and what it ends with. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alerts } from '../../emulator/data/ids.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { emulatorEnvironment } from '../../scripts/bot-process.ts';

const script = fileURLToPath(new URL('../../scripts/ask.ts', import.meta.url));

interface Said {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

/** The two outputs apart: one is the answer, the other is not. */
async function ask(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Said> {
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
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
  ])('%s ends otherwise, with what to do', async (_, words, expected, says) => {
    const { code, out } = await ask(words, configured());

    expect(code).toBe(expected);
    expect(out).toContain(says);
  });

  test('a configuration that is not whole is told, all of it, and ends with 5', async () => {
    const { code, out, err } = await ask(['help'], { DEFENDER_TENANT_ID: 'not-a-tenant' });

    expect(code).toBe(5);
    expect(err).toContain('DEFENDER_CLIENT_ID');
    expect(out).toBe('');
  });
});
