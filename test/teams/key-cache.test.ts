import { beforeEach, describe, expect, test } from '@jest/globals';
import { generateKeyPair } from 'jose';
import { createKeyCache, keyAges, type KeyLookup } from '../../src/teams/key-cache.ts';
import type { SigningKeySet } from '../../src/teams/signing-keys.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';

const { publicKey: key } = await generateKeyPair('RS256');
const day = 86_400_000;

let clock: ManualClock;
let fetches: number;
/** What the key host has; undefined: it is away. */
let published: readonly string[] | undefined;
let lookUp: KeyLookup;

function fetchKeys(): Promise<SigningKeySet> {
  fetches++;
  if (published === undefined) return Promise.reject(new Error('away'));
  return Promise.resolve(new Map(published.map((kid) => [kid, { key, endorsements: [] }])));
}

beforeEach(() => {
  clock = manualClock();
  fetches = 0;
  published = ['k1'];
  lookUp = createKeyCache(fetchKeys, clock);
});

test('keys are fetched once, however many ask at the same time', async () => {
  const found = await Promise.all([lookUp('k1'), lookUp('k1'), lookUp('k2')]);

  expect(found.map((each) => each !== undefined)).toEqual([true, true, false]);
  expect(await lookUp('k1')).toBeDefined();
  expect(fetches).toBe(1);
});

test('keys are looked at anew after a day', async () => {
  await lookUp('k1');
  await clock.advance(day + 1);

  await lookUp('k1');

  expect(fetches).toBe(2);
});

describe('while there are no keys', () => {
  beforeEach(async () => {
    published = undefined;
    await expect(lookUp('k1')).rejects.toThrow('away');
  });

  test('the key host is asked once in 5 s, not once a request', async () => {
    for (let i = 0; i < 50; i++) await expect(lookUp(`forged-${i}`)).rejects.toThrow('away');
    expect(fetches).toBe(1);

    await clock.advance(keyAges.afterFailureMs);
    for (let i = 0; i < 50; i++) await expect(lookUp(`forged-${i}`)).rejects.toThrow('away');

    expect(fetches).toBe(2);
  });

  test('a failure is forgotten after these 5 s', async () => {
    published = ['k1'];
    await clock.advance(keyAges.afterFailureMs - 1);
    await expect(lookUp('k1')).rejects.toThrow('away');

    await clock.advance(1);

    expect(await lookUp('k1')).toBeDefined();
  });

  test('the same holds for keys that have grown too old', async () => {
    published = ['k1'];
    await clock.advance(keyAges.afterFailureMs);
    await lookUp('k1');
    published = undefined;
    await clock.advance(5 * day + 1);

    for (let i = 0; i < 50; i++) await expect(lookUp('k1')).rejects.toThrow('away');

    expect(fetches).toBe(3);
  });

  test('a clock that is set back makes nobody wait', async () => {
    let now = day;
    const another = createKeyCache(fetchKeys, { ...clock, now: () => now });
    await expect(another('k1')).rejects.toThrow('away');
    now = 0;

    await expect(another('k1')).rejects.toThrow('away');

    expect(fetches).toBe(3);
  });
});

describe('a key that is not known', () => {
  test('is looked for once a minute, not once a request', async () => {
    await lookUp('k1');
    for (let i = 0; i < 50; i++) await lookUp(`forged-${i}`);
    expect(fetches).toBe(1);

    await clock.advance(keyAges.betweenRefreshesMs);
    for (let i = 0; i < 50; i++) await lookUp(`forged-${i}`);

    expect(fetches).toBe(2);
  });

  test('is found when it has been published since', async () => {
    await lookUp('k1');
    published = ['k1', 'k2'];
    await clock.advance(keyAges.betweenRefreshesMs);

    expect(await lookUp('k2')).toBeDefined();
  });
});

describe('while the key host is away', () => {
  test('known keys go on for five days', async () => {
    await lookUp('k1');
    published = undefined;
    await clock.advance(5 * day);

    expect(await lookUp('k1')).toBeDefined();
  });

  test('known keys do not go on for longer', async () => {
    await lookUp('k1');
    published = undefined;
    await clock.advance(5 * day + 1);

    await expect(lookUp('k1')).rejects.toThrow('away');
  });

  test('it is asked once a minute at most', async () => {
    await lookUp('k1');
    published = undefined;
    await clock.advance(2 * day);

    for (let i = 0; i < 50; i++) await lookUp('k1');

    expect(fetches).toBe(2);
  });
});

test('a key that was withdrawn is good no longer', async () => {
  await lookUp('k1');
  published = ['k2'];
  await clock.advance(day + 1);

  expect(await lookUp('k1')).toBeUndefined();
});
