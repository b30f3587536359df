/**
 * Processes that die while something of theirs is on its way to Teams. What Teams had taken without their hearing of its
 * id nobody can know: such an answer is given once more for each crash, and never more often (docs/adr/0006-state.md).
 * From the id on it is edited by the next one.
 */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts } from '../../emulator/data/ids.ts';
import type { Held } from '../support/channel.ts';
import { isRecord } from '../support/shape.ts';
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
const working = 'Working on files…';
/** After which a question counts as slow. */
const soonMs = 200;
const evidence = 'minidump.ps1 on LAPTOP-042: exit code 0, no errors';
const tombstone = `Removed: output of command 1 of 2 (index 0) of action ${actions.minidump}`;

interface Call {
  readonly method: string;
  readonly body: unknown;
}

const saying =
  (method: string, summary: string) =>
  (call: Call): boolean =>
    call.method === method && isRecord(call.body) && call.body['summary'] === summary;

const isThere = (held: Held) => (): true | undefined => held.isThere || undefined;
const stands = (text: string) => (): true | undefined => stage.standing.messages().includes(text) || undefined;

/** Longer than the question takes to be called slow. */
function slowDefender(match: string): void {
  stage.emulator.addFault({ kind: 'latency', latencyMs: 2_000, match });
}

async function killedAndStartedAgain(): Promise<void> {
  await stage.kill();
  stage.emulator.clearFaults();
  await stage.start();
}

describe('a process that is killed while its answer is being posted', () => {
  test.each([
    ['and is lost: it is given by the next one', 'lost', [filesAnswer]],
    ['and stands, unknown to it: it is given once more', 'taken', [filesAnswer, filesAnswer]],
  ] as const)(
    '%s',
    async (_, fate, standing) => {
      const held = stage.channel.hold(fate, saying('POST', filesAnswer));
      await stage.start();
      await stage.ask('q1', { text: files });
      await until(isThere(held));

      await killedAndStartedAgain();

      expect(await stage.finish(1)).toBe(0);
      expect(stage.standing.messages()).toEqual(standing);
    },
    30_000,
  );

  test('twice, unknown to it: it is given once more for each crash', async () => {
    const first = stage.channel.hold('taken', saying('POST', filesAnswer));
    await stage.start();
    await stage.ask('q1', { text: files });
    await until(isThere(first));
    await stage.kill();
    const second = stage.channel.hold('taken', saying('POST', filesAnswer));
    await stage.start();
    await until(isThere(second));

    await killedAndStartedAgain();

    expect(await stage.finish(1)).toBe(0);
    expect(stage.standing.messages()).toEqual([filesAnswer, filesAnswer, filesAnswer]);
  }, 30_000);
});

test.each(['lost', 'taken'] as const)(
  'a process that is killed while its working card becomes the answer, which is %s: there is one answer',
  async (fate) => {
    slowDefender('/files$');
    const held = stage.channel.hold(fate, saying('PUT', filesAnswer));
    await stage.start(soonMs);
    await stage.ask('q1', { text: files });
    await until(isThere(held));

    await killedAndStartedAgain();

    expect(await stage.finish(1)).toBe(0);
    expect(stage.standing.messages()).toEqual([filesAnswer]);
  },
  30_000,
);

test.each([
  ['is lost: there is one answer', 'lost', [filesAnswer]],
  ['stands, unknown to it: there is one answer, and the card stays', 'taken', [working, filesAnswer]],
] as const)(
  'a process that is killed while it posts its working card, which %s',
  async (_, fate, standing) => {
    stage.emulator.addFault({ kind: 'hang', match: '/files$' });
    const held = stage.channel.hold(fate, saying('POST', working));
    await stage.start(soonMs);
    await stage.ask('q1', { text: files });
    await until(isThere(held));

    await killedAndStartedAgain();

    expect(await stage.finish(1)).toBe(0);
    expect(stage.standing.messages()).toEqual(standing);
  },
  30_000,
);

describe('a process that is killed amid a press', () => {
  const question = { text: `files ${alerts.manyFiles}` };
  const answer = 'module1.dll: Backdoor-Win32-Remcos-MTB, blocked; 9 of 10 without a reported block';

  async function shown(slowReplyMs?: number): Promise<void> {
    await stage.start(slowReplyMs);
    await stage.ask('q1', question);
    await until(stands(answer));
    await stage.heard();
  }

  async function pressNext(): Promise<void> {
    const [replyToId] = stage.standing.ids();
    // What is remembered would be there at once.
    const value = { command: 'files', words: [alerts.manyFiles, 'page', '2'], rev: 1, fresh: true };
    await stage.ask('q2', { text: undefined, value, replyToId });
  }

  test.each(['lost', 'taken'] as const)(
    'while the card is edited, which is %s: the next one knows the card no more, and answers with a reply',
    async (fate) => {
      await shown();
      const held = stage.channel.hold(fate, ({ method }) => method === 'PUT');
      await pressNext();
      await until(isThere(held));

      await killedAndStartedAgain();

      expect(await stage.finish(1)).toBe(0);
      expect(stage.standing.messages()).toEqual([answer, answer]);
    },
    30_000,
  );

  test('when the answer stands, before its end is recorded: the next one turns the working card into the same answer', async () => {
    await shown(soonMs);
    slowDefender('/stats$');
    const held = stage.channel.hold('lost', ({ method }) => method === 'DELETE');
    await pressNext();
    await until(isThere(held));
    const before = stage.standing.messages();

    await killedAndStartedAgain();

    expect(await stage.finish(1)).toBe(0);
    expect(before).toEqual([answer, working]);
    expect(stage.standing.messages()).toEqual([answer, answer]);
  }, 30_000);
});

test('evidence that a killed process showed can be removed by the next one', async () => {
  await stage.start();
  await stage.ask('q1', { text: `result ${actions.minidump} 0` });
  await until(stands(evidence));
  await stage.heard();
  await stage.kill();

  await stage.start();
  const [replyToId] = stage.standing.ids();
  await stage.ask('q2', { text: undefined, value: { command: 'remove', words: [], rev: 1 }, replyToId });
  await until(stands(tombstone));
  await stage.finish(1);

  expect(stage.standing.messages()[0]).toBe(tombstone);
  expect(stage.standing.messages()).not.toContain(evidence);
}, 30_000);
