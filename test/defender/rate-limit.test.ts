import { describe, expect, test } from '@jest/globals';
import { endpoints, type Endpoint } from '../../src/defender/endpoints.ts';
import { defaultLimits } from '../../src/defender/limits.ts';
import { createRateLimit } from '../../src/defender/rate-limit.ts';
import { manualClock } from '../support/clock.ts';
import { thrown } from '../support/thrown.ts';
import { answers, minuteMs, request, response, type FakeAnswer } from './fakes.ts';

const hourMs = 60 * minuteMs;
const small: Endpoint = { template: '/api/small', quotas: [{ calls: 2, perMs: 10_000 }] };

function limited(...list: readonly FakeAnswer[]) {
  const clock = manualClock();
  const fake = answers(...list);
  const rates = createRateLimit({ ...defaultLimits, clock });
  const send = rates.layer(fake.send);
  const left = () =>
    rates
      .left()
      .flatMap(({ endpoint, quotas }) => quotas.map((quota) => `${endpoint} ${quota.left} of ${quota.calls}`));
  return { clock, fake, left, ask: (changes = {}) => send(request(clock.now(), { endpoint: small, ...changes })) };
}

describe('the quota of an endpoint', () => {
  test('lets through what it allows, and keeps the next waiting until there is room', async () => {
    const { clock, fake, ask } = limited(response(200));
    await ask();
    await clock.advance(4_000);
    await ask();

    const third = ask();
    await clock.advance(5_999);
    expect(fake.requests).toHaveLength(2);
    await clock.advance(1);
    await third;

    expect(fake.requests).toHaveLength(3);
  });

  test('is the documented one: 100 a minute', async () => {
    const { clock, ask } = limited(response(200));
    const impatient = { endpoint: endpoints.alertFiles, quotaWaitMs: 0 };

    for (let i = 0; i < 100; i++) await ask(impatient);

    expect(await thrown(ask(impatient))).toMatchObject({ kind: 'throttled', retryAfterMs: minuteMs });
    await clock.advance(minuteMs);
    await ask(impatient);
  });

  test('is the documented one: 1,500 an hour', async () => {
    const { clock, ask } = limited(response(200));
    const impatient = { endpoint: endpoints.alertFiles, quotaWaitMs: 0 };

    for (let i = 0; i < 1_500; i++) {
      await ask(impatient);
      if (i % 100 === 99) await clock.advance(minuteMs);
    }

    expect(await thrown(ask(impatient))).toMatchObject({ kind: 'throttled', retryAfterMs: hourMs - 15 * minuteMs });
  });

  test('of one endpoint does not hold up another', async () => {
    const { fake, ask } = limited(response(200));
    await ask();
    await ask();

    await ask({ endpoint: endpoints.alert });

    expect(fake.requests).toHaveLength(3);
  });

  test('is never exceeded by those who waited together', async () => {
    const { clock, fake, ask } = limited(response(200));
    const all = Array.from({ length: 6 }, () => ask());

    await clock.advance(0);
    expect(fake.requests).toHaveLength(2);
    await clock.advance(10_000);
    expect(fake.requests).toHaveLength(4);
    await clock.advance(10_000);
    await Promise.all(all);

    expect(fake.requests).toHaveLength(6);
  });
});

describe('a wait', () => {
  test.each([
    ['longer than the patience for quota', { quotaWaitMs: 9_999 }],
    ['that ends after the deadline', { deadlineAt: manualClock().now() + 9_999 }],
  ])('%s is not begun: the asker is told when to come back', async (_, changes) => {
    const { clock, fake, ask } = limited(response(200));
    await ask();
    await ask();

    const error = await thrown(ask(changes));

    expect(error).toMatchObject({ name: 'DefenderError', kind: 'throttled', retryAfterMs: 10_000 });
    expect(fake.requests).toHaveLength(2);
    expect(clock.sleepers).toBe(0);
  });

  test('counts those who are before: who would wait too long is told at once, and when to come back', async () => {
    const { clock, ask } = limited(response(200));
    const others = Array.from({ length: 4 }, () => ask());

    const last = await thrown(ask({ quotaWaitMs: 15_000 }));

    expect(last).toMatchObject({ kind: 'throttled', retryAfterMs: 20_000 });
    await clock.advance(10_000);
    await Promise.all(others);
  });

  test('ends when the asker gives up, and takes nothing from the quota', async () => {
    const { clock, fake, ask } = limited(response(200));
    await ask();
    await ask();
    const gaveUp = new AbortController();

    const waiting = thrown(ask({ signal: gaveUp.signal }));
    await clock.advance(0);
    gaveUp.abort(new Error('gave up'));
    expect((await waiting).message).toBe('gave up');
    await clock.advance(10_000);
    await ask({ quotaWaitMs: 0 });
    await ask({ quotaWaitMs: 0 });

    expect(fake.requests).toHaveLength(4);
  });
});

describe('a 429', () => {
  const tooMany = (seconds: string) => response(429, { headers: { 'retry-after': seconds } });

  test('closes its endpoint until Retry-After has passed', async () => {
    const { clock, fake, ask } = limited(tooMany('12'), response(200));
    await ask();

    const next = ask();
    await clock.advance(11_999);
    expect(fake.requests).toHaveLength(1);
    await clock.advance(1);

    expect((await next).status).toBe(200);
  });

  test('closes no other endpoint', async () => {
    const { ask } = limited(tooMany('12'), response(200));
    await ask();

    expect((await ask({ endpoint: endpoints.alert, quotaWaitMs: 0 })).status).toBe(200);
  });

  test('with an absurd Retry-After closes its endpoint for five minutes only', async () => {
    const { ask } = limited(tooMany('86400'), response(200));
    await ask();

    expect(await thrown(ask())).toMatchObject({ kind: 'throttled', retryAfterMs: 300_000 });
  });
});

describe('a 429 that our own count did not foresee', () => {
  const tooMany = response(429, { headers: { 'retry-after': '1' } });
  const standard = { endpoint: endpoints.alert };

  test('halves the pace of its endpoint, and after a while the pace is what it was', async () => {
    const { clock, left, ask } = limited(tooMany, response(200));
    await ask(standard);
    await clock.advance(minuteMs);
    expect(left()).toEqual(['/api/alerts/{id} 50 of 50', '/api/alerts/{id} 1499 of 1500']);

    await clock.advance(4 * minuteMs);

    expect(left()[0]).toBe('/api/alerts/{id} 100 of 100');
  });

  test('once, however many calls were under way together', async () => {
    const { clock, left, ask } = limited(tooMany, tooMany, tooMany, response(200));
    await Promise.all([ask(standard), ask(standard), ask(standard)]);

    await clock.advance(minuteMs);

    expect(left()[0]).toBe('/api/alerts/{id} 50 of 50');
  });

  test('again and again leaves an eighth, and widens step by step', async () => {
    const { clock, left, ask } = limited(...Array.from({ length: 6 }, () => tooMany), response(200));
    for (let i = 0; i < 6; i++) {
      await ask(standard);
      await clock.advance(2_000);
    }

    await clock.advance(minuteMs);
    const paces = [];
    for (let i = 0; i < 4; i++) {
      paces.push(left()[0]);
      await clock.advance(5 * minuteMs);
    }

    expect(paces.map((pace) => pace?.replace(/.* of /, ''))).toEqual(['12', '25', '50', '100']);
  });

  test('sends away who waits and cannot be served in time any more', async () => {
    const { clock, ask } = limited(response(200), response(429, { headers: { 'retry-after': '40' } }), response(200));
    await ask();
    const refused = ask();

    const waiting = await thrown(ask());
    await refused;

    expect(waiting).toMatchObject({ kind: 'throttled', retryAfterMs: 40_000 });
    expect(clock.sleepers).toBe(0);
  });
});

test('tells what is left of the quotas of the endpoints that were asked', async () => {
  const { left, ask } = limited(response(200));
  expect(left()).toEqual([]);

  await ask();
  await ask({ endpoint: endpoints.alert });

  expect(left()).toEqual(['/api/small 1 of 2', '/api/alerts/{id} 99 of 100', '/api/alerts/{id} 1499 of 1500']);
});
