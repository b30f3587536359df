/** Several bots as real processes on one PostgreSQL, behind a proxy that hands each question to the next one. All have one time. */

import { fileURLToPath } from 'node:url';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../emulator/emulator.ts';
import { emulatorEnvironment, startBotProcess, type BotProcess } from '../../../scripts/bot-process.ts';
import { freePort } from '../../../scripts/ports.ts';
import { createChannel, type Channel } from '../../support/channel.ts';
import { createStanding, type Standing } from '../../support/standing.ts';
import { until } from '../../support/until.ts';
import { createStageDatabase, type StageDatabase } from './database.ts';
import { createProxy } from './proxy.ts';
import { createSharedTime } from './time.ts';

export interface ReplicaStage {
  readonly emulator: Emulator;
  readonly channel: Channel;
  readonly standing: Standing;
  readonly database: StageDatabase;
  /** Those that live, the oldest first. */
  living(): readonly BotProcess[];
  start(): Promise<void>;
  kill(bot: BotProcess): Promise<void>;
  /** Of all: Defender, the replicas and the database. */
  now(): number;
  setSpeed(speed: number): Promise<void>;
  advance(ms: number): Promise<void>;
  /** Posts a message of somebody's to the next replica. Gives the status. */
  ask(conversationId: string, text: string, fields?: object): Promise<number>;
  /** Resolves when there are so many messages in each of these conversations, or more; gives them all. */
  answers(conversationIds: readonly string[], count?: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

const neverMs = 600_000;
const answeredWithinMs = 90_000;
const processTime = fileURLToPath(new URL('process-time.ts', import.meta.url));

/** @param options - of Defender. */
export async function startReplicas(
  count: number,
  options: Pick<EmulatorOptions, 'size' | 'arriving' | 'onAnswer'> = {},
): Promise<ReplicaStage> {
  const [channel, database] = await Promise.all([createChannel(), createStageDatabase()]);
  const time = await createSharedTime((pace) => database.setPace(pace));
  const emulator = await startEmulator({ ...options, realNow: () => time.now() });
  const standing = createStanding(channel);
  const started: BotProcess[] = [];
  const living = (): readonly BotProcess[] => started.filter(({ child }) => !child.hasExited());
  const proxy = await createProxy(() => living().map(({ messagesUrl }) => messagesUrl));
  let asked = 0;

  async function start(): Promise<void> {
    const env = {
      ...emulatorEnvironment(emulator.url),
      BOT_AUTH: 'off',
      DATABASE_URL: database.url,
      SLOW_REPLY_MS: String(neverMs),
      STAGE_TIME_PORT: String(time.port),
    };
    started.push(await startBotProcess(await freePort(), env, ['--import', processTime]));
  }

  async function close(): Promise<void> {
    await Promise.all(started.map(({ child }) => child.stop(2_000)));
    await database.remove();
    proxy.close();
    time.close();
    await channel.close();
    await emulator.close();
  }

  await Promise.all(Array.from({ length: count }, start)).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    emulator,
    channel,
    standing,
    database,
    living,
    start,
    async kill({ child }) {
      process.kill(child.pid, 'SIGKILL');
      await child.exited();
    },
    now: () => time.now(),
    setSpeed: (speed) => time.change({ speed }),
    advance: (advanceMs) => time.change({ advanceMs }),
    async ask(conversationId, text, fields = {}) {
      const from = { id: `29:of ${conversationId}`, name: 'Ana', aadObjectId: '22222222-aaaa-bbbb-cccc-0123456789ab' };
      const conversation = { id: conversationId, conversationType: 'personal' };
      const message = channel.message({ id: `q${++asked}`, from, conversation, text, ...fields });
      const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(message) };
      return (await fetch(proxy.url, sent)).status;
    },
    async answers(conversationIds, least = 1) {
      const all = (): readonly (readonly string[])[] => conversationIds.map((id) => standing.messages(id));
      await until(() => all().every(({ length }) => length >= least) || undefined, answeredWithinMs);
      return all().flat();
    },
    close,
  };
}
