/** The whole bot between a channel and a Defender: evidence that is labelled, removed, and removed by itself. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { actions } from '../emulator/data/ids.ts';
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
import { post } from './teams/edge.ts';

const labelId = '55555555-aaaa-bbbb-cccc-0123456789ab';
const hourMs = 3_600_000;

let emulator: Emulator;
let channel: Channel;
let database: DatabaseFile;
let clock: ManualClock;
let state: State;
let app: App;
let port: number;

beforeEach(async () => {
  emulator = await startEmulator();
  channel = await createChannel();
  database = await databaseFile();
  clock = manualClock();
});

afterEach(async () => {
  await stop();
  await database.remove();
  await channel.close();
  await emulator.close();
});

async function start(env: Readonly<Record<string, string>> = {}): Promise<void> {
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const config = readConfig({ BOT_AUTH: 'off', ...emulatorEnvironment(emulator.url), ...env });
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

/** Gives what the bot sent for it. */
async function ask(fields: object): Promise<Sent> {
  const before = messages().length;
  expect((await post(port, channel.message({ id: `q${++ids}`, text: undefined, ...fields }), {})).status).toBe(200);
  await eventually(() => messages().length > before);
  return last();
}

interface Sent {
  readonly way: string;
  readonly summary: unknown;
  /** Id of the label, if any. */
  readonly labels: readonly unknown[];
}

function messages(): readonly Sent[] {
  return channel.received.flatMap(({ method, path, body }) => {
    if (!isRecord(body) || body['type'] !== 'message') return [];
    const entities = Array.isArray(body['entities']) ? (body['entities'] as unknown[]) : [];
    const id = /activities\/(.*)$/.exec(path)?.[1] ?? '';
    return [{ way: method === 'PUT' ? `PUT ${id}` : method, summary: body['summary'], labels: entities }];
  });
}

function last(): Sent {
  const one = messages().at(-1);
  if (one === undefined) throw new Error('The bot sent nothing');
  return one;
}

const result = { text: `result ${actions.longOutput}` };
const entity = expect.objectContaining({ usageInfo: { '@type': 'CreativeWork', '@id': labelId } });
const tombstone = expect.stringMatching(/^Removed: output of command 1/);

function press(command: string, words: readonly string[], cardId: string): object {
  return { value: { command, words, rev: 1 }, replyToId: cardId };
}

test('messages with evidence carry the label, posts and edits alike, and no others; nor does a tombstone', async () => {
  await start({ SENSITIVITY_LABEL_ID: labelId });
  const help = await ask({ text: 'help' });
  const shown = await ask(result);
  const turned = await ask(press('result', [actions.longOutput, '0', 'page', '2'], 'm2'));
  const removed = await ask(press('remove', [], 'm2'));

  expect([help.labels, shown.labels, turned.labels, removed.labels]).toEqual([[], [entity], [entity], []]);
  expect([shown.way, turned.way, removed.way]).toEqual(['POST', 'PUT m2', 'PUT m2']);
  expect(removed.summary).toEqual(tombstone);
});

test('without a label there is none', async () => {
  await start();

  expect((await ask(result)).labels).toEqual([]);
});

test('evidence of before a restart is removed by a press', async () => {
  await start();
  await ask(result);
  await stop();
  await start();

  expect(await ask(press('remove', [], 'm1'))).toMatchObject({ way: 'PUT m1', summary: tombstone });
});

test('evidence whose time ran out while the bot was away is removed when it comes back, without a label', async () => {
  const env = { EVIDENCE_TTL_HOURS: '2', SENSITIVITY_LABEL_ID: labelId };
  await start(env);
  await ask(result);
  await stop();
  await clock.advance(2 * hourMs);
  await start(env);
  await eventually(() => messages().length === 2);

  expect(last()).toEqual({ way: 'PUT m1', summary: tombstone, labels: [] });
});
