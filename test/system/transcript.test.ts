/** A large result, read by a process: seen before it is read to its end, and nothing readable left behind when the process dies. */

import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { actions } from '../../emulator/data/ids.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { emulatorEnvironment, startBotProcess, type BotProcess } from '../../scripts/bot-process.ts';
import { freePort } from '../../scripts/ports.ts';
import { createChannel, type Channel } from '../support/channel.ts';
import { isRecord } from '../support/shape.ts';
import { createStanding, type Standing } from '../support/standing.ts';
import { until } from '../support/until.ts';

const mib = 1024 * 1024;
const whole = 'everything.ps1 on LAPTOP-042: exit code 0, no errors';
const partly = /^everything\.ps1 on LAPTOP-042: still being read, \d/;
/** Every line of that output. */
const printed = 'one more line of output';

let emulator: Emulator;
let channel: Channel;
let standing: Standing;
let folder: string;
let bot: BotProcess;

beforeEach(async () => {
  emulator = await startEmulator();
  channel = await createChannel();
  standing = createStanding(channel);
  folder = await mkdtemp(join(tmpdir(), 'triage-transcript-'));
  await start();
}, 30_000);

afterEach(async () => {
  await bot.child.stop(500);
  await channel.close();
  await emulator.close();
  await rm(folder, { recursive: true });
}, 30_000);

async function start(): Promise<void> {
  bot = await startBotProcess(await freePort(), {
    ...emulatorEnvironment(emulator.url),
    BOT_AUTH: 'off',
    DATABASE_URL: `sqlite:${join(folder, 'bot.db')}`,
    TRANSCRIPT_DIR: join(folder, 'spool'),
  });
}

async function ask(id: string): Promise<void> {
  const conversation = { id: 'a:chat', conversationType: 'personal' };
  const response = await fetch(bot.messagesUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(channel.message({ id, text: `result ${actions.oversized}`, conversation })),
  });
  expect(response.status).toBe(200);
}

/** The storage gives some nine megabytes: more than eight at once, the rest by and by. */
function slowly(): void {
  emulator.addFault({ kind: 'slow', match: actions.oversized, bytesPerSecond: 85 * mib });
}

async function filesOf(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const isShown = (): true | undefined => standing.messages().includes(whole) || undefined;

test('the first lines are on the card before the rest is read; then the card is whole', async () => {
  slowly();

  await ask('q1');
  await until(isShown);

  const said = channel.received.map(({ body }) => (isRecord(body) ? String(body['summary']) : ''));
  expect(said.findIndex((text) => partly.test(text))).toBeGreaterThanOrEqual(0);
  expect(said.findIndex((text) => partly.test(text))).toBeLessThan(said.indexOf(whole));
  expect(standing.messages()).toEqual([whole]);
}, 30_000);

test('a process that is killed amid it leaves nothing readable, and the next one answers the question', async () => {
  emulator.addFault({ kind: 'slow', match: actions.oversized, bytesPerSecond: 8.5 * mib });
  await ask('q1');
  const spool = join(folder, 'spool');
  const written = await until(async () => {
    const files = await filesOf(spool).catch(() => []);
    const sizes = await Promise.all(files.map(async (path) => (await stat(path).catch(() => undefined))?.size ?? 0));
    return sizes.some((size) => size > mib) ? files : undefined;
  });
  process.kill(bot.child.pid, 'SIGKILL');
  await bot.child.exited();

  const left = await Promise.all(written.map((path) => readFile(path, 'latin1').catch(() => '')));
  expect(left.join('').length).toBeGreaterThan(mib);
  expect(left.join('')).not.toContain(printed);
  const modes = await Promise.all(written.map(async (path) => (await stat(path)).mode & 0o077));
  expect(new Set(modes)).toEqual(new Set([0]));

  emulator.clearFaults();
  await start();
  await until(isShown);

  expect(standing.messages()).toEqual([whole]);
  const remaining = await filesOf(spool);
  expect(written.filter((path) => remaining.includes(path) && !path.endsWith('lock'))).toEqual([]);
}, 60_000);
