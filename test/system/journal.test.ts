/** A bot with a journal, as a process, whose PostgreSQL goes away: nothing of what was asked meanwhile is lost. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { alerts } from '../../emulator/data/ids.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { emulatorEnvironment, startBotProcess, type BotProcess } from '../../scripts/bot-process.ts';
import { startChild } from '../../scripts/child.ts';
import { freePort } from '../../scripts/ports.ts';
import { onPostgres, type PostgresTestDatabase } from '../state/engines.ts';
import { createChannel, type Channel } from '../support/channel.ts';
import { createStanding, type Standing } from '../support/standing.ts';
import { until } from '../support/until.ts';
import { createRelay, type Relay } from './replicas/relay.ts';

let emulator: Emulator;
let channel: Channel;
let standing: Standing;
let database: PostgresTestDatabase;
let relay: Relay;
let folder: string;
let bot: BotProcess;
let started: BotProcess[];

beforeEach(async () => {
  emulator = await startEmulator();
  channel = await createChannel();
  standing = createStanding(channel);
  database = await onPostgres();
  relay = await createRelay(database.options.host, database.options.port);
  folder = await mkdtemp(join(tmpdir(), 'triage-journal-'));
  started = [];
  bot = await start();
}, 30_000);

afterEach(async () => {
  await Promise.all(started.map(({ child }) => child.stop()));
  relay.close();
  await database.remove();
  await channel.close();
  await emulator.close();
  await rm(folder, { recursive: true });
}, 30_000);

async function start(): Promise<BotProcess> {
  const url = new URL(database.url);
  url.port = String(relay.port);
  const begun = await startBotProcess(await freePort(), {
    ...emulatorEnvironment(emulator.url),
    BOT_AUTH: 'off',
    DATABASE_URL: url.href,
    AUDIT_JOURNAL: `local:${join(folder, 'journal.db')}`,
  });
  started.push(begun);
  return begun;
}

/** In a conversation of its own. */
async function ask(conversationId: string, alertId: string = alerts.hackTool): Promise<void> {
  const conversation = { id: conversationId, conversationType: 'personal' };
  const body = JSON.stringify(
    channel.message({ id: `q of ${conversationId}`, conversation, text: `files ${alertId}` }),
  );
  const { status } = await fetch(bot.messagesUrl, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body },
  });
  expect(status).toBe(200);
}

async function answers(conversationId: string): Promise<readonly string[]> {
  await until(() => standing.messages(conversationId).length > 0 || undefined);
  return standing.messages(conversationId);
}

const said = (text: string): Promise<true> => until(() => bot.child.output().includes(text) || undefined, 30_000);
const script = fileURLToPath(new URL('../../scripts/audit.ts', import.meta.url));

async function audit(...args: readonly string[]): Promise<string> {
  const child = startChild([script, ...args], { env: { DATABASE_URL: database.url } });
  await child.exited();
  return child.output();
}

interface Exported {
  readonly at: number;
  readonly where: { readonly conversationId: string };
}

/** When what was recorded of each conversation was answered, in the order of the chain. */
async function recorded(): Promise<readonly (readonly [string, number])[]> {
  const lines = (await audit('export')).trim().split('\n');
  return lines.map((line) => {
    const { at, where } = JSON.parse(line) as Exported; // as docs/audit.md has it
    return [where.conversationId, at];
  });
}

const answer = ['kms.exe: HackTool-MSIL-AutoKms, prevented'];

test('a question in the outage is answered, and is in the one chain afterwards with its own time', async () => {
  await ask('a:before');
  await answers('a:before');
  relay.cut();

  await ask('a:during');
  expect(await answers('a:during')).toEqual(answer);
  expect((await fetch(bot.messagesUrl.replace('/api/messages', '/readyz'))).status).toBe(200);
  const mendedAt = Date.now();
  relay.mend();
  await said('the journal is replayed');
  await ask('a:after');
  expect(await answers('a:after')).toEqual(answer);

  const records = await recorded();
  expect(records.map(([conversationId]) => conversationId)).toEqual(['a:before', 'a:during', 'a:after']);
  expect(records[1]?.[1]).toBeLessThanOrEqual(mendedAt);
  expect(await audit('verify')).toMatch(/^The audit trail is whole: 3 records/);
}, 60_000);

test('a process that is killed in the outage loses nothing: what it answered is recorded, what it was at is answered', async () => {
  relay.cut();
  await ask('a:answered');
  await answers('a:answered');
  emulator.addFault({ kind: 'hang', match: '/files$' });
  await ask('a:running', alerts.suspiciousDll);
  await until(() => emulator.underWay().some((path) => path.endsWith('/files')) || undefined);

  process.kill(bot.child.pid, 'SIGKILL');
  await bot.child.exited();
  emulator.clearFaults();
  relay.mend();
  bot = await start();

  expect(await answers('a:running')).toEqual([expect.stringContaining('suspicious.dll')]);
  expect(standing.messages('a:answered')).toEqual(answer);
  expect((await recorded()).map(([conversationId]) => conversationId)).toEqual(['a:answered', 'a:running']);
  expect(await audit('verify')).toMatch(/^The audit trail is whole: 2 records/);
}, 60_000);
