/** The whole bot between a channel and a Defender whose actions move: a watch from its beginning to its last word. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { living } from '../emulator/data/ids.ts';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { emulatorEnvironment } from '../scripts/bot-process.ts';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { State } from '../src/state/state.ts';
import { databaseFile, type DatabaseFile } from './state/database-file.ts';
import { createChannel, type Channel } from './support/channel.ts';
import { manualClock, type ManualClock } from './support/clock.ts';
import { eventually } from './support/eventually.ts';
import { isRecord } from './support/shape.ts';
import { createStanding, type Standing } from './support/standing.ts';
import { until as sooner } from './support/until.ts';
import { post } from './teams/edge.ts';

const thread = '19:room@thread.tacv2;messageid=1';

let emulator: Emulator;
let channel: Channel;
let standing: Standing;
let database: DatabaseFile;
let clock: ManualClock;
let state: State;
let app: App;
let port: number;

beforeEach(async () => {
  clock = manualClock();
  emulator = await startEmulator({ realNow: () => clock.now() });
  channel = await createChannel();
  standing = createStanding(channel);
  database = await databaseFile();
  await start();
});

afterEach(async () => {
  await stop();
  await database.remove();
  await channel.close();
  await emulator.close();
});

async function start(): Promise<void> {
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const config = readConfig({ BOT_AUTH: 'off', ...emulatorEnvironment(emulator.url) });
  state = await database.open();
  app = createApp({ ...config, listen: { port: 0, host: '127.0.0.1' } }, { clock, random: () => 0, log, state });
  ({ port } = await app.start());
}

async function stop(): Promise<void> {
  const stopped = app.stop({ leadMs: 0, deadlineMs: 1_000 });
  await clock.advance(1_000);
  await stopped;
  await state.close();
}

let ids = 0;

async function ask(fields: object): Promise<void> {
  const before = standing.sent();
  const conversation = { id: thread, conversationType: 'channel', isGroup: true };
  const posted = await post(port, channel.message({ id: `q${++ids}`, text: undefined, conversation, ...fields }), {});
  expect(posted.status).toBe(200);
  await eventually(() => standing.sent() > before);
}

/** Time goes on as fast as the sockets of the test take it. */
async function until(isSo: () => boolean): Promise<void> {
  for (let seconds = 0; !isSo() && seconds < 600; seconds++) {
    await clock.advance(1_000);
    await eventually(() => emulator.underWay().length === 0);
  }
  expect(isSo()).toBe(true);
}

async function nothingWatched(): Promise<void> {
  await sooner(async () => (await state.watches.ofPerson('29:ana')).length === 0 || undefined);
}

function lastMessage(): unknown {
  return channel.received.filter(({ body }) => isRecord(body) && body['type'] === 'message').at(-1);
}

test('the card moves with the action, and at the end one message in the thread mentions who waited', async () => {
  await ask({ text: `watch ${living.succeeds}` });
  expect(standing.messages(thread)).toEqual(['Live response on LAPTOP-042: waiting for the device, 0 s']);

  await until(() => standing.messages(thread).length === 2);

  expect(standing.messages(thread)).toEqual([
    'Live response on LAPTOP-042: succeeded',
    '<at>Ana</at> Live response on LAPTOP-042: succeeded. Its card is above.',
  ]);
  expect(lastMessage()).toMatchObject({
    method: 'POST',
    path: `/v3/conversations/${encodeURIComponent(thread)}/activities`,
    body: { entities: [{ type: 'mention', text: '<at>Ana</at>', mentioned: { id: '29:ana', name: 'Ana' } }] },
  });
  expect(standing.sent()).toBeGreaterThan(4); // it moved more than once
  await nothingWatched();
});

test('a watch of before a restart is told by the next process', async () => {
  await ask({ text: `watch ${living.fails}` });
  await stop();
  await clock.advance(60_000);
  await start();

  await until(() => standing.messages(thread).length === 2);

  expect(standing.messages(thread)).toEqual([
    'Live response on LAPTOP-042: failed',
    '<at>Ana</at> Live response on LAPTOP-042: failed. Its card is above.',
  ]);
});

test('a watch that its person ends by typing leaves a card that says so', async () => {
  await ask({ text: `watch ${living.queues}` });
  await ask({ text: `unwatch ${living.queues}` });

  await until(() => standing.messages(thread)[0] === 'The watch of that action was ended.');

  expect(standing.messages(thread)).toHaveLength(2);
  await clock.advance(10_000);
  expect(await state.watches.claim({ now: Number.MAX_SAFE_INTEGER, leaseUntil: 0, max: 9 })).toEqual([]);
});

test('where the bot was removed the watch ends, and nothing more is sent', async () => {
  await ask({ text: `watch ${living.succeeds}` });
  channel.script({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
  const before = channel.received.length;

  await until(() => channel.received.length > before);
  await clock.advance(120_000);

  expect(channel.received.length).toBe(before + 1);
  await nothingWatched();
});
