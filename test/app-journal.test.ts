/** The whole bot with a journal while PostgreSQL is away: questions are answered, recorded, and told to it afterwards. */

import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { actions, alerts } from '../emulator/data/ids.ts';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { emulatorEnvironment } from '../scripts/bot-process.ts';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { State } from '../src/state/state.ts';
import { createStage, type JournalStage } from './state/journal/stage.ts';
import { createChannel, type Channel } from './support/channel.ts';
import { eventually } from './support/eventually.ts';
import { createStanding, type Standing } from './support/standing.ts';
import { post } from './teams/edge.ts';

let stage: JournalStage;
let emulator: Emulator;
let channel: Channel;
let standing: Standing;
let state: State;
let app: App;
let port: number;

beforeEach(async () => {
  stage = await createStage();
  emulator = await startEmulator();
  channel = await createChannel();
  standing = createStanding(channel);
  state = await stage.open();
  const config = readConfig({ BOT_AUTH: 'off', ...emulatorEnvironment(emulator.url) });
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const { clock } = stage;
  app = createApp({ ...config, listen: { port: 0, host: '127.0.0.1' } }, { clock, random: () => 0, log, state });
  ({ port } = await app.start());
});

afterEach(async () => {
  const stopped = app.stop({ leadMs: 0, deadlineMs: 1_000 });
  await stage.clock.advance(1_000);
  await stopped;
  await stage.remove();
  await channel.close();
  await emulator.close();
});

let questions = 0;

/** Gives the text of the whole answer. */
async function ask(text: string, id = `q${++questions}`): Promise<string> {
  await stage.clock.advance(1_000); // Teams takes seven messages in one
  const before = standing.sent();
  expect((await post(port, channel.message({ id, text }), {})).status).toBe(200);
  await eventually(() => standing.sent() > before);
  return JSON.stringify(channel.received.at(-1)?.body);
}

function inJournal(query = 'SELECT command, outcome FROM audit ORDER BY sequence'): readonly string[] {
  const raw = new DatabaseSync(stage.file, { readOnly: true });
  const rows = raw.prepare(query).all();
  raw.close();
  return rows.map((row) => Object.values(row).join(' '));
}

test('a question is in the journal before its answer is out, and in the chain once PostgreSQL is back', async () => {
  stage.relay.cut();
  const held = channel.hold('taken', ({ method }) => method === 'POST');
  await post(port, channel.message({ id: 'held', text: `files ${alerts.hackTool}` }), {});
  await eventually(() => held.isThere);

  expect(inJournal()).toEqual(['files answered']);
  stage.relay.mend();
  await stage.replays(state);
  expect(await stage.database.raw('SELECT command, outcome FROM audit')).toEqual([
    { command: 'files', outcome: 'answered' },
  ]);
});

test('what lives on the database is refused with a word, and the rest is answered', async () => {
  stage.relay.cut();

  expect(await ask(`files ${alerts.hackTool}`)).toContain('kms.exe');
  expect(await ask(`alert ${alerts.hackTool}`)).toContain('Who is on it I cannot say now');
  expect(await ask('incident 2451')).toContain('Who is on it I cannot say now');
  expect(await ask(`result ${actions.minidump} 0`)).toContain('OfficeClickToRun.dmp.zip');
  for (const words of [`watch ${actions.minidump}`, `on-it ${alerts.hackTool}`, 'watches', 'mine', 'audit'])
    expect(await ask(words)).toContain('My own database does not answer.');
  expect(await ask('health')).toContain('My database is away; I answer, and keep a journal');

  expect(inJournal().slice(0, 5)).toEqual([
    ...['files answered', 'alert partial', 'incident partial', 'result answered', 'watch failed'],
  ]);
});

test('evidence that is shown in it can be taken back in it', async () => {
  stage.relay.cut();
  await ask(`result ${actions.minidump} 0`);
  const [replyToId] = standing.ids();
  const value = { command: 'remove', words: [] };

  await post(port, channel.message({ id: 'press', text: undefined, replyToId, value }), {});
  await eventually(() => inJournal('SELECT removed_by FROM evidence').includes('person'));

  stage.relay.mend();
  await stage.replays(state);
  expect(await stage.database.raw('SELECT removed_by FROM evidence')).toEqual([{ removed_by: 'person' }]);
});

test('where the journal takes nothing either, nothing is answered', async () => {
  stage.relay.cut();
  await ask('help');
  const raw = new DatabaseSync(stage.file);
  raw.exec('ALTER TABLE activities RENAME TO elsewhere');

  expect(await ask(`files ${alerts.hackTool}`)).toContain('I could not record who asked for this, so it is not done.');
  raw.close();
  expect(emulator.requests().filter(({ path }) => path.includes(alerts.hackTool))).toEqual([]);
});
