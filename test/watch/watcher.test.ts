/** When a watch is looked at, and what becomes of it in bad weather. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  actionId,
  ended,
  hourMs,
  mentioned,
  pending,
  refused,
  running,
  startWatchStage,
  succeeded,
  wordsOf,
  type WatchStage,
} from './watch-stage.ts';

const minuteMs = 60_000;

let stage: WatchStage;

beforeEach(async () => {
  stage = await startWatchStage();
});

afterEach(() => stage.close());

const isOver = async (): Promise<boolean> => (await stage.watches.ofPerson('29:ana')).length === 0;

describe('while the action goes on', () => {
  test('nothing is said as long as nothing moves', async () => {
    await stage.watching();

    await stage.clock.advance(10 * minuteMs);

    expect(stage.asked.length).toBeGreaterThan(10);
    expect(stage.taken).toEqual([]);
  });

  test('its card is edited each time it moves, and once', async () => {
    await stage.watching();

    await stage.moved(running);
    await stage.clock.advance(minuteMs);

    expect(stage.words()).toEqual(['edit m1: Live response on LAPTOP-042: still running, 27 s']);
  });

  test('the card keeps the revision that its buttons have', async () => {
    await stage.watching();
    stage.shown.set('19:room;messageid=1', 'm1', { personId: '29:ana', subject: 'x', revision: 4, isEvidence: false });

    await stage.moved(running);

    expect(JSON.stringify(stage.taken[0]?.message)).toContain('"rev":4');
  });

  test('it is asked for less and less often', async () => {
    await stage.watching();
    const asked = async (ms: number): Promise<number> => {
      const before = stage.asked.length;
      await stage.clock.advance(ms);
      return stage.asked.length - before;
    };

    expect(await asked(30_000)).toBe(6);
    await stage.clock.advance(10 * minuteMs);
    expect(await asked(4 * minuteMs)).toBe(8);
    await stage.clock.advance(10 * minuteMs);
    expect(await asked(10 * minuteMs)).toBe(10);
  });

  test('many who wait for it cost one question', async () => {
    stage.known.set(actionId, pending);
    for (const personId of ['29:ana', '29:bo', '29:cy']) await stage.watch({ personId });
    stage.start();

    await stage.clock.advance(0);

    expect(stage.asked).toEqual([[actionId]]);
  });
});

describe('while Teams or Defender takes its time', () => {
  test('another process does not look at the same watches', async () => {
    const answered = Promise.withResolvers<undefined>();
    stage.weather = () => answered.promise;
    await stage.watching();
    await stage.moved(succeeded, 2 * minuteMs);

    const now = stage.clock.now();
    const others = await stage.watches.claim({ now, leaseUntil: now + 1, max: 9 });
    answered.resolve(undefined);
    await stage.clock.advance(10_000);

    expect(others).toEqual([]);
    expect(stage.words()).toEqual([ended, mentioned]);
  });
});

describe('a conversation that Teams is slow with', () => {
  const otherId = '11111111-7a8f-4b28-ab65-54970c5d5018';
  const stuckFor = (ms: number): void => {
    stage.weather = ({ conversationId }) => (conversationId === '19:stuck' ? stage.clock.sleep(ms) : Promise.resolve());
  };
  const here = (): readonly string[] =>
    stage.taken.filter(({ conversationId }) => conversationId !== '19:stuck').map(wordsOf);
  const there = (): readonly string[] =>
    stage.taken.filter(({ conversationId }) => conversationId === '19:stuck').map(wordsOf);

  test('delays the news of no other', async () => {
    stage.known.set(otherId, succeeded);
    await stage.watch({ actionId: otherId, conversationId: '19:stuck' });
    stuckFor(minuteMs);
    await stage.watching();

    await stage.moved(succeeded, 5_000);
    const soon = [here(), there()];
    await stage.clock.advance(5 * minuteMs);

    expect(soon).toEqual([[ended, mentioned], []]);
    expect(there()).toEqual([ended, mentioned]);
  });

  test('is told what it waits for once, and by this process, whoever else would', async () => {
    stage.known.set(otherId, succeeded);
    stage.known.set(actionId, pending);
    await stage.watch({ actionId: otherId, conversationId: '19:stuck' });
    await stage.watch({ personId: '29:bo', conversationId: '19:stuck' });
    await stage.watch({ personId: '29:cy', conversationId: '19:stuck', dueAt: stage.clock.now() + 2 * minuteMs });
    stage.start();
    stuckFor(5 * minuteMs);
    await stage.clock.advance(4 * minuteMs);
    const now = stage.clock.now();

    const others = await stage.watches.claim({ now, leaseUntil: now + 1, max: 9 });
    await stage.moved(succeeded, 40 * minuteMs);

    expect(others.map(({ personId }) => personId)).toEqual(['29:cy']);
    const told = ['29:ana', '29:bo', '29:cy'].map((personId) => mentioned.replace('29:ana', personId));
    expect(there().toSorted()).toEqual([ended, ended, ended, ...told]);
  });

  test('is waited for when the bot stops', async () => {
    stage.known.set(actionId, succeeded);
    await stage.watch({ conversationId: '19:stuck' });
    stuckFor(minuteMs);
    stage.start();
    await stage.clock.advance(0);

    const stopped = stage.stop();
    await stage.clock.advance(2 * minuteMs);
    await stopped;

    expect(there()).toEqual([ended, mentioned]);
  });
});

describe('bad weather', () => {
  test('of Defender is waited out, less and less often, and nothing is lost', async () => {
    await stage.watching();

    await stage.moved('unreachable', 20 * minuteMs);
    expect(stage.asked.length).toBeLessThan(15);
    await stage.moved(succeeded, 10 * minuteMs);

    expect(stage.words()).toEqual([ended, mentioned]);
  });

  test('of Teams is waited out: the edit is made, and the mention comes once', async () => {
    await stage.watching();
    stage.weather = () => Promise.reject(refused(429));

    await stage.moved(succeeded, 10_000);
    stage.weather = () => Promise.resolve();
    await stage.clock.advance(10 * minuteMs);

    expect(stage.words()).toEqual([ended, mentioned]);
  });

  test('a mention that may have arrived is not sent again', async () => {
    await stage.watching();
    stage.weather = ({ way }) => (way === 'post' ? Promise.reject(new Error('no answer')) : Promise.resolve());

    await stage.moved(succeeded);
    stage.weather = () => Promise.resolve();
    await stage.clock.advance(10 * minuteMs);

    expect(stage.words()).toEqual([ended]);
    expect(stage.logged.join('\n')).toContain('Teams did not say that it took the last word of a watch');
    expect(await isOver()).toBe(true);
  });

  test('a card that can never be edited does not hold the mention back', async () => {
    await stage.watching();
    stage.weather = ({ way }) => (way === 'edit' ? Promise.reject(refused(400)) : Promise.resolve());

    await stage.moved(running, 3 * minuteMs);
    const asked = stage.asked.length;

    await stage.moved(succeeded, 10_000);

    expect(asked).toBeGreaterThan(15); // as often as ever
    expect(stage.words()).toEqual([mentioned]);
  });

  test('what cannot be told for a day after its end is given up', async () => {
    await stage.watching({ endsAt: stage.clock.now() + minuteMs });
    stage.weather = () => Promise.reject(refused(429));

    await stage.moved(succeeded, 2 * minuteMs);
    await stage.stop();
    await stage.clock.advance(24 * hourMs);
    stage.start();
    await stage.clock.advance(10_000);

    expect(await isOver()).toBe(true);
    expect(stage.logged.join('\n')).toContain('a watch ended without a last word');
  });
});

test('what was stopped gives its watches back: the next process looks at them at once', async () => {
  await stage.watching();
  await stage.stop();
  stage.known.set(actionId, succeeded);

  stage.start();
  await stage.clock.advance(5_000);

  expect(stage.words()).toEqual([ended, mentioned]);
});

test('no log line has a name, an id or a word of the action', async () => {
  await stage.watching();
  stage.weather = () => Promise.reject(refused(429));
  await stage.moved(succeeded, 10_000);
  stage.weather = () => Promise.resolve();

  await stage.clock.advance(10 * minuteMs);

  expect(stage.logged.length).toBeGreaterThan(1);
  expect(stage.logged.join('\n')).not.toMatch(/LAPTOP|29:ana|Ana|988cc94e|19:room/);
});
