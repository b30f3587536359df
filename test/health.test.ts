import { expect, test } from '@jest/globals';
import type { Attempt } from '../src/defender/observe.ts';
import { gatherHealth, type Gathered } from '../src/health.ts';
import { manualClock } from './support/clock.ts';
import { healthOf } from './support/health.ts';
import { thrown } from './support/thrown.ts';

const well = healthOf();
const parts = {
  isReady: () => Promise.resolve(true),
  quotaLeft: () => well.quotaLeft(),
  roles: () => well.roles(),
  journal: () => undefined,
  policyFrom: () => undefined,
};

function attempted(gathered: Gathered, outcome: Attempt['outcome']): void {
  gathered.onAttempt({ method: 'GET', endpoint: '/api/alerts/{id}', outcome, durationMs: 1 });
}

test('remembers how the last attempt at Defender went, and when', async () => {
  const clock = manualClock();
  const gathered = gatherHealth(clock);
  const health = gathered.health(parts);
  expect(health.lastCall()).toBeUndefined();

  attempted(gathered, 200);
  await clock.advance(5_000);
  attempted(gathered, 'unreachable');
  attempted(gathered, 'aborted'); // says nothing of Defender

  expect(health.lastCall()).toEqual({ outcome: 'unreachable', at: new Date(clock.now()) });
  expect(health.uptimeMs()).toBe(5_000);
});

test('no token is no answer either; who gave up waiting for one says nothing', async () => {
  const gathered = gatherHealth(manualClock());
  const source = gathered.watched(() => Promise.reject(new RangeError('none')));
  const health = gathered.health(parts);

  expect((await thrown(source({ refresh: false, signal: AbortSignal.abort() }))).message).toBe('none');
  expect(health.lastCall()).toBeUndefined();
  await thrown(source({ refresh: false }));

  expect(health.lastCall()?.outcome).toBe('no token');
});

test('a token that is had goes on as it is', async () => {
  const source = gatherHealth(manualClock()).watched(() => Promise.resolve('t'));

  expect(await source({ refresh: false })).toBe('t');
});

test('names its own version and Node’s', () => {
  const { versions } = gatherHealth(manualClock()).health(parts);

  expect(versions.bot).toMatch(/^\d+\.\d+\.\d+/);
  expect(versions.node).toBe(process.versions.node);
});
