/** Processes that die while they tell: what is told is told again, the mention once for each of them at the most, and nothing is lost. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRandom } from '../../emulator/data/large/random.ts';
import {
  actionId,
  ended,
  mentioned,
  pending,
  startWatchStage,
  succeeded,
  wordsOf,
  type Call,
  type WatchStage,
} from './watch-stage.ts';

const minuteMs = 60_000;

let stage: WatchStage;

beforeEach(async () => {
  stage = await startWatchStage();
});

afterEach(() => stage.close());

/** Each step of the end of a watch, and what stands in the conversation when a process has died there and the next one is done. */
test.each([
  ['claim', 'dies before', [ended, mentioned]],
  ['claim', 'dies after', [ended, mentioned]],
  ['hold', 'dies before', [ended, mentioned]],
  ['hold', 'dies after', [ended, mentioned]],
  ['edit', 'dies before', [ended, mentioned]],
  ['edit', 'dies after', [ended, ended, mentioned]],
  ['beginMention', 'dies before', [ended, ended, mentioned]],
  ['beginMention', 'dies after', [ended, ended, mentioned]],
  ['post', 'dies before', [ended, ended, mentioned]],
  ['post', 'dies after', [ended, mentioned, ended, mentioned]],
  ['end', 'dies before', [ended, mentioned, ended, mentioned]],
  ['end', 'dies after', [ended, mentioned]],
] as const)('at %s, where it %s it is done', async (step, when, expected) => {
  stage.known.set(actionId, succeeded);
  await stage.watch();
  let isDoomed = true;
  stage.doom = (call) => {
    if (!isDoomed || call !== step) return 'lives';
    isDoomed = false;
    return when;
  };
  stage.start();
  await stage.clock.advance(10_000);
  expect(isDoomed).toBe(false);

  stage.start();
  await stage.clock.advance(5 * minuteMs);

  expect(stage.words()).toEqual(expected);
  expect(await stage.watches.ofPerson('29:ana')).toEqual([]);
});

test('a last word that ends each process is given up after a few of them', async () => {
  stage.known.set(actionId, succeeded);
  await stage.watch();
  stage.doom = (call) => (call === 'post' ? 'dies after' : 'lives');

  for (let starts = 0; starts < 8; starts++) {
    stage.start();
    await stage.clock.advance(4 * minuteMs);
  }

  expect(stage.words().filter((words) => words === mentioned)).toHaveLength(5);
  expect(await stage.watches.ofPerson('29:ana')).toEqual([]);
});

test.each([
  { seed: 1, most: 0, isTwice: false },
  { seed: 2, most: 60, isTwice: true },
  { seed: 5, most: 60, isTwice: true },
])(
  '200 watches end each with its final edit and one mention, none is lost, and nothing is told again but by another process ($most deaths)',
  async ({ seed, most, isTwice }) => {
    const random = createRandom(seed);
    const numbers = Array.from({ length: 200 }, (_, number) => number);
    const move = (number: number, status: string): void => {
      stage.known.set(idOf(number), { ...pending, id: idOf(number), status });
    };
    for (const number of numbers) {
      move(number, 'Pending');
      const roomId = `19:room${number % 20}`;
      const about = { personId: `29:p${number}`, messageId: `m${number}` };
      await stage.watch({ actionId: idOf(number), ...about, conversationId: roomId, roomId });
    }
    let deaths = 0;
    const doom = (call: string): ReturnType<typeof stage.doom> => {
      if (deaths >= most || call === 'claim' || random.below(8) > 0) return 'lives';
      deaths += 1;
      return random.below(2) === 0 ? 'dies before' : 'dies after';
    };

    for (let round = 0; round < 200; round++) {
      if (round < 40) move(random.below(200), 'InProgress');
      else if (round < 80)
        for (const number of numbers.slice((round - 40) * 5, (round - 39) * 5)) move(number, 'Succeeded');
      if (round === 35) stage.doom = doom;
      if (!stage.isAlive) stage.start();
      await stage.clock.advance(10_000);
    }

    const told = stage.taken.map((call) => ({ ...call, words: wordsOf(call) }));
    const finals = numbers.map((n) =>
      told.filter(({ words }) => words.startsWith(`edit m${n}: `) && words.endsWith('succeeded')),
    );
    const mentions = numbers.map((n) => told.filter(({ words }) => words.startsWith(`post: @29:p${n} `)));
    const isOnceByEach = (calls: readonly Call[]): boolean => new Set(calls.map(({ by }) => by)).size === calls.length;
    expect(deaths).toBe(most);
    expect(finals.filter(({ length }) => length === 0)).toEqual([]);
    expect(mentions.filter(({ length }) => length === 0)).toEqual([]);
    expect([...finals, ...mentions].filter((calls) => !isOnceByEach(calls))).toEqual([]);
    expect([...finals, ...mentions].flat().length > 400).toBe(isTwice); // some did die amid it
    expect(told.filter(({ words }) => words.startsWith('post: Live'))).toEqual([]);
    for (const n of numbers) expect(await stage.watches.ofPerson(`29:p${n}`)).toEqual([]);
  },
  60_000,
);

function idOf(number: number): string {
  return `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`;
}
