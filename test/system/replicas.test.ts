/** Three replicas on one PostgreSQL: each question is answered once, whoever dies, and Defender has nothing to refuse. */

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createWorld } from '../../emulator/data/create-world.ts';
import { actions, alerts } from '../../emulator/data/ids.ts';
import { createRandom } from '../../emulator/data/large/random.ts';
import { until } from '../support/until.ts';
import { auditVerdict } from './replicas/audit-verdict.ts';
import { startReplicas, type ReplicaStage } from './replicas/stage.ts';
import { killOn } from './replicas/kills.ts';
import { beyondWhatMayBeKept } from './replicas/kept.ts';
import { keeping, reading } from './replicas/questions.ts';
import { createSaid } from './replicas/said.ts';
import { endedMs, watched } from './replicas/watched.ts';

/** The same seed kills the same replicas after the same waits. */
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const random = createRandom(seed);
const size = { alerts: 170, devices: 5 };
/** Of alerts that nobody else asks about. */
const alertIds = createWorld(0, size)
  .alerts.slice(-150)
  .map(({ id }) => id);
const files = `files ${alerts.hackTool}`;
const filesAnswer = 'kms.exe: HackTool-MSIL-AutoKms, prevented';
const cards = watched.map(({ card }) => card).toSorted();
const usedUp = 'Defender’s request quota is used up.';
const notRecorded = 'I could not record who asked for this, so it is not done.';

const said = createSaid();
let stage: ReplicaStage;

beforeAll(async () => {
  stage = await startReplicas(3, { size, arriving: { perHour: 240 }, onAnswer: said.hear });
}, 60_000);

afterAll(async () => {
  await stage.close();
}, 30_000);

/** What a test asked counts no more in the next one, and what was read is read anew. */
beforeEach(async () => {
  stage.emulator.clearFaults();
  await stage.setSpeed(1);
  await stage.advance(120_000);
});

/** Conversations that asked while the database was away. */
const outages: string[] = [];
const recorded =
  'SELECT activity_id, conversation_id FROM activities UNION ALL SELECT id, action_id FROM watches UNION ALL SELECT hash, previous FROM audit';
const audited = `SELECT conversation_id AS id FROM audit WHERE outcome = 'answered'`;
const waiting = 'SELECT id FROM watches';

const alert = (at: number): string => `alert ${alertIds[at] ?? ''}`;
const isAlert = (text: string): boolean => text.includes(' alert on ');

/** Asks all the time, each time in another conversation. Ends with those conversations. */
function askOn(of: string, textOf: (at: number) => string): { end(): Promise<readonly string[]> } {
  const over = new AbortController();
  const asked: string[] = [];
  const asking = (async () => {
    while (!over.signal.aborted) {
      const id = `a:${of}-${asked.length}`;
      asked.push(id);
      expect(await stage.ask(id, textOf(asked.length - 1))).toBe(200);
      await sleep(100);
    }
  })();
  return {
    async end() {
      over.abort();
      await asking;
      return asked;
    },
  };
}

async function answersOf(ids: readonly string[], textOf: (at: number) => string): Promise<readonly string[]> {
  await Promise.all(ids.map((id, at) => stage.ask(id, textOf(at))));
  return stage.answers(ids);
}

const chats = (count: number, of: string): readonly string[] => Array.from({ length: count }, (_, i) => `a:${of}-${i}`);
const refused = (): readonly unknown[] => stage.emulator.requests().filter(({ status }) => status === 429);
const alertCalls = (): number =>
  stage.emulator.requests().filter(({ path }) => /^\/api\/alerts\/[^/]+$/.test(path.replace(/\?.*/, ''))).length;

test('of a burst of 150 questions as many are answered as Defender’s quota has, and the rest wait it out: none is refused there', async () => {
  const ids = chats(150, 'burst');
  const ask = (id: string): Promise<number> => stage.ask(id, alert(ids.indexOf(id)));
  const beganAt = stage.now();

  const statuses = await Promise.all(ids.map(ask));
  const first = await stage.answers(ids);
  const late = ids.filter((_, at) => first[at] === usedUp);
  const atOnce = alertCalls();
  await stage.advance(beganAt + 52_000 - stage.now()); // the wait for its first minute to end is worth it now
  await Promise.all(late.map(ask));
  const inTime = alertCalls();
  await stage.setSpeed(2);
  const answers = await stage.answers(late, 2);

  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(first.filter((text) => isAlert(text))).toHaveLength(100);
  expect(answers.filter((text) => !isAlert(text))).toEqual(late.map(() => usedUp)); // of before
  expect(answers).toHaveLength(100);
  expect([late.length, atOnce, inTime, alertCalls()]).toEqual([50, 100, 100, 150]);
  expect(refused()).toEqual([]);
}, 120_000);

test(`what killed replicas were at, those that are left answer (SEED=${seed})`, async () => {
  stage.emulator.addFault({ kind: 'hang', match: '/files$' });
  const asking = (): number => stage.emulator.underWay().filter((path) => path.endsWith('/files')).length;
  const ids = chats(12, 'kill');
  for (const id of ids) expect(await stage.ask(id, files)).toBe(200);
  await until(() => asking() >= 3 || undefined);

  for (let left = 3; left > 1; left--) await stage.kill(random.pick(stage.living()));
  stage.emulator.clearFaults();
  await stage.setSpeed(5);
  const answers = await stage.answers(ids);
  await stage.setSpeed(1);
  await Promise.all([stage.start(), stage.start()]);

  expect(answers).toEqual(ids.map(() => filesAnswer));
}, 120_000);

test(`100 watches end right while replicas are killed at random (SEED=${seed})`, async () => {
  const ids = chats(25, 'watch');
  const beganAt = stage.now();
  for (const { actionId } of watched)
    for (const status of await Promise.all(ids.map((id) => stage.ask(id, `watch ${actionId}`))))
      expect(status).toBe(200);
  await stage.answers(ids, watched.length);
  const begun = await until(async () => {
    const rows = await stage.database.rows(waiting);
    return rows.length < 100 ? undefined : rows;
  });
  stage.channel.latencyMs = 250; // so that some are killed amid a message

  await stage.setSpeed(4);
  const amidMentions = await killOn(stage, random, {
    goesOn: () => stage.now() < beganAt + endedMs,
    look: async () => (await stage.database.rows('SELECT id FROM watches WHERE mentions > 0')).length,
  });
  await until(async () => (await stage.database.rows(waiting)).length === 0 || undefined, 60_000);
  await stage.setSpeed(1);
  stage.channel.latencyMs = 0;

  const said = ids.map((id) => stage.standing.messages(id));
  const mentions = said.flatMap((texts) =>
    watched.map(({ mention }) => texts.filter((text) => text === mention).length),
  );
  const sum = mentions.reduce((a, b) => a + b, 0);
  expect(begun).toHaveLength(100);
  expect(said.map((texts) => texts.filter((text) => !text.startsWith('<at>')).toSorted())).toEqual(
    ids.map(() => cards),
  );
  expect(Math.min(...mentions)).toBe(1);
  expect(Math.max(...mentions)).toBeLessThanOrEqual(1 + amidMentions.length);
  expect(sum).toBe(said.flat().length - begun.length); // nothing else was said
  expect(sum).toBeLessThanOrEqual(100 + amidMentions.reduce((a, b) => a + b, 0));
}, 180_000);

test.each(['fast', 'immediate'] as const)(
  'five seconds without the database, which was stopped in its %s way, lose nothing: who asks then is told, and all goes on by itself',
  async (how) => {
    await stage.ask(`a:waits-${how}`, `watch ${actions.pending}`);
    await stage.answers([`a:waits-${how}`]);
    await until(async () => (await stage.database.rows(waiting)).length > 0 || undefined);
    const before = await stage.database.rows(recorded);
    stage.emulator.addFault({ kind: 'latency', latencyMs: 300 }); // so that some are amid their answer
    const asking = askOn(`outage-${how}`, alert);
    await sleep(1_000);

    await stage.database.stop(how);
    await sleep(5_000);
    await stage.database.start();
    await sleep(1_000);
    const ids = await asking.end();
    const answers = await stage.answers(ids);
    stage.emulator.clearFaults();
    const truth = await answersOf(chats(ids.length, `since-${how}`), alert);

    outages.push(...ids);
    const answered = ids.filter((_, at) => answers[at] === truth[at]);
    expect(truth.filter((text) => isAlert(text))).toHaveLength(ids.length);
    expect(answers).toHaveLength(ids.length);
    expect(answers.filter((text, at) => text !== truth[at] && text !== notRecorded)).toEqual([]);
    expect(new Set([answered.length === 0, answered.length === ids.length])).toEqual(new Set([false]));
    expect(await stage.database.rows(recorded)).toEqual(expect.arrayContaining([...before]));
    expect((await stage.database.rows(audited)).map((row) => row['id'])).toEqual(expect.arrayContaining([...answered]));
    expect(await auditVerdict(stage.database.url)).toMatch(/^The audit trail is whole: /);
    expect(stage.living()).toHaveLength(3);
  },
  120_000,
);

test('nobody notices a rolling restart', async () => {
  const fewAlerts = (at: number): string => alert(at % 15);
  stage.emulator.addFault({ kind: 'latency', latencyMs: 300 }); // so that some are amid their answer
  const asking = askOn('rolling', fewAlerts);

  for (const old of stage.living()) {
    await stage.start();
    expect(await old.child.stop(30_000)).toBe(0);
  }
  const ids = await asking.end();
  const answers = await stage.answers(ids);
  stage.emulator.clearFaults();
  await stage.advance(60_000);
  const truth = await answersOf(chats(15, 'rolled'), alert);

  expect(truth.filter((text) => isAlert(text))).toHaveLength(15);
  expect(answers).toEqual(ids.map((_, at) => truth[at % 15]));
  expect(outages.filter((id) => stage.standing.messages(id).length !== 1)).toEqual([]); // nor is it said again
  expect(stage.living()).toHaveLength(3);
}, 120_000);

test('of what Defender and devices said the database keeps ids, and names in findings; no answer, no output, nothing that gives access', async () => {
  const room = '19:room@thread.tacv2';
  const channel = {
    conversation: { id: `${room};messageid=1`, conversationType: 'channel' },
    channelData: { team: { id: '19:team@thread.tacv2' } },
  };
  await answersOf(chats(reading.length, 'reads'), (at) => reading[at] ?? '');
  for (const [at, text] of keeping.entries()) {
    await stage.ask('a:keeps', text);
    await stage.answers(['a:keeps'], at + 1);
  }
  await stage.ask(channel.conversation.id, 'subscribe alerts informational', channel);
  await stage.answers([channel.conversation.id]);
  await stage.advance(60_000);
  await until(() => stage.channel.received.some(({ path }) => path === '/v3/conversations') || undefined);

  const shown = said.kindsIn(stage.channel.received.map(({ body }) => JSON.stringify(body)).join('\n'));
  const kept = await stage.database.texts();
  const beyond = [...kept].flatMap(([column, text]) => beyondWhatMayBeKept(column, said.kindsIn(text)));

  expect(shown).toEqual(expect.arrayContaining(['accountName', 'description', 'filePath', 'md5', 'output', 'title']));
  expect(shown).not.toContain('bearer');
  expect([...kept.keys()]).toEqual(
    expect.arrayContaining(['audit.finding', 'feed_posts.alert_id', 'watches.action_id']),
  );
  expect(beyond).toEqual([]);
  expect(stage.database.filesWith(said.bearersAndOutput())).toEqual([]);
}, 120_000);
