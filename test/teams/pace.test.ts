import { describe, expect, test } from '@jest/globals';
import type { Answer, Call } from '../../src/teams/connector-exchange.ts';
import { createPace, paceLimits } from '../../src/teams/pace.ts';
import { manualClock } from '../support/clock.ts';
import { thrown } from '../support/thrown.ts';

const serviceUrl = 'https://smba.trafficmanager.net/teams/';
const secondMs = 1_000;
const hourMs = 3_600 * secondMs;

const taken: Answer = { status: 201, id: 'm1', code: undefined, retryAfter: undefined, said: {} };

function paced(answers: readonly Answer[] = []) {
  const clock = manualClock();
  const waiting = [...answers];
  const went: Call[] = [];
  const pace = createPace(
    (call) => {
      went.push(call);
      return Promise.resolve(waiting.shift() ?? taken);
    },
    { clock },
  );
  const send = (conversationId = '19:a@thread.tacv2', changes: Partial<Call> = {}) =>
    pace.exchange(
      {
        ...{ method: 'POST', origin: 'https://smba.trafficmanager.net', path: '/', body: '{}' },
        ...{ kind: 'send', serviceUrl, conversationId, isSpare: false },
        ...changes,
      },
      undefined,
      undefined,
    );
  const burst = (count: number, ...of: Parameters<typeof send>) => Array.from({ length: count }, () => send(...of));
  return { clock, went, pace, send, burst };
}

describe('a thread', () => {
  test.each([
    ['send', 7, 8, 60],
    ['create', 7, 8, 60],
    ['lookUp', 14, 16, 120],
  ] as const)(
    'takes of each %s what Teams allows: %i in 1 s, %i in 2 s, %i in 30 s',
    async (kind, one, two, thirty) => {
      const { clock, went, burst } = paced();
      const all = burst(thirty + 10, '19:a@thread.tacv2', { kind });

      await clock.advance(0);
      expect(went).toHaveLength(one);
      await clock.advance(2 * secondMs - 1);
      expect(went).toHaveLength(two);
      await clock.advance(28 * secondMs);
      expect(went).toHaveLength(thirty);
      await clock.advance(30 * secondMs);
      await Promise.all(all);
    },
  );

  test('is one for all its conversations, whose calls go in the order in which they were made', async () => {
    const { clock, went, burst, send } = paced();
    const all = [...burst(7, '19:a@thread.tacv2;messageid=1'), send('19:a@thread.tacv2;messageid=2'), send()];

    await clock.advance(0);
    expect(went).toHaveLength(7);
    await clock.advance(3 * secondMs);
    await Promise.all(all);

    expect(went.slice(7).map(({ conversationId }) => conversationId)).toEqual([
      '19:a@thread.tacv2;messageid=2',
      '19:a@thread.tacv2',
    ]);
  });

  test('holds up no other, and sends hold up no look-up', async () => {
    const { clock, went, burst, send } = paced();
    const stuck = burst(8);
    await clock.advance(0);

    await Promise.all([
      send('19:b@thread.tacv2'),
      send(undefined, { kind: 'lookUp' }),
      send(undefined, { serviceUrl: 'https://x' }),
    ]);

    expect(went).toHaveLength(10);
    await clock.advance(secondMs);
    await Promise.all(stuck);
  });

  test('whose hour is used up tells everybody at once, and sends nothing', async () => {
    const { clock, went, burst, send } = paced();
    for (let i = 0; i < 30; i++) {
      const some = burst(60);
      await clock.advance(31 * secondMs);
      await Promise.all(some);
    }

    const errors = await Promise.all([thrown(send()), thrown(send())]);

    expect(errors).toMatchObject(Array(2).fill({ status: undefined, code: 'SendLimitReached' }));
    expect(went).toHaveLength(1_800);
    expect(clock.sleepers).toBe(0);
  });

  test('that is quiet for an hour is forgotten when another is used', async () => {
    const { clock, pace, send } = paced();
    await send();
    await clock.advance(hourMs);
    await send('19:b@thread.tacv2');
    expect(pace.threads).toBe(2);

    await clock.advance(paceLimits.forgottenMs - hourMs);
    await send('19:b@thread.tacv2');

    expect(pace.threads).toBe(1);
  });

  test('is forgotten when more are busy than are remembered', async () => {
    const { clock, pace, send } = paced();
    for (let i = 0; i <= paceLimits.maxThreads; i++) {
      const sent = send(`19:${i}`);
      if (i % 50 === 49) await clock.advance(secondMs);
      await sent;
    }

    expect(pace.threads).toBe(paceLimits.maxThreads);
  });
});

describe('the app', () => {
  test('sends 50 in a second into all threads together', async () => {
    const { clock, went, send } = paced();
    const all = Array.from({ length: 110 }, (_, i) => send(`19:${i}`));

    await clock.advance(secondMs - 1);
    expect(went).toHaveLength(50);
    await clock.advance(1);
    expect(went).toHaveLength(100);
    await clock.advance(secondMs);
    await Promise.all(all);
  });
});

describe('a 429', () => {
  const throttled = (retryAfter: string | undefined): Answer => ({ ...taken, status: 429, retryAfter });

  test('keeps all others of its thread waiting as long as it says', async () => {
    const { clock, went, send } = paced([throttled('12')]);
    await send('19:a@thread.tacv2;messageid=1');

    const other = send('19:a@thread.tacv2;messageid=2');
    await clock.advance(12 * secondMs - 1);
    expect(went).toHaveLength(1);
    await clock.advance(1);
    await other;
  });

  test('keeps nobody waiting where it does not say how long', async () => {
    const { send } = paced([throttled(undefined)]);
    await send();

    expect(await send()).toBe(taken);
  });

  test('that asks for more than is waited for is told at once, and no absurd one closes a thread for days', async () => {
    const { clock, went, send } = paced([throttled('999999')]);
    await send();

    expect(await thrown(send())).toMatchObject({ code: 'SendLimitReached' });
    await clock.advance(paceLimits.maxClosedMs);
    await send();

    expect(went).toHaveLength(2);
  });
});

describe('what may be left unsent', () => {
  const spare = { isSpare: true };

  test('leaves room for what may not, and does not wait', async () => {
    const { clock, went, send, burst } = paced();
    for (let i = 0; i < 3; i++) await send(undefined, spare);

    expect(await thrown(send(undefined, spare))).toMatchObject({ code: 'SendLimitReached' });
    await Promise.all(burst(4));

    expect(went).toHaveLength(7);
    expect(clock.sleepers).toBe(0);
  });

  test('does not go before those who wait', async () => {
    const { clock, send, burst } = paced();
    const all = burst(8);
    await clock.advance(0);

    expect(await thrown(send(undefined, spare))).toMatchObject({ code: 'SendLimitReached' });
    await clock.advance(secondMs);
    await Promise.all(all);
  });
});
