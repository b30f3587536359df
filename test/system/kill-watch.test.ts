/**
 * A process that dies while the last word of a watch is on its way to Teams: the next one says it. What Teams had taken
 * without the process hearing of it nobody can know, so it is said once more for each crash, and never more often.
 */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { living } from '../../emulator/data/ids.ts';
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

const ended = 'Live response on LAPTOP-042: succeeded';
const mentioned = '<at>Ana</at> Live response on LAPTOP-042: succeeded. Its card is above.';

/** Longer than the lease that the dead process leaves behind. */
const takenOverMs = 60_000;

const standing = (count: number) => (): true | undefined => stage.standing.messages().length === count || undefined;

describe('a process that is killed while it mentions who waits', () => {
  test.each([
    ['and is not heard: the next one mentions them', 'lost', [ended, mentioned]],
    ['and was heard, unknown to it: they are mentioned once more', 'taken', [ended, mentioned, mentioned]],
  ] as const)(
    '%s',
    async (_, fate, expected) => {
      await stage.start();
      await stage.ask('q1', { text: `watch ${living.succeeds}` });
      await until(standing(1));
      await stage.heard();
      const held = stage.channel.hold(
        fate,
        ({ method, body }) => method === 'POST' && isRecord(body) && body['text'] === mentioned,
      );
      stage.emulator.advance(60_000);
      await until(() => held.isThere || undefined);

      await stage.kill();
      await stage.start();
      await until(standing(expected.length), takenOverMs);

      expect(await stage.finish(0)).toBe(0);
      expect(stage.standing.messages()).toEqual(expected);
    },
    120_000,
  );
});

test('a process that is killed while an action goes on leaves the watch to the next one', async () => {
  await stage.start();
  await stage.ask('q1', { text: `watch ${living.succeeds}` });
  await until(standing(1));
  await stage.heard();

  await stage.kill();
  stage.emulator.advance(60_000);
  await stage.start();
  await until(standing(2), takenOverMs);

  expect(await stage.finish(0)).toBe(0);
  expect(stage.standing.messages()).toEqual([ended, mentioned]);
}, 120_000);
