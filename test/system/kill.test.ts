/** Processes that die before their answer is there: every question has exactly one final answer, whoever gives it. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts } from '../../emulator/data/ids.ts';
import { until } from '../support/until.ts';
import { startStage, type Stage } from './kill/stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await startStage();
}, 30_000);

afterEach(async () => {
  await stage.close();
}, 30_000);

const files = `files ${alerts.hackTool}`;
const filesAnswer = 'kms.exe: HackTool-MSIL-AutoKms, prevented';
const result = `result ${actions.longOutput}`;
const working = 'Working on files…';
const waiting = 'Waiting with files: others were asked here first…';
/** After which a question counts as slow. */
const soonMs = 200;

/** Defender answers nothing there. */
function holdDefender(match: string): void {
  stage.emulator.addFault({ kind: 'hang', match });
}

const isUnderWay =
  (part: string): (() => true | undefined) =>
  () =>
    stage.emulator.underWay().some((path) => path.includes(part)) || undefined;
const isTyping = (): true | undefined => stage.standing.typed() > 0 || undefined;
const stands = (count: number, text: string) => (): true | undefined =>
  stage.standing.messages().filter((one) => one === text).length === count || undefined;

async function killedAndStartedAgain(): Promise<void> {
  await stage.kill();
  stage.emulator.clearFaults();
  await stage.start();
}

describe('a process that is killed', () => {
  test.each([
    ['while Defender is asked', '/files$', undefined, () => until(isUnderWay('/files'))],
    ['between two calls to Defender', '/stats$', undefined, () => until(isUnderWay('/stats'))],
    ['while its working card stands', '/files$', soonMs, () => until(stands(1, working))],
  ])(
    '%s leaves the answer to the next one',
    async (_, held, slowReplyMs, point) => {
      holdDefender(held);
      await stage.start(slowReplyMs);
      await stage.ask('q1', { text: files });
      await point();
      await stage.heard();

      await killedAndStartedAgain();

      expect(await stage.finish(1)).toBe(0);
      expect(stage.standing.messages()).toEqual([filesAnswer]);
    },
    30_000,
  );

  test('while it shows that it is typing leaves the answer to the next one', async () => {
    holdDefender('/files$');
    await stage.start();
    await stage.ask('q1', { text: files });
    await until(isTyping);

    await killedAndStartedAgain();

    expect(await stage.finish(1)).toBe(0);
    expect(stage.standing.messages()).toEqual([filesAnswer]);
  }, 30_000);

  test('while it asks for its token leaves the answer to the next one', async () => {
    holdDefender('/oauth2/');
    await stage.start(soonMs);
    await until(isUnderWay('/oauth2/'));
    await stage.ask('q1', { text: files });
    await until(stands(1, working));
    await stage.heard();

    await killedAndStartedAgain();

    expect(await stage.finish(1)).toBe(0);
    expect(stage.standing.messages()).toEqual([filesAnswer]);
  }, 30_000);

  test('when a question waits for its turn leaves it to the next one, with the card that says so', async () => {
    holdDefender('/files$');
    await stage.start(soonMs);
    for (const id of ['q1', 'q2', 'q3', 'q4']) await stage.ask(id, { text: files });
    await until(stands(4, working)); // as many as run side by side in one conversation
    await stage.ask('q5', { text: files });
    await until(stands(1, waiting));
    await stage.heard();
    const before = stage.standing.messages();

    await killedAndStartedAgain();

    expect(await stage.finish(5)).toBe(0);
    expect(before).toEqual([working, working, working, working, waiting]);
    expect(stage.standing.messages()).toEqual(Array.from({ length: 5 }, () => filesAnswer));
  }, 30_000);

  test('while evidence comes in leaves the answer to the next one', async () => {
    stage.emulator.addFault({ kind: 'slow', bytesPerSecond: 10, match: '/investigation-actions-data/' });
    await stage.start();
    await stage.ask('q1', { text: result });
    await until(() => stage.emulator.requests().some(({ path }) => path.includes('actions-data')) || undefined);
    const before = stage.standing.messages();

    await killedAndStartedAgain();

    expect(await stage.finish(1)).toBe(0);
    expect(before).toEqual([]);
    expect(stage.standing.messages()).toEqual(['list-processes.ps1 on LAPTOP-042: exit code 0, no errors']);
  }, 30_000);

  test('amid its graceful stop leaves the answer to the next one', async () => {
    holdDefender('/files$');
    await stage.start();
    await stage.ask('q1', { text: files });
    await until(isUnderWay('/files'));
    const readyUrl = new URL('/readyz', stage.messagesUrl());
    stage.tellToStop();
    await until(async () => (await fetch(readyUrl)).status === 503 || undefined);

    await killedAndStartedAgain();

    expect(await stage.finish(1)).toBe(0);
    expect(stage.standing.messages()).toEqual([filesAnswer]);
  }, 30_000);

  test('again and again is answered by the one that lives', async () => {
    holdDefender('/files$');
    await stage.start(soonMs);
    await stage.ask('q1', { text: files });
    await until(stands(1, working));
    await stage.heard();
    await stage.kill();
    await stage.start();
    await until(isUnderWay('/files'));

    await killedAndStartedAgain();

    expect(await stage.finish(1)).toBe(0);
    expect(stage.standing.messages()).toEqual([filesAnswer]);
  }, 30_000);

  test('three times by the same question leaves nobody waiting for it: the working card says that there is no answer', async () => {
    holdDefender('/files$');
    await stage.start(soonMs);
    await stage.ask('q1', { text: files });
    await until(stands(1, working));
    await stage.heard();
    for (let crash = 1; crash < 3; crash++) {
      await stage.kill();
      await stage.start(soonMs);
      await until(isUnderWay('/files'));
    }

    await killedAndStartedAgain();

    expect(await stage.finish(1)).toBe(0);
    expect(stage.standing.messages()).toEqual([
      'I was restarted 3 times while I worked on this, so I could not answer it.',
    ]);
  }, 30_000);

  test('leaves the questions of several conversations, each of which is answered in its own', async () => {
    holdDefender('/files$');
    await stage.start(soonMs);
    const places = ['a:one', 'a:two', 'a:three'].map((id) => ({ id, conversationType: 'personal' }));
    for (const conversation of places) await stage.ask('q1', { text: files, conversation });
    await until(() => places.every(({ id }) => stage.standing.messages(id).includes(working)) || undefined);
    await stage.heard();

    await killedAndStartedAgain();

    expect(await stage.finish(3)).toBe(0);
    expect(places.map(({ id }) => stage.standing.messages(id))).toEqual([[filesAnswer], [filesAnswer], [filesAnswer]]);
  }, 30_000);

  test('and a repeat that Teams sends to the next one are answered once', async () => {
    holdDefender('/files$');
    await stage.start();
    await stage.ask('q1', { text: files });
    await until(isUnderWay('/files'));

    await killedAndStartedAgain();
    await stage.ask('q1', { text: files });

    expect(await stage.finish(1)).toBe(0);
    expect(stage.standing.messages()).toEqual([filesAnswer]);
  }, 30_000);
});

test('a plain restart answers nothing twice, not even what Teams sends again', async () => {
  await stage.start();
  await stage.ask('q1', { text: files });
  await stage.finish(1);

  await stage.start();
  await stage.ask('q1', { text: files });
  await stage.ask('q2', { text: 'thanks' });

  expect(await stage.finish(1)).toBe(0);
  expect(stage.standing.messages()).toHaveLength(2);
  expect(stage.standing.sent()).toBe(2);
}, 30_000);

test('a second process on the same database is refused, and says why', async () => {
  await stage.start();

  await expect(stage.start()).rejects.toThrow(/is in use by another process: only one bot may run on it/);
}, 30_000);
