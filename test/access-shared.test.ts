/** Two replicas on one PostgreSQL, each with a policy file of its own: who may do what does not depend on the replica. */

import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createAccessControl, type AccessControl } from '../src/access.ts';
import type { BotConfig } from '../src/config.ts';
import { lookEveryMs } from '../src/policy/policy-in-force.ts';
import { onPostgres, type PostgresTestDatabase } from './state/engines.ts';
import { personalPlace } from './support/access.ts';
import { manualClock, type ManualClock } from './support/clock.ts';
import { until } from './support/until.ts';

const tenantId = '11111111-aaaa-bbbb-cccc-0123456789ab';
const required = { auth: 'required', tenantId } as BotConfig; // all that is read of it
const ana = { id: '29:ana', objectId: '22222222-aaaa-bbbb-cccc-0123456789ab' };
const [granting, revoking] = ['{"grants": [{"role": "reader", "to": "tenant"}]}', '{"grants": []}'];
const minuteMs = 60_000;

let database: PostgresTestDatabase;
let folder: string;
let clock: ManualClock;
let stop: AbortController;
let logged: string[];

beforeEach(async () => {
  database = await onPostgres();
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
  clock = manualClock();
  stop = new AbortController();
  logged = [];
});

afterEach(async () => {
  stop.abort();
  await database.remove();
  rmSync(folder, { recursive: true });
});

const fileOf = (name: string): string => join(folder, `${name}.json`);

/** @param ageMs - of its file; without a text there is none. */
async function start(name: string, text?: string, ageMs = 0): Promise<AccessControl> {
  if (text !== undefined) {
    writeFileSync(fileOf(name), text);
    utimesSync(fileOf(name), 0, (clock.now() - ageMs) / 1_000);
  }
  const { policyBoard } = await database.open();
  const note = (fields: object, words: string): void => void logged.push(`${name}: ${words} ${JSON.stringify(fields)}`);
  const person = { id: ana.id, userRole: 'user', tenantId, aadObjectId: ana.objectId };
  const access = createAccessControl(
    { bot: required, accessPolicyFile: text === undefined ? undefined : fileOf(name) },
    {
      ...{ policyBoard, clock, log: { info: note, warn: note, error: note } },
      lookUps: { get: () => Promise.resolve(person) },
    },
  );
  await access.start();
  void access.watch(stop.signal);
  return access;
}

const isReader = async (access: AccessControl): Promise<boolean> =>
  (await access.holder(ana, personalPlace)).has('reader');

/** Look after look: a database takes its time, however the clock stands. */
async function saidBy(words: string): Promise<void> {
  await until(async () => {
    await clock.advance(lookEveryMs);
    return logged.some((line) => line.startsWith(words)) || undefined;
  });
}

test('a grant that is taken away in the file of one is refused by the other too', async () => {
  const [one, other] = [await start('one', granting, minuteMs), await start('other', granting, minuteMs)];
  expect([await isReader(one), await isReader(other)]).toEqual([true, true]);

  writeFileSync(fileOf('one'), revoking);
  await clock.advance(lookEveryMs);
  expect(await isReader(one)).toBe(false);
  await saidBy('other: the access policy of another replica is in force');

  expect([await isReader(other), other.policyFrom()]).toEqual([false, 'replica']);
});

test('a replica that starts with an older file goes by the newest before it takes anything, and says so', async () => {
  await start('one', revoking, minuteMs);

  const other = await start('other', granting, 2 * minuteMs);

  expect([await isReader(other), other.policyFrom()]).toEqual([false, 'replica']);
  expect(logged.join('\n')).toContain('other: the file of the access policy is older than that of another replica');
});

test('SIGHUP is the way back: the file of whoever hears it is in force for all, whatever its age', async () => {
  const one = await start('one', granting, 2 * minuteMs);
  const other = await start('other', revoking, minuteMs);
  await saidBy('one: the access policy of another replica is in force');
  expect(await isReader(one)).toBe(false);

  one.reload();
  expect([await isReader(one), one.policyFrom()]).toEqual([true, 'file']);
  await saidBy('other: the access policy of another replica is in force');

  expect(await isReader(other)).toBe(true);
});

test('one that is broken in the database changes nothing, and is logged with its faults', async () => {
  const one = await start('one', granting);
  await database.raw(`UPDATE access_policy SET version = 'other', text = '{"grants": [], "until": 1}'`);

  await saidBy('one: the access policy of another replica is broken: the one before it stays in force {"faults":[');

  expect([await isReader(one), one.policyFrom()]).toEqual([true, 'file']);
});

test('while the database is away the last one stays in force, and a grant that is taken away here is', async () => {
  const one = await start('one', granting);
  await database.raw('ALTER TABLE access_policy RENAME TO away');
  await saidBy('one: the access policy is not shared with the other replicas');
  expect(await isReader(one)).toBe(true);

  writeFileSync(fileOf('one'), revoking);
  await clock.advance(lookEveryMs);
  expect(await isReader(one)).toBe(false);
  await database.raw('ALTER TABLE away RENAME TO access_policy');
  await saidBy('one: the access policy is shared with the other replicas again');

  expect(await isReader(one)).toBe(false);
});

test('a bot that was given no policy of its own stays closed, whatever the others have', async () => {
  await start('one', granting);

  const other = await start('other');
  await clock.advance(2 * lookEveryMs);

  expect([other.mode(), await isReader(other), other.policyFrom()]).toEqual(['closed', false, undefined]);
});
