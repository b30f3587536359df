/** What the rate limit tells of waits. */

import { expect, test } from '@jest/globals';
import type { Endpoint } from '../../src/defender/endpoints.ts';
import { defaultLimits } from '../../src/defender/limits.ts';
import { createRateLimit, type QuotaWait } from '../../src/defender/rate-limit.ts';
import { manualClock } from '../support/clock.ts';
import { thrown } from '../support/thrown.ts';
import { answers, request, response } from './fakes.ts';

const small: Endpoint = { template: '/api/small/{id}', quotas: [{ calls: 1, perMs: 10_000 }] };

function limited() {
  const clock = manualClock();
  const waits: QuotaWait[] = [];
  const rates = createRateLimit({ ...defaultLimits, clock, onQuotaWait: (wait) => void waits.push(wait) });
  const send = rates.layer(answers(response(200)).send);
  return { clock, waits, ask: (changes = {}) => send(request(clock.now(), { endpoint: small, ...changes })) };
}

test('each call tells how long it waited, also where it did not', async () => {
  const { clock, waits, ask } = limited();
  const caller = { conversation: 'c1', urgency: 'background' } as const;

  const both = [ask(), ask({ caller })];
  await clock.advance(10_000);
  await Promise.all(both);

  expect(waits).toEqual([
    { endpoint: '/api/small/{id}', urgency: 'interactive', outcome: 'served', waitMs: 0 },
    { endpoint: '/api/small/{id}', urgency: 'background', outcome: 'served', waitMs: 10_000 },
  ]);
});

test('whoever is sent away, and whoever gave up, was not served', async () => {
  const { clock, waits, ask } = limited();
  await ask();
  const gaveUp = new AbortController();

  await thrown(ask({ quotaWaitMs: 9_999 }));
  const waiting = thrown(ask({ signal: gaveUp.signal }));
  await clock.advance(3_000);
  gaveUp.abort();
  await waiting;

  expect(waits.slice(1).map(({ outcome, waitMs }) => [outcome, waitMs])).toEqual([
    ['unserved', 0],
    ['unserved', 3_000],
  ]);
});
