/** One quota, several processes: each asks for as many as wait in it, and nobody goes over what all may. */

import { describe, expect, test } from '@jest/globals';
import type { Endpoint } from '../../src/defender/endpoints.ts';
import { defaultLimits } from '../../src/defender/limits.ts';
import { createRateLimit } from '../../src/defender/rate-limit.ts';
import { createSharedPlaces } from '../../src/defender/shared-places.ts';
import { manualClock } from '../support/clock.ts';
import { sharedQuotas } from '../support/shared-quotas.ts';
import { thrown } from '../support/thrown.ts';
import { answers, request, response } from './fakes.ts';

const small: Endpoint = { template: '/api/small', quotas: [{ calls: 4, perMs: 10_000 }] };

function replicas(count: number) {
  const clock = manualClock();
  const fake = answers(response(200));
  const shared = sharedQuotas(clock);
  const each = Array.from({ length: count }, () => {
    const place = createSharedPlaces(shared);
    const takeShared = ({ template, quotas }: Endpoint): Promise<number> => place({ name: template, quotas });
    const send = createRateLimit({ ...defaultLimits, clock, takeShared }).layer(fake.send);
    return (changes = {}) => send(request(clock.now(), { endpoint: small, ...changes }));
  });
  const [one = () => Promise.reject(new RangeError()), other = one] = each;
  return { clock, fake, shared, one, other };
}

describe('two processes', () => {
  test('make as many calls together as one may alone, and the rest when there is room again', async () => {
    const { clock, fake, one, other } = replicas(2);

    const all = [one(), other(), one(), other(), one(), other()];
    await clock.advance(9_999);
    expect(fake.requests).toHaveLength(4);
    await clock.advance(1);
    await Promise.all(all);

    expect(fake.requests).toHaveLength(6);
  });

  test('tell whoever would wait for too long at once, and when to come back', async () => {
    const { one, other } = replicas(2);
    await Promise.all([one(), one(), one(), one()]);

    const late = await thrown(other({ quotaWaitMs: 5_000 }));

    expect(late).toMatchObject({ kind: 'throttled', retryAfterMs: 10_000 });
  });

  test('lose no room of their own by what others took', async () => {
    const { clock, fake, one, other } = replicas(2);
    await Promise.all([one(), one(), one(), one()]);
    await clock.advance(5_000);
    for (let i = 0; i < 6; i++) await thrown(other({ quotaWaitMs: 0 }));
    await clock.advance(5_000);

    await Promise.all(Array.from({ length: 4 }, () => other({ quotaWaitMs: 0 })));

    expect(fake.requests).toHaveLength(8);
  });
});

test('a burst asks once for the first, and once for all who came meanwhile', async () => {
  const { shared, one } = replicas(1);

  await Promise.all([one(), one(), one(), one()]);

  expect(shared.wanted).toEqual([1, 3]);
});

test('while it cannot be known what others took no call is made, and later ones are', async () => {
  const { fake, shared, one } = replicas(1);
  shared.isAway = true;

  await expect(one()).rejects.toThrow('away');
  expect(fake.requests).toHaveLength(0);
  shared.isAway = false;
  await Promise.all([one(), one(), one(), one()]);

  expect(fake.requests).toHaveLength(4);
});

test('those who came while it was asked in vain are told with the first, and ask nobody again', async () => {
  const { shared, one } = replicas(1);
  shared.isAway = true;

  const all = await Promise.allSettled([one(), one(), one()]);

  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(shared.wanted).toEqual([1]);
});
