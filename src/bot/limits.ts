/**
 * How many commands are taken. Of one person: whatever is said or pressed counts. In one chat or channel: what somebody
 * may ask there counts, so that nobody without a role uses up what those have who hold one.
 */

import { LRUCache } from 'lru-cache';
import { createBucket, type Bucket, type Quota, type SharedQuotas } from '../bucket.ts';
import type { Clock } from '../clock.ts';
import { TooManyError, type TooManyOf } from './errors.ts';
import type { Incoming } from './incoming.ts';

export interface CommandQuotas {
  readonly perPerson: Quota;
  /** Of a channel as a whole, whatever the thread. */
  readonly perConversation: Quota;
}

type Who = Pick<Incoming, 'person' | 'place'>;

/** `undefined`: it is taken, and counts. What is refused does not count. Rejects where who else asked cannot be known. */
type Take = (incoming: Who) => TooManyError | undefined | Promise<TooManyError | undefined>;

export interface CommandLimits {
  readonly ofPerson: Take;
  /** Taken of what a person may ask, and after their own. */
  readonly ofRoom: Take;
}

/** Whoever is forgotten for lack of room begins anew. */
const maxRemembered = 10_000;

/** As one process counts. */
export function createCommandLimits(
  quotas: CommandQuotas,
  clock: Clock,
): Readonly<Record<keyof CommandLimits, Count['take']>> {
  const { ofPerson, ofRoom } = counts(quotas, clock);
  return { ofPerson: ofPerson.take, ofRoom: ofRoom.take };
}

/** As all processes count together. This one looks at its own first: of a flood it asks nobody. */
export function createSharedLimits(quotas: CommandQuotas, clock: Clock, shared: SharedQuotas): CommandLimits {
  const { ofPerson, ofRoom } = counts(quotas, clock);
  return { ofPerson: together(ofPerson, shared), ofRoom: together(ofRoom, shared) };
}

function together(own: Count, shared: SharedQuotas): Take {
  async function sharedRefusal(incoming: Who): Promise<TooManyError | undefined> {
    const asked = shared.take([{ name: own.nameOf(incoming), quotas: [own.quota] }], 1);
    const { taken, waitMs } = await asked.catch((error: unknown) => {
      own.giveBack(incoming);
      throw error;
    });
    if (taken > 0) return undefined;
    own.giveBack(incoming);
    return own.refusal(incoming, waitMs);
  }

  return (incoming) => own.take(incoming) ?? sharedRefusal(incoming);
}

interface Count {
  readonly quota: Quota;
  readonly nameOf: (incoming: Who) => string;
  readonly take: (incoming: Who) => TooManyError | undefined;
  /** The latest was not taken after all. */
  readonly giveBack: (incoming: Who) => void;
  readonly refusal: (incoming: Who, retryAfterMs: number) => TooManyError;
}

function counts(
  { perPerson, perConversation }: CommandQuotas,
  clock: Clock,
): Readonly<Record<keyof CommandLimits, Count>> {
  return {
    ofPerson: counted('person', perPerson, ({ person }) => `person ${person.id}`, clock),
    ofRoom: counted('conversation', perConversation, ({ place }) => `room ${place.roomId}`, clock),
  };
}

function counted(whose: TooManyOf, quota: Quota, nameOf: Count['nameOf'], clock: Clock): Count {
  const counters = createCounters(quota, clock);

  function refusal(incoming: Who, retryAfterMs: number): TooManyError {
    const [now, counter] = [clock.now(), counters(nameOf(incoming))];
    const isSaid = now - counter.saidAt < quota.perMs;
    if (!isSaid) counter.saidAt = now;
    return new TooManyError(whose, { most: quota.calls, retryAfterMs, isSaid });
  }

  return {
    quota,
    nameOf,
    take(incoming) {
      const { bucket } = counters(nameOf(incoming));
      const now = clock.now();
      const waitMs = bucket.waitMs(now);
      if (waitMs > 0) return refusal(incoming, waitMs);
      bucket.take(now);
      return undefined;
    },
    giveBack: (incoming) => counters(nameOf(incoming)).bucket.giveBack(),
    refusal,
  };
}

interface Counter {
  readonly bucket: Bucket;
  /** When a refusal was said last; one within a window is enough. */
  saidAt: number;
}

/** Who was quiet for a window has nothing that still counts. */
function createCounters(quota: Quota, clock: Clock): (key: string) => Counter {
  const kept = new LRUCache<string, Counter>({
    max: maxRemembered,
    ttl: quota.perMs,
    ttlResolution: 0,
    perf: { now: () => clock.now() },
  });
  return (key) => {
    const counter = kept.get(key) ?? { bucket: createBucket([quota]), saidAt: Number.NEGATIVE_INFINITY };
    kept.set(key, counter); // and its time begins anew
    return counter;
  };
}
