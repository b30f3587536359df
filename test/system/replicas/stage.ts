/** Several bots as real processes on one PostgreSQL, behind a proxy that hands each question to the next one. */

import { startEmulator, type Emulator } from '../../../emulator/emulator.ts';
import { emulatorEnvironment, startBotProcess, type BotProcess } from '../../../scripts/bot-process.ts';
import { freePort } from '../../../scripts/ports.ts';
import { onPostgres } from '../../state/engines.ts';
import { createChannel, type Channel } from '../../support/channel.ts';
import { createStanding, type Standing } from '../../support/standing.ts';
import { until } from '../../support/until.ts';
import { createRelay, type Relay } from './relay.ts';

export interface ReplicaStage {
  readonly emulator: Emulator;
  readonly channel: Channel;
  readonly standing: Standing;
  /** The way to the database. */
  readonly database: Relay;
  /** Those that live, the oldest first. */
  living(): readonly BotProcess[];
  start(): Promise<void>;
  /** As a load balancer does: to the next in turn, and to another one where that takes nothing. Gives the status. */
  ask(conversationId: string, text: string): Promise<number>;
  /** Resolves when each of these conversations has one message and no working card; gives them. */
  answers(conversationIds: readonly string[], withinMs?: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

const neverMs = 600_000;

/** @param alerts - that Defender has. */
export async function startReplicas(count: number, { alerts = 0 } = {}): Promise<ReplicaStage> {
  const emulator = await startEmulator({ size: { alerts, devices: 5 } });
  const channel = await createChannel();
  const standing = createStanding(channel);
  const kept = await onPostgres();
  const { host, port: serverPort } = kept.options;
  const database = await createRelay(host, serverPort);
  const url = new URL(kept.url);
  url.port = String(database.port);
  const started: BotProcess[] = [];
  let turn = 0;

  const living = (): readonly BotProcess[] => started.filter(({ child }) => !child.hasExited());

  async function start(): Promise<void> {
    const bot = await startBotProcess(await freePort(), {
      ...emulatorEnvironment(emulator.url),
      BOT_AUTH: 'off',
      DATABASE_URL: url.href,
      SLOW_REPLY_MS: String(neverMs),
    });
    started.push(bot);
  }

  async function ask(conversationId: string, text: string): Promise<number> {
    const from = { id: `29:of ${conversationId}`, name: 'Ana', aadObjectId: '22222222-aaaa-bbbb-cccc-0123456789ab' };
    const conversation = { id: conversationId, conversationType: 'personal' };
    const body = JSON.stringify(channel.message({ id: `q of ${conversationId}`, from, conversation, text }));
    let status = 503;
    for (const bot of inTurn(living(), turn++)) {
      const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      status = await fetch(bot.messagesUrl, sent).then(
        (response) => response.status,
        () => 503, // it has just ended
      );
      if (status !== 503) return status;
    }
    return status;
  }

  await Promise.all(Array.from({ length: count }, start));
  return {
    emulator,
    channel,
    standing,
    database,
    living,
    start,
    ask,
    async answers(conversationIds, withinMs = 90_000) {
      const all = (): readonly (readonly string[])[] => conversationIds.map((id) => standing.messages(id));
      await until(() => all().every(({ length }) => length > 0) || undefined, withinMs);
      return all().flat();
    },
    async close() {
      await Promise.all(started.map(({ child }) => child.stop(2_000)));
      database.close();
      await kept.remove();
      await channel.close();
      await emulator.close();
    },
  };
}

function inTurn<T>(items: readonly T[], turn: number): readonly T[] {
  const first = items.length === 0 ? 0 : turn % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
