/** What the bot makes of its policy at the start. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createAccessControl, type AccessControl } from '../src/access.ts';
import { ConfigError, type BotConfig } from '../src/config.ts';
import { personalPlace } from './support/access.ts';
import { manualClock } from './support/clock.ts';

const tenantId = '11111111-aaaa-bbbb-cccc-0123456789ab';
const required = { auth: 'required', tenantId } as BotConfig; // all that is read of it
const ana = { id: '29:ana', objectId: '22222222-aaaa-bbbb-cccc-0123456789ab' };

let folder: string;
let path: string;
let logged: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
  path = join(folder, 'policy.json');
  logged = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

function control(bot: BotConfig, accessPolicyFile: string | undefined): AccessControl {
  const note = (fields: object, text: string): void => void logged.push(JSON.stringify({ ...fields, text }));
  const person = { id: ana.id, userRole: 'user', tenantId, aadObjectId: ana.objectId };
  return createAccessControl(
    { bot, accessPolicyFile },
    {
      lookUps: { get: () => Promise.resolve(person) },
      clock: manualClock(),
      log: { info: note, warn: note, error: note },
    },
  );
}

async function isReader(access: AccessControl): Promise<boolean> {
  return (await access.holder(ana, personalPlace)).has('reader');
}

test('a broken policy stops the start, with every fault', () => {
  writeFileSync(path, '{"grants": [{"role": "king", "to": "tenant"}], "guest": "allow"}');

  expect(() => control(required, path)).toThrow(ConfigError);
  expect(() => control(required, path)).toThrow(/ACCESS_POLICY_FILE.*\n {2}grants\[0\]\.role: .*\n {2}.*"guest"/);
});

test('without a policy nobody may do anything, and the log says so', async () => {
  const access = control(required, undefined);

  expect([access.mode(), await isReader(access)]).toEqual(['closed', false]);
  expect(logged.join('\n')).toContain('ACCESS_POLICY_FILE');
});

test('with BOT_AUTH=off everybody may do everything, whatever a policy says', async () => {
  const access = control({ auth: 'off' }, path);

  expect([access.mode(), await isReader(access)]).toEqual(['open', true]);
});

test('a policy that is broken later leaves the one before in force, and the log names its faults', async () => {
  writeFileSync(path, '{"grants": [{"role": "reader", "to": "tenant"}]}');
  const access = control(required, path);
  writeFileSync(path, '{"grants": 1}');

  access.reload();

  expect(await isReader(access)).toBe(true);
  expect(logged.join('\n')).toContain('grants: ');
});

test('a policy that is read again is in force', async () => {
  writeFileSync(path, '{"grants": [{"role": "reader", "to": "tenant"}]}');
  const access = control(required, path);
  writeFileSync(path, '{"grants": []}');

  access.reload();

  expect(await isReader(access)).toBe(false);
});
