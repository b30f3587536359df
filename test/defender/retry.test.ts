import { describe, expect, test } from '@jest/globals';
import { DefenderError } from '../../src/defender/errors.ts';
import { defaultLimits } from '../../src/defender/limits.ts';
import { retry } from '../../src/defender/retry.ts';
import type { Request } from '../../src/defender/send.ts';
import { manualClock } from '../support/clock.ts';
import { thrown } from '../support/thrown.ts';
import { answers, minuteMs, request, response, type FakeSend } from './fakes.ts';

const unreachable = new DefenderError('unreachable', 'No answer');

/** Runs a request through the layer, and tells how long each wait was. */
function start({ send }: FakeSend, changes: Partial<Request> = {}, random = 0.5) {
  const clock = manualClock();
  const waits: number[] = [];
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
    waits.push(ms);
    return clock.sleep(ms, signal);
  };
  const layer = retry({ ...defaultLimits, clock: { ...clock, sleep }, random: () => random });
  return { result: layer(send)(request(clock.now(), changes)), clock, waits };
}

describe('a read', () => {
  test.each([429, 500, 502, 503, 504])('is sent again after %i', async (status) => {
    const fake = answers(response(status), response(200));
    const { result, clock } = start(fake);

    await clock.next();

    expect((await result).status).toBe(200);
    expect(fake.requests).toHaveLength(2);
  });

  test('is sent again when there was no answer', async () => {
    const fake = answers(unreachable, response(200));
    const { result, clock } = start(fake);

    await clock.next();

    expect((await result).status).toBe(200);
  });

  test.each([200, 301, 400, 401, 403, 404, 408, 409, 501, 505, 507])('is not sent again after %i', async (status) => {
    const fake = answers(response(status));

    expect((await start(fake).result).status).toBe(status);

    expect(fake.requests).toHaveLength(1);
  });

  test.each(['unauthorized', 'throttled', 'malformed'] as const)('is not sent again after our own %s', async (kind) => {
    const fake = answers(new DefenderError(kind, 'No'));

    expect(await thrown(start(fake).result)).toMatchObject({ kind });

    expect(fake.requests).toHaveLength(1);
  });

  test.each([
    ['the last answer', response(503), { status: 503 }],
    ['the last failure', unreachable, unreachable],
  ])('that fails four times gives %s', async (_, answer, expected) => {
    const fake = answers(answer);
    const { result, clock } = start(fake);
    const settled = result.catch((error: unknown) => error);

    for (let i = 0; i < 3; i++) await clock.next();

    expect(await settled).toMatchObject(expected);
    expect(fake.requests).toHaveLength(4);
    expect(clock.sleepers).toBe(0);
  });
});

describe('a write', () => {
  test.each([500, 502, 503, 504])('is never repeated after %i', async (status) => {
    const fake = answers(response(status), response(200));

    expect((await start(fake, { method: 'POST' }).result).status).toBe(status);

    expect(fake.requests).toHaveLength(1);
  });

  test('is never repeated when its fate is unknown', async () => {
    const fake = answers(unreachable, response(200));

    expect(await thrown(start(fake, { method: 'POST' }).result)).toBe(unreachable);

    expect(fake.requests).toHaveLength(1);
  });

  test('is sent again after 429, which did nothing', async () => {
    const fake = answers(response(429), response(201));
    const { result, clock } = start(fake, { method: 'POST' });

    await clock.next();

    expect((await result).status).toBe(201);
  });
});

describe('the wait', () => {
  test.each([
    [0, [0, 0, 0]],
    [0.5, [250, 500, 1_000]],
    [1, [500, 1_000, 2_000]],
  ])('without Retry-After is anywhere below a bound that doubles (at %d of it)', async (random, expected) => {
    const { result, clock, waits } = start(answers(response(503)), {}, random);

    for (let i = 0; i < 3; i++) await clock.next();
    await result;

    expect(waits).toEqual(expected);
  });

  test.each([
    ['seconds', '7'],
    ['an HTTP date', new Date(manualClock().now() + 7_000).toUTCString()],
  ])('is as long as Retry-After says in %s', async (_, value) => {
    const fake = answers(response(429, { headers: { 'retry-after': value } }), response(200));
    const { result, clock, waits } = start(fake);

    await clock.next();
    await result;

    expect(waits).toEqual([7_000]);
  });

  test.each<[string, number, string, { readonly quotaWaitMs?: number; readonly deadlineIn?: number }, boolean]>([
    ['429 beyond the patience for quota', 429, '21', {}, false],
    ['429 within a longer patience', 429, '240', { quotaWaitMs: 300_000, deadlineIn: 600_000 }, true],
    ['429 beyond any patience', 429, '301', { quotaWaitMs: 900_000, deadlineIn: 900_000 }, false],
    ['503 within the deadline', 503, '59', {}, true],
    ['503 up to the deadline', 503, '60', {}, false],
    ['503 beyond 300 seconds', 503, '301', { deadlineIn: 900_000 }, false],
  ])('for %s', async (_, status, seconds, { deadlineIn = minuteMs, ...changes }, isWaitedFor) => {
    const fake = answers(response(status, { headers: { 'retry-after': seconds } }), response(200));
    const { result, clock } = start(fake, { ...changes, deadlineAt: manualClock().now() + deadlineIn });

    await clock.next();

    expect((await result).status).toBe(isWaitedFor ? 200 : status);
  });

  test('ends when the asker gives up', async () => {
    const gaveUp = new AbortController();
    const fake = answers(response(503));
    const { result, clock } = start(fake, { signal: gaveUp.signal });
    const failed = thrown(result);

    await clock.advance(0);
    gaveUp.abort(new Error('gave up'));

    expect((await failed).message).toBe('gave up');
    expect(fake.requests).toHaveLength(1);
  });
});
