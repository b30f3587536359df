/** What goes out, whatever the weather: nothing lost, nothing twice, everything in order, and Teams' limits kept. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Weather } from '../support/sky.ts';
import { createWeatherHarness, type Fate, type Message, type WeatherHarness } from './weather-harness.ts';

const hourMs = 3_600_000;
const room = '19:room@thread.tacv2';
const thread = (n: number): string => `${room};messageid=${n}`;

let harness: WeatherHarness;
beforeEach(async () => {
  harness = await createWeatherHarness();
});

/** Nothing went over a limit, and of all this nothing is left when it has been quiet, and one speaks up. */
afterEach(async () => {
  const { sky, other, clock, connector } = harness;
  await clock.advance(25 * hourMs);
  await harness.all([{ text: 'after all', in: 'a:quiet' }]);
  await harness.close();

  expect([...sky.limits.exceeded, ...other.limits.exceeded]).toEqual([]);
  expect(connector.held()).toMatchObject({ conversations: 0, threads: 1 });
  expect(clock.sleepers).toBe(0);
});

function answers(count: number, of: (n: number) => Partial<Message> & { readonly in: string }): readonly Message[] {
  return Array.from({ length: count }, (_, n) => ({ text: `${n}`, ...of(n) }));
}

const passing: readonly (readonly [string, Weather])[] = [
  ['429 with Retry-After', { status: 429, retryAfter: 5 }],
  ['429 without Retry-After', { status: 429 }],
  ['412', { status: 412, code: 'PreconditionFailed' }],
  ['502', { status: 502 }],
  ['503', { status: 503 }],
  ['504', { status: 504 }],
  ['401', { status: 401 }],
  ['a slow answer', { slowMs: 9_000 }],
];

describe('weather that passes', () => {
  test.each(passing)('%s, in the middle of it: all is there once, in order', async (_, weather) => {
    const fates = await harness.all(answers(5, (n) => ({ in: 'a:chat', weather: n === 1 ? [weather] : [] })));

    expect(fates.map(({ isSent }) => isSent)).toEqual(Array(5).fill(true));
    expect(harness.sky.shown('a:chat')).toEqual(['0', '1', '2', '3', '4']);
  });

  test('of one thread keeps the others of its channel waiting where Teams said so, and no other channel', async () => {
    const [throttled, sibling, elsewhere] = await harness.all([
      { text: 'throttled', in: thread(1), weather: [{ status: 429, retryAfter: 20 }] },
      { text: 'sibling', in: thread(2), weather: [{ status: 503 }] },
      { text: 'elsewhere', in: '19:other@thread.tacv2' },
    ]);

    expect(throttled?.afterMs).toBe(20_000);
    expect(sibling?.afterMs).toBe(20_000);
    expect(elsewhere?.afterMs).toBe(0);
  });
});

describe('a burst of 200 answers', () => {
  test.each([
    ['into the threads of one channel', thread],
    ['into one chat', () => 'a:chat'],
  ])('%s arrives whole, as fast as Teams allows', async (_, where) => {
    const fates = await harness.all(answers(200, (n) => ({ in: where(n) })));

    expect(fates.filter(({ isSent }) => isSent)).toHaveLength(200);
    expect(new Set(harness.sky.arrived).size).toBe(harness.sky.arrived.length);
    expect(Math.max(...fates.map(({ afterMs }) => afterMs))).toBeLessThan(100_000); // 3 windows of 60 in 30 s, and 20 more
  });

  test('into as many chats goes out in four seconds: 50 in each', async () => {
    const fates = await harness.all(answers(200, (n) => ({ in: `a:${n}` })));

    expect(fates.filter(({ isSent }) => isSent)).toHaveLength(200);
    expect(Math.max(...fates.map(({ afterMs }) => afterMs))).toBe(3_000);
  });
});

describe('a typing indicator', () => {
  test('that gets no answer delays none', async () => {
    const [typing, answer] = await harness.all([
      { text: 'typing', in: 'a:chat', as: 'typing', weather: ['silence'] },
      { text: 'answer', in: 'a:chat' },
    ]);

    expect(typing).toMatchObject({ isSent: false, refusal: { code: 'Overtaken' } });
    expect(answer).toMatchObject({ isSent: true, afterMs: 0 });
  });

  test('that would have to wait is not sent', async () => {
    await harness.all(answers(8, (n) => ({ in: thread(n) })));
    const [typing] = await harness.all([{ text: 'typing', in: thread(99), as: 'typing' }]);

    expect(typing).toMatchObject({ isSent: false, afterMs: 0, refusal: { code: 'SendLimitReached' } });
    expect(harness.sky.arrived).not.toContain('typing');
  });

  test('of each of many threads leaves room for the answers that come with them', async () => {
    const typing = answers(7, (n) => ({ text: `typing ${n}`, in: thread(n), as: 'typing' }));
    const fates = await harness.all([...typing, ...answers(4, (n) => ({ in: thread(n + 50) }))]);

    expect(fates.slice(7).map(({ afterMs }) => afterMs)).toEqual([0, 0, 0, 0]);
  });
});

describe('weather that is the end of a message', () => {
  test.each<[string, Weather, Fate['refusal'], number]>([
    ['413', { status: 413, code: 'MessageSizeTooBig' }, { status: 413, code: 'MessageSizeTooBig' }, 0],
    ['500', { status: 500, code: 'ServiceError' }, { status: 500, code: 'ServiceError' }, 0],
    ['a connection that breaks before it is taken', 'lost', { code: 'ECONNRESET' }, 0],
    ['a connection that breaks after it was taken', 'taken, answer lost', { code: 'ECONNRESET' }, 1],
    ['silence', 'silence', { code: 'TIMEOUT' }, 0],
  ])('%s: it is not sent again, and those behind it are', async (_, weather, refusal, copies) => {
    const fates = await harness.all(answers(3, (n) => ({ in: 'a:chat', weather: n === 0 ? [weather] : [] })));

    expect(fates[0]).toMatchObject({ isSent: false, refusal: refusal ?? {} });
    expect(harness.sky.arrived).toEqual(['0', '1', '2']);
    expect(harness.sky.shown('a:chat')).toEqual(copies === 0 ? ['1', '2'] : ['0', '1', '2']);
  });

  test.each<Weather>(['lost', 'taken, answer lost'])('%s: an edit is sent again, and shows once', async (weather) => {
    const [edit] = await harness.all([{ text: 'edit', in: 'a:chat', as: 'edit', weather: [weather] }]);

    expect(edit?.isSent).toBe(true);
    expect(harness.sky.shown('a:chat')).toEqual(['edit']);
  });

  test('404 for an edit is told, and closes nothing', async () => {
    const [edit, next] = await harness.all([
      { text: 'edit', in: 'a:chat', as: 'edit', weather: [{ status: 404, code: 'ActivityNotFoundInConversation' }] },
      { text: 'next', in: 'a:chat' },
    ]);

    expect(edit?.refusal).toMatchObject({ status: 404 });
    expect(next?.isSent).toBe(true);
  });

  test('that is the end of its channel: nothing more goes there until somebody is heard from', async () => {
    const removed: Weather = { status: 403, code: 'BotNotInConversationRoster' };
    await harness.all([{ text: 'removed', in: thread(1), weather: [removed] }]);
    const fates = await harness.all(answers(20, (n) => ({ in: thread(n) })));
    harness.connector.heardFrom(thread(3));
    const [again] = await harness.all([{ text: 'again', in: thread(1) }]);

    expect(fates.map(({ refusal, afterMs }) => [refusal?.status, afterMs])).toEqual(Array(20).fill([403, 0]));
    expect(again?.isSent).toBe(true);
    expect(harness.sky.arrived).toEqual(['removed', 'again']);
    expect(harness.gone).toEqual([room]);
  });

  test('that is the end of its chat: all behind it are told at once', async () => {
    const blocked: Weather = { status: 403, code: 'ConversationBlockedByUser' };
    const fates = await harness.all(answers(20, (n) => ({ in: 'a:chat', weather: n === 0 ? [blocked] : [] })));

    expect(fates.map(({ refusal, afterMs }) => [refusal?.code, afterMs])).toEqual(Array(20).fill([blocked.code, 0]));
    expect(harness.sky.arrived).toEqual(['0']);
  });

  test('because the host is the wrong one: all go to the other, each once', async () => {
    const wrongHost: Weather = { status: 403, code: 'InvalidBotApiHost' };
    const fates = await harness.all(answers(6, (n) => ({ in: `a:${n}`, weather: [wrongHost] })));
    const [later] = await harness.all([{ text: 'later', in: 'a:0' }]);

    expect([...fates, later].map((fate) => fate?.isSent)).toEqual(Array(7).fill(true));
    expect([...harness.other.arrived].sort()).toEqual(['0', '1', '2', '3', '4', '5', 'later']);
    expect(harness.sky.arrived).not.toContain('later');
  });
});
