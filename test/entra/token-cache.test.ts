import { describe, expect, test } from '@jest/globals';
import { createTokenCache, type AcquiredToken } from '../../src/entra/token-cache.ts';
import { TokenError } from '../../src/entra/token-source.ts';
import { manualClock } from '../support/clock.ts';
import { thrown } from '../support/thrown.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Gives `token-1`, `token-2`, …; the numbers in `failing` fail instead. */
function numbered(lifetimeMs: number, failing: readonly number[] = []) {
  let asked = 0;
  return {
    acquire: (): Promise<AcquiredToken> => {
      asked++;
      if (failing.includes(asked)) return Promise.reject(new TokenError('No answer'));
      return Promise.resolve({ token: `token-${asked}`, lifetimeMs });
    },
    asked: () => asked,
  };
}

/** Answers only when told to. */
function held() {
  const waiting: PromiseWithResolvers<AcquiredToken>[] = [];
  return {
    acquire: (): Promise<AcquiredToken> => {
      const one = Promise.withResolvers<AcquiredToken>();
      waiting.push(one);
      return one.promise;
    },
    waiting,
  };
}

describe('a kept token', () => {
  test('is given until five minutes before its end, then renewed while the old one is still given', async () => {
    const clock = manualClock();
    const { acquire, asked } = numbered(hourMs);
    const token = createTokenCache(acquire, clock);

    expect(await token({ refresh: false })).toBe('token-1');
    await clock.advance(hourMs - 5 * minuteMs - 1);
    expect(await token({ refresh: false })).toBe('token-1');
    expect(asked()).toBe(1);
    await clock.advance(1);
    expect(await token({ refresh: false })).toBe('token-1');
    await clock.advance(0);
    expect(await token({ refresh: false })).toBe('token-2');
    expect(asked()).toBe(2);
  });

  test('outlives a renewal that fails', async () => {
    const clock = manualClock();
    const { acquire } = numbered(hourMs, [2, 3]);
    const token = createTokenCache(acquire, clock);

    await token({ refresh: false });
    await clock.advance(hourMs - 2 * minuteMs);
    expect(await token({ refresh: false })).toBe('token-1');
    await clock.advance(2 * minuteMs);

    expect(await thrown(token({ refresh: false }))).toBeInstanceOf(TokenError);
    expect(await token({ refresh: false })).toBe('token-4');
  });

  test('with a short life is used for half of it before it is renewed', async () => {
    const clock = manualClock();
    const { acquire, asked } = numbered(minuteMs);
    const token = createTokenCache(acquire, clock);

    await token({ refresh: false });
    await clock.advance(minuteMs / 2 - 1);
    await token({ refresh: false });

    expect(asked()).toBe(1);
  });

  test('is never given once it has expired', async () => {
    const clock = manualClock();
    const { acquire } = numbered(hourMs);
    const token = createTokenCache(acquire, clock);

    await token({ refresh: false });
    await clock.advance(hourMs);

    expect(await token({ refresh: false })).toBe('token-2');
  });

  test('that was refused is given to nobody while another is on its way', async () => {
    const { acquire, waiting } = held();
    const token = createTokenCache(acquire, manualClock());
    const first = token({ refresh: false });
    waiting[0]?.resolve({ token: 'refused', lifetimeMs: hourMs });
    await first;

    const forced = token({ refresh: true });
    const other = token({ refresh: false });
    waiting[1]?.resolve({ token: 'fresh', lifetimeMs: hourMs });

    expect(await Promise.all([forced, other])).toEqual(['fresh', 'fresh']);
  });
});

describe('one flight', () => {
  test('serves everybody who asks at the same time, refreshers too', async () => {
    const { acquire, asked } = numbered(hourMs);
    const token = createTokenCache(acquire, manualClock());

    const given = await Promise.all([true, false, true].map((refresh) => token({ refresh })));

    expect(given).toEqual(['token-1', 'token-1', 'token-1']);
    expect(asked()).toBe(1);
  });

  test('that fails is not remembered', async () => {
    const { acquire } = numbered(hourMs, [1]);
    const token = createTokenCache(acquire, manualClock());

    await thrown(token({ refresh: false }));

    expect(await token({ refresh: false })).toBe('token-2');
  });

  test('goes on for the others when one caller gives up', async () => {
    const { acquire, waiting } = held();
    const token = createTokenCache(acquire, manualClock());
    const gaveUp = new AbortController();

    const impatient = thrown(token({ refresh: false, signal: gaveUp.signal }));
    const patient = token({ refresh: false });
    gaveUp.abort(new Error('gave up'));
    expect((await impatient).message).toBe('gave up');
    waiting[0]?.resolve({ token: 'token-1', lifetimeMs: hourMs });

    expect(await patient).toBe('token-1');
    expect(waiting).toHaveLength(1);
  });

  test('whose caller gave up still leaves its token for the next', async () => {
    const { acquire, waiting } = held();
    const token = createTokenCache(acquire, manualClock());
    const gaveUp = new AbortController();

    const impatient = thrown(token({ refresh: false, signal: gaveUp.signal }));
    gaveUp.abort(new Error('gave up'));
    await impatient;
    waiting[0]?.resolve({ token: 'token-1', lifetimeMs: hourMs });

    expect(await token({ refresh: false })).toBe('token-1');
    expect(waiting).toHaveLength(1);
  });

  test('is not begun for a caller who has given up already', async () => {
    const { acquire, asked } = numbered(hourMs);
    const token = createTokenCache(acquire, manualClock());

    await thrown(token({ refresh: false, signal: AbortSignal.abort(new Error('gave up')) }));

    expect(asked()).toBe(0);
  });
});
