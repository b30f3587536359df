/** Three replicas on one PostgreSQL: each question is answered once, whoever dies, and Defender has nothing to refuse. */

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { alerts } from '../../emulator/data/ids.ts';
import { createWorld } from '../../emulator/data/create-world.ts';
import { until } from '../support/until.ts';
import { startReplicas, type ReplicaStage } from './replicas/stage.ts';

let stage: ReplicaStage;

afterEach(async () => {
  await stage.close();
}, 30_000);

const chats = (count: number, of: string): readonly string[] => Array.from({ length: count }, (_, i) => `a:${of}-${i}`);
const files = `files ${alerts.hackTool}`;
/** Calls that Defender holds back. */
const asking = (): number => stage.emulator.underWay().filter((path) => path.endsWith('/files')).length;
const filesAnswer = 'kms.exe: HackTool-MSIL-AutoKms, prevented';

test('a burst of 150 questions is answered, each once, and Defender refuses none of its calls', async () => {
  const size = { alerts: 170, devices: 5 };
  stage = await startReplicas(3, size);
  const asked = createWorld(Date.now(), size).alerts.slice(-150);
  const ids = chats(150, 'burst');

  const statuses = await Promise.all(ids.map((id, at) => stage.ask(id, `alert ${asked[at]?.id ?? ''}`)));
  const answers = await stage.answers(ids);

  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(answers).toHaveLength(150);
  const refused = answers.filter((text) => text.includes('quota is used up'));
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(90);
  const calls = stage.emulator.requests().filter(({ path }) => /^\/api\/alerts\/[^/]+$/.test(path.replace(/\?.*/, '')));
  expect(stage.emulator.requests().filter(({ status }) => status === 429)).toEqual([]);
  expect(calls.length).toBeLessThanOrEqual(100);
}, 120_000);

test('what killed replicas were at, those that are left answer', async () => {
  stage = await startReplicas(4);
  stage.emulator.addFault({ kind: 'hang', match: '/files$' });
  const ids = chats(12, 'kill');
  for (const id of ids) expect(await stage.ask(id, files)).toBe(200);
  await until(() => asking() >= ids.length || undefined);

  for (const { child } of stage.living().filter((_, at) => at % 2 === 0)) {
    process.kill(child.pid, 'SIGKILL');
    await child.exited();
  }
  stage.emulator.clearFaults();
  const answers = await stage.answers(ids);

  expect(answers).toEqual(ids.map(() => filesAnswer));
}, 120_000);

test('five seconds without the database lose nothing: who asks then is told, and all goes on by itself', async () => {
  stage = await startReplicas(3);
  stage.emulator.addFault({ kind: 'hang', match: '/files$' });
  const before = chats(6, 'before');
  for (const id of before) expect(await stage.ask(id, files)).toBe(200);
  await until(() => asking() >= before.length || undefined);

  stage.database.cut();
  const during = chats(6, 'during');
  for (const id of during) expect(await stage.ask(id, files)).toBe(200);
  const told = await stage.answers(during);
  await sleep(5_000);
  stage.database.mend();
  stage.emulator.clearFaults();
  const after = chats(6, 'after');
  for (const id of after) expect(await stage.ask(id, files)).toBe(200);

  expect(told).toEqual(during.map(() => 'I could not record who asked for this, so it is not done.'));
  expect(await stage.answers(after)).toEqual(after.map(() => filesAnswer));
  expect(await stage.answers(before)).toEqual(before.map(() => filesAnswer));
  expect(stage.living()).toHaveLength(3);
}, 120_000);

test('nobody notices a rolling restart', async () => {
  stage = await startReplicas(3);
  const asked: string[] = [];
  const over = new AbortController();
  const busy = (async () => {
    for (let i = 0; !over.signal.aborted; i++) {
      const id = `a:rolling-${i}`;
      asked.push(id);
      expect(await stage.ask(id, files)).toBe(200);
      await sleep(100);
    }
  })();

  for (const old of stage.living()) {
    await stage.start();
    expect(await old.child.stop(30_000)).toBe(0);
  }
  over.abort();
  await busy;

  expect(await stage.answers(asked)).toEqual(asked.map(() => filesAnswer));
  expect(stage.living()).toHaveLength(3);
}, 120_000);
