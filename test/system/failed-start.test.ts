/** A start on PostgreSQL that fails after the database was opened: nothing of it is left there. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { emulatorEnvironment } from '../../scripts/bot-process.ts';
import { startChild, type Child } from '../../scripts/child.ts';
import { recordOf } from '../../src/json.ts';
import { onPostgres, type PostgresTestDatabase } from '../state/engines.ts';
import { until } from '../support/until.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const identity = {
  HOST: '127.0.0.1',
  MicrosoftAppId: '00000000-aaaa-bbbb-cccc-0123456789ab',
  MicrosoftAppTenantId: '11111111-aaaa-bbbb-cccc-0123456789ab',
  MicrosoftAppPassword: 'not used',
};

let database: PostgresTestDatabase;
let folder: string;
let child: Child | undefined;

beforeEach(async () => {
  database = await onPostgres();
  folder = await mkdtemp(join(tmpdir(), 'triage-start-'));
});

afterEach(async () => {
  await child?.stop();
  await rm(folder, { recursive: true });
  await database.remove();
});

/** Gives the exit code. */
async function started(env: Readonly<Record<string, string>>): Promise<number | undefined> {
  const defender = emulatorEnvironment('http://127.0.0.1:9');
  child = startChild([main], { env: { PATH: process.env['PATH'], ...defender, DATABASE_URL: database.url, ...env } });
  return child.exited();
}

async function isNothingLeft(): Promise<boolean> {
  const [left] = await database.raw(
    `SELECT (SELECT count(*)::int FROM processes) AS processes,
      (SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'defender-triage-bot') AS connections`,
  );
  const { processes, connections } = recordOf(left);
  return processes === 0 && connections === 0;
}

test('because its port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const code = await started({ BOT_AUTH: 'off', PORT: String(port) });
  server.close();

  expect(code).toBe(1);
  expect(child?.output()).toContain(`port ${port} is taken`);
  await until(async () => (await isNothingLeft()) || undefined);
});

test('because its policy is broken', async () => {
  const policy = join(folder, 'policy.json');
  await writeFile(policy, '{"grants": 1}');

  expect(await started({ ...identity, ACCESS_POLICY_FILE: policy })).toBe(78);
  expect(child?.output()).toContain('grants: ');
  await until(async () => (await isNothingLeft()) || undefined);
});
