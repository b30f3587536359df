/** Processes that die amid their work: every question has exactly one final answer, whoever gives it. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts } from '../../emulator/data/ids.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { emulatorEnvironment, startBotProcess, type BotProcess } from '../../scripts/bot-process.ts';
import { freePort } from '../../scripts/ports.ts';
import { createChannel, type Channel } from '../support/channel.ts';
import { createStanding, type Standing } from '../support/standing.ts';
import { until } from '../support/until.ts';

let emulator: Emulator;
let channel: Channel;
let standing: Standing;
let folder: string;
let bot: BotProcess;

beforeEach(async () => {
  emulator = await startEmulator();
  channel = await createChannel();
  standing = createStanding(channel);
  folder = await mkdtemp(join(tmpdir(), 'triage-kill-'));
  await start();
}, 30_000);

afterEach(async () => {
  await bot.child.stop(500); // a question that a test left slow is not waited for
  await channel.close();
  await emulator.close();
  await rm(folder, { recursive: true });
}, 30_000);

async function start(): Promise<void> {
  bot = await startBotProcess(await freePort(), {
    ...emulatorEnvironment(emulator.url),
    BOT_AUTH: 'off',
    DATABASE_URL: `sqlite:${join(folder, 'data', 'bot.db')}`,
    SLOW_REPLY_MS: '700',
  });
}

async function kill(): Promise<void> {
  process.kill(bot.child.pid, 'SIGKILL');
  await bot.child.exited();
}

async function ask(id: string, text: string, conversation = 'a:chat', fields = {}): Promise<void> {
  const response = await fetch(bot.messagesUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      channel.message({ id, text, conversation: { id: conversation, conversationType: 'personal' }, ...fields }),
    ),
  });
  expect(response.status).toBe(200);
}

const question = `files ${alerts.hackTool}`;
const answer = 'kms.exe: HackTool-MSIL-AutoKms, prevented';
const working = 'Working on files…';

/** Slower than any of the moments looked for here. */
function slow(): void {
  emulator.addFault({ kind: 'latency', latencyMs: 5_000, match: '/files$' });
}

const isAsked = (): true | undefined => emulator.requests().some(({ path }) => path.endsWith('/files')) || undefined;
const isTyping = (): true | undefined => standing.typed() > 0 || undefined;
const isWorking = (): true | undefined => standing.messages().includes(working) || undefined;
const isAnswered = (): true | undefined => standing.messages().includes(answer) || undefined;

/** Long enough for what would be said twice to be said. */
const quietMs = 1_000;

async function quiet(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, quietMs));
}

describe('a process that is killed', () => {
  test.each([
    ['while Defender is asked', isAsked],
    ['while it shows that it is typing', isTyping],
    ['while its working card stands', isWorking],
  ])(
    '%s leaves the answer to the next one',
    async (_, isThere) => {
      slow();
      await ask('q1', question);
      await until(isThere);
      await kill();
      emulator.clearFaults();

      await start();
      await until(isAnswered);
      await quiet();

      expect(standing.messages()).toEqual([answer]);
    },
    30_000,
  );

  test('leaves the questions of several conversations, each of which is answered in its own', async () => {
    slow();
    const conversations = ['a:one', 'a:two', 'a:three'];
    for (const conversation of conversations) await ask('q1', question, conversation);
    await until(() => conversations.every((id) => standing.messages(id).includes(working)) || undefined);
    await kill();
    emulator.clearFaults();

    await start();
    await until(() => conversations.every((id) => standing.messages(id).includes(answer)) || undefined);
    await quiet();

    expect(conversations.map((id) => standing.messages(id))).toEqual([[answer], [answer], [answer]]);
  }, 30_000);

  test('again and again is answered by the one that lives', async () => {
    slow();
    await ask('q1', question);
    await until(isWorking);
    await kill();
    await start();
    emulator.clearRequests();
    await until(isAsked);
    await kill();
    emulator.clearFaults();

    await start();
    await until(isAnswered);
    await quiet();

    expect(standing.messages()).toEqual([answer]);
  }, 30_000);

  test('and a repeat that Teams sends to the next one are answered once', async () => {
    slow();
    await ask('q1', question);
    await until(isAsked);
    await kill();
    emulator.clearFaults();

    await start();
    await ask('q1', question);
    await until(isAnswered);
    await quiet();

    expect(standing.messages()).toEqual([answer]);
  }, 30_000);
});

test('a plain restart answers nothing twice, not even what Teams sends again', async () => {
  await ask('q1', question);
  await until(isAnswered);
  await bot.child.stop();

  await start();
  await ask('q1', question);
  await quiet();

  expect(standing.messages()).toEqual([answer]);
  expect(standing.sent()).toBe(1);
}, 30_000);

test('a second process on the same database is refused, and says why', async () => {
  await expect(start()).rejects.toThrow(/is in use by another process: only one bot may run on it/);
});

test('evidence that a killed process showed can be removed by the next one', async () => {
  await ask('q1', `result ${actions.minidump} 0`);
  await until(() => standing.messages().some((text) => text.startsWith('minidump.ps1')) || undefined);
  await kill();

  await start();
  await ask('q2', '', 'a:chat', { value: { command: 'remove', words: [], rev: 1 }, replyToId: 'm1' });
  await until(() => standing.messages().some((text) => text.startsWith('Removed: ')) || undefined);

  expect(standing.messages()).toEqual([`Removed: output of command 1 of 2 (index 0) of action ${actions.minidump}`]);
}, 30_000);
