/** The process and its access policy: refused when broken, read again on SIGHUP. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { botApp, tenantId } from '../../emulator/identity.ts';
import { emulatorEnvironment, startBotProcess } from '../../scripts/bot-process.ts';
import { startChild, type Child } from '../../scripts/child.ts';
import { freePort } from '../../scripts/ports.ts';
import { until } from '../support/until.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

let folder: string;
let path: string;
let child: Child;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-'));
  path = join(folder, 'policy.json');
});

afterEach(async () => {
  await child.stop();
  await rm(folder, { recursive: true });
});

function env(): Readonly<Record<string, string>> {
  return {
    ...emulatorEnvironment('http://127.0.0.1:9'),
    HOST: '127.0.0.1',
    MicrosoftAppId: botApp.clientId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppPassword: botApp.clientSecret ?? '',
    DATABASE_URL: 'sqlite::memory:',
    ACCESS_POLICY_FILE: path,
  };
}

test('a broken policy: it does not start, exits with 78 and names every fault', async () => {
  await writeFile(path, '{"grants": [{"role": "king", "to": "tenant"}], "evidenceIn": ["everywhere"]}');

  child = startChild([main], { env: { PATH: process.env['PATH'], ...env() } });

  expect(await child.exited()).toBe(78);
  expect(child.output()).toContain('grants[0].role: must be reader, subscriber or admin');
  expect(child.output()).toContain('evidenceIn[0]: must be');
});

test('SIGHUP: a broken one is told and leaves the bot as it was, a good one is taken', async () => {
  await writeFile(path, '{"grants": []}');
  ({ child } = await startBotProcess(await freePort(), env()));

  await writeFile(path, '{"grants": 1}');
  process.kill(child.pid, 'SIGHUP');
  await until(() => (child.output().includes('the one before it stays in force') ? true : undefined));
  await writeFile(path, '{"grants": [{"role": "reader", "to": "tenant"}]}');
  process.kill(child.pid, 'SIGHUP');
  await until(() => (child.output().includes('the access policy was read again') ? true : undefined));

  expect(child.hasExited()).toBe(false);
});
