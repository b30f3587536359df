/** A bot that is killed and started again on the same state, with its Defender and its channel. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulator/emulator.ts';
import { emulatorEnvironment, startBotProcess, type BotProcess } from '../../../scripts/bot-process.ts';
import { freePort } from '../../../scripts/ports.ts';
import { openState } from '../../../src/state/state.ts';
import { createChannel, type Channel } from '../../support/channel.ts';
import { createStanding, type Standing } from '../../support/standing.ts';
import { until } from '../../support/until.ts';

export interface Stage {
  readonly emulator: Emulator;
  readonly channel: Channel;
  readonly standing: Standing;
  /** Where the living one is posted to. */
  messagesUrl(): string;
  /** Without a `slowReplyMs` a question never counts as slow. */
  start(slowReplyMs?: number): Promise<void>;
  kill(): Promise<void>;
  /** Tells it to stop, and does not wait for it. */
  tellToStop(): void;
  /** Posts a message and waits until it is taken. */
  ask(id: string, fields: object): Promise<void>;
  /** Resolves when the living process has heard what Teams answered it so far: it has answered something later. */
  heard(): Promise<void>;
  /**
   * Waits until the living process has ended that many turns, and stops it: whatever it would have said is said by then.
   * Gives how many questions the state still holds as running.
   */
  finish(turns: number): Promise<number>;
  close(): Promise<void>;
}

const neverMs = 600_000;

export async function startStage(): Promise<Stage> {
  const emulator = await startEmulator();
  const channel = await createChannel();
  const folder = await mkdtemp(join(tmpdir(), 'triage-kill-'));
  const file = join(folder, 'data', 'bot.db');
  const started: BotProcess[] = [];

  function living(): BotProcess {
    const bot = started.at(-1);
    if (bot === undefined || bot.child.hasExited()) throw new Error('No bot runs');
    return bot;
  }

  async function running(): Promise<number> {
    const state = await openState({ file });
    const left = await state.activities.takeOver();
    await state.close();
    return left.length;
  }

  const standing = createStanding(channel);

  async function ask(id: string, fields: object): Promise<void> {
    const { status } = await fetch(living().messagesUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(channel.message({ id, ...fields })),
    });
    if (status !== 200) throw new Error(`It was answered with ${status}`);
  }

  return {
    emulator,
    channel,
    standing,
    messagesUrl: () => living().messagesUrl,
    async start(slowReplyMs = neverMs) {
      const bot = await startBotProcess(await freePort(), {
        ...emulatorEnvironment(emulator.url),
        BOT_AUTH: 'off',
        DATABASE_URL: `sqlite:${file}`,
        SLOW_REPLY_MS: String(slowReplyMs),
      });
      started.push(bot);
    },
    async kill() {
      const { child } = living();
      process.kill(child.pid, 'SIGKILL');
      await child.exited();
    },
    tellToStop: () => void process.kill(living().child.pid, 'SIGTERM'),
    ask,
    async heard() {
      const conversation = { id: 'a:elsewhere', conversationType: 'personal' };
      const before = standing.messages(conversation.id).length;
      await ask(`elsewhere-${before}`, { text: 'thanks', conversation });
      await until(() => standing.messages(conversation.id).length > before || undefined);
    },
    async finish(turns) {
      const { child } = living();
      await until(() => [...child.output().matchAll(/"turn (?:answered|failed)"/g)].length >= turns || undefined);
      const code = await child.stop(20_000);
      if (code !== 0) throw new Error(`It ended with ${code}: ${child.output()}`);
      return running();
    },
    async close() {
      for (const { child } of started) await child.stop(500); // a question that a test left slow is not waited for
      await channel.close();
      await emulator.close();
      await rm(folder, { recursive: true });
    },
  };
}
