import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createFairQueue, type FairQueue, type Waiter } from '../../src/defender/fair-queue.ts';
import { defaultLimits } from '../../src/defender/limits.ts';
import { createEndpointQuota } from '../../src/defender/quota.ts';
import type { Urgency } from '../../src/defender/send.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';

const quotas = [
  { calls: 4, perMs: 1_000 },
  { calls: 10, perMs: 5_000 },
];
const longMs = 60_000;

interface Happening {
  readonly what: 'came' | 'served' | 'sent away';
  readonly name: string;
  readonly at: number;
}

interface Scene {
  readonly clock: ManualClock;
  readonly queue: FairQueue;
  readonly happenings: readonly Happening[];
  /** Names of whom that happened to, in order. */
  readonly names: (what: Happening['what']) => readonly string[];
  /** @param name - its first letter is the conversation. */
  readonly come: (name: string, changes?: Partial<Waiter> & { readonly patienceMs?: number }) => void;
}

function scene(): Scene {
  const clock = manualClock(0);
  const happenings: Happening[] = [];
  const quota = createEndpointQuota(quotas, defaultLimits);
  const queue = createFairQueue(quota, clock);
  return {
    clock,
    queue,
    happenings,
    names: (what) => happenings.filter((one) => one.what === what).map(({ name }) => name),
    come(name, { patienceMs = longMs, ...changes } = {}) {
      const tell = (what: Happening['what']) => (): void => void happenings.push({ what, name, at: clock.now() });
      tell('came')();
      const waiter: Waiter = {
        conversation: name.slice(0, 1),
        urgency: 'interactive',
        until: clock.now() + patienceMs,
        signal: undefined,
        refusal: (waitMs) => Object.assign(new Error('sent away'), { waitMs }),
        ...changes,
      };
      queue.take(waiter).then(tell('served'), tell('sent away'));
    },
  };
}

describe('who waits', () => {
  test('is served in turn by conversation: a bulk in one does not keep the others waiting', async () => {
    const { clock, come, names } = scene();
    for (let i = 1; i <= 12; i++) come(`a${i}`);
    come('b1');
    come('c1');

    await clock.advance(1_000);

    expect(names('served').slice(4)).toEqual(['a5', 'b1', 'c1', 'a6']);
  });

  test('in the background waits for all who sit before the chat, and leaves them a part of the quota', async () => {
    const { clock, come, names } = scene();
    for (let i = 1; i <= 5; i++) come(`a${i}`, { urgency: 'background' });
    await clock.advance(0);
    expect(names('served')).toEqual(['a1', 'a2', 'a3']); // of four

    come('b1');
    come('b2');
    await clock.advance(1_000);

    expect(names('served').slice(3)).toEqual(['b1', 'b2', 'a4', 'a5']);
  });

  test('and can no longer be served in time, because others came before, is sent away at once', async () => {
    const { clock, come, happenings, names } = scene();
    for (let i = 1; i <= 8; i++) come(`a${i}`, { patienceMs: 1_000 });
    await clock.advance(500);
    expect(names('sent away')).toEqual([]);

    come('b1');
    await clock.advance(0);

    expect(happenings.at(-1)).toEqual({ what: 'sent away', name: 'a8', at: 500 });
  });

  test('is told a wait that counts those who are before', async () => {
    const { queue, come } = scene();
    for (let i = 1; i <= 8; i++) come(`a${i}`);

    const late = queue.take({
      ...{ conversation: 'b', urgency: 'background', until: 999, signal: undefined },
      refusal: (waitMs) => new RangeError(String(waitMs)),
    });

    await expect(late).rejects.toThrow('5000'); // three of four in a second, seven of ten in five
  });

  test('and gives up leaves the line, and wakes nobody for nothing', async () => {
    const { clock, come, names } = scene();
    for (let i = 1; i <= 4; i++) come(`a${i}`);
    const gaveUp = new AbortController();
    come('a5', { signal: gaveUp.signal });
    come('b1');
    await clock.advance(0);

    gaveUp.abort(new Error('gave up'));
    await clock.advance(1_000);

    expect(names('sent away')).toEqual(['a5']);
    expect(names('served')).toEqual(['a1', 'a2', 'a3', 'a4', 'b1']);
    expect(clock.sleepers).toBe(0);
  });

  test('is never more than the quota gives within the longest patience, whoever comes', async () => {
    const { clock, come, names } = scene();

    for (let i = 0; i < 2_000; i++) come(`${String.fromCharCode(97 + (i % 26))}${i}`, { patienceMs: 20_000 });
    await clock.advance(0);

    expect(names('sent away').length).toBeGreaterThanOrEqual(2_000 - 5 * 10);
    expect(clock.sleepers).toBe(1);
  });
});

interface Arrival {
  readonly afterMs: number;
  readonly conversation: string;
  readonly urgency: Urgency;
  readonly patienceMs: number;
}

const nobody: Arrival = { afterMs: 0, conversation: '', urgency: 'interactive', patienceMs: 0 };

const arrivals = fc.array(
  fc.record<Arrival>({
    afterMs: fc.constantFrom(0, 0, 0, 1, 300, 1_000),
    conversation: fc.constantFrom('a', 'a', 'a', 'b', 'c', 'd'),
    urgency: fc.constantFrom('interactive', 'interactive', 'background'),
    patienceMs: fc.constantFrom(0, 900, 4_000, longMs),
  }),
  { minLength: 5, maxLength: 40 },
);

async function played(list: readonly Arrival[]) {
  const { clock, come, happenings } = scene();
  const waiters = new Map<string, Arrival>();
  for (const [i, arrival] of list.entries()) {
    const name = `${arrival.conversation}${i}`;
    waiters.set(name, arrival);
    await clock.advance(arrival.afterMs);
    come(name, arrival);
    await clock.advance(0);
  }
  await clock.advance(longMs);
  return { waiters, happenings, clock };
}

test('whoever comes when: the quota holds, nobody starves, nobody waits in vain', async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, async (list) => {
      const { waiters, happenings, clock } = await played(list);
      const served = happenings.filter(({ what }) => what === 'served');
      const of = (name: string): Arrival => waiters.get(name) ?? nobody;
      const cameAt = new Map(happenings.filter(({ what }) => what === 'came').map(({ name, at }) => [name, at]));

      // Never more than the quota in any window.
      for (const { calls, perMs } of quotas)
        for (const [i, { at }] of served.entries())
          expect((served[i + calls]?.at ?? Infinity) - at).toBeGreaterThanOrEqual(perMs);

      // Everybody is served in time or sent away, and nothing is left behind.
      expect(happenings.filter(({ what }) => what !== 'came')).toHaveLength(list.length);
      for (const { name, at } of served) expect(at - (cameAt.get(name) ?? 0)).toBeLessThanOrEqual(of(name).patienceMs);
      expect(clock.sleepers).toBe(0);

      const waiting: string[] = [];
      const lineOf = (name: string): string => `${of(name).urgency} ${of(name).conversation}`;
      for (const [i, { what, name }] of happenings.entries()) {
        if (what === 'came') {
          waiting.push(name);
          continue;
        }
        const line = waiting.filter((other) => lineOf(other) === lineOf(name));
        if (what === 'served') {
          // In the order of the conversation, and nobody of the background before one who sits before the chat.
          expect(line[0]).toBe(name);
          if (of(name).urgency === 'background')
            expect(waiting.filter((other) => of(other).urgency === 'interactive')).toEqual([]);
          // Since it was its turn in its conversation no other was served twice.
          const since = happenings.slice(firstInLineSince(happenings, i, lineOf), i);
          const others = since
            .filter((one) => one.what === 'served' && of(one.name).urgency === of(name).urgency)
            .map((one) => lineOf(one.name));
          expect(others).toEqual([...new Set(others)]);
        }
        waiting.splice(waiting.indexOf(name), 1);
      }
    }),
    { numRuns: 60 },
  );
}, 30_000);

/** When whoever was served at `index` had come, and nobody of the same line was before it any more. */
function firstInLineSince(happenings: readonly Happening[], index: number, lineOf: (name: string) => string): number {
  const name = happenings[index]?.name ?? '';
  const came = happenings.findIndex((one) => one.name === name);
  const before = happenings.findLastIndex(
    (one, i) => i < index && one.what !== 'came' && one.name !== name && lineOf(one.name) === lineOf(name),
  );
  return Math.max(came, before) + 1;
}
