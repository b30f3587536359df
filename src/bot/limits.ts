/** How many commands are taken: of one person, and in one chat or channel. Whatever is said or pressed counts. */

import { LRUCache } from 'lru-cache';
import { createBucket, type Bucket, type Quota } from '../bucket.ts';
import type { Clock } from '../clock.ts';
import { TooManyError, type TooManyOf } from './errors.ts';
import type { Incoming } from './incoming.ts';

export interface CommandQuotas {
  readonly perPerson: Quota;
  /** Of a channel as a whole, whatever the thread. */
  readonly perConversation: Quota;
}

/** `undefined`: it is taken, and counts. What is refused does not count. */
export type CommandLimits = (incoming: Pick<Incoming, 'person' | 'place'>) => TooManyError | undefined;

/** Whoever is forgotten for lack of room begins anew. */
const maxRemembered = 10_000;

interface Counted {
  readonly bucket: Bucket;
  /** When a refusal was said last; one within a window is enough. */
  saidAt: number;
}

export function createCommandLimits(quotas: CommandQuotas, clock: Clock): CommandLimits {
  const persons = counters(quotas.perPerson, clock);
  const rooms = counters(quotas.perConversation, clock);

  function refusal(whose: TooManyOf, counted: Counted, { calls, perMs }: Quota): TooManyError | undefined {
    const now = clock.now();
    const retryAfterMs = counted.bucket.waitMs(now);
    if (retryAfterMs === 0) return undefined;
    const isSaid = now - counted.saidAt < perMs;
    if (!isSaid) counted.saidAt = now;
    return new TooManyError(whose, { most: calls, retryAfterMs, isSaid });
  }

  return ({ person, place }) => {
    const [ofPerson, ofRoom] = [persons(person.id), rooms(place.roomId)];
    const refused =
      refusal('person', ofPerson, quotas.perPerson) ?? refusal('conversation', ofRoom, quotas.perConversation);
    if (refused !== undefined) return refused;
    for (const { bucket } of [ofPerson, ofRoom]) bucket.take(clock.now());
    return undefined;
  };
}

/** Who was quiet for a window has nothing that still counts. */
function counters(quota: Quota, clock: Clock): (key: string) => Counted {
  const kept = new LRUCache<string, Counted>({
    max: maxRemembered,
    ttl: quota.perMs,
    ttlResolution: 0,
    perf: { now: () => clock.now() },
  });
  return (key) => {
    const counted = kept.get(key) ?? { bucket: createBucket([quota]), saidAt: Number.NEGATIVE_INFINITY };
    kept.set(key, counted); // and its time begins anew
    return counted;
  };
}
