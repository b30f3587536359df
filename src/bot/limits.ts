/** How many commands are taken: of one person, and in one chat or channel. Whatever is said or pressed counts. */

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
export type CommandLimits = (incoming: Who) => TooManyError | undefined | Promise<TooManyError | undefined>;

/** Whoever is forgotten for lack of room begins anew. */
const maxRemembered = 10_000;

interface Counted {
  readonly bucket: Bucket;
  /** When a refusal was said last; one within a window is enough. */
  saidAt: number;
}

/** As one process counts. */
export function createCommandLimits(quotas: CommandQuotas, clock: Clock): (incoming: Who) => TooManyError | undefined {
  return counted(quotas, clock).take;
}

/** As all processes count together. This one looks at its own first: of a flood it asks nobody. */
export function createSharedLimits(quotas: CommandQuotas, clock: Clock, shared: SharedQuotas): CommandLimits {
  const own = counted(quotas, clock);

  async function refusedBy({ person: { id }, place: { roomId } }: Who): Promise<RefusedBy | undefined> {
    const person = { name: `person ${id}`, quotas: [quotas.perPerson] };
    const room = { name: `room ${roomId}`, quotas: [quotas.perConversation] };
    const { taken, waitMs } = await shared.take([person, room], 1);
    if (taken > 0) return undefined;
    const ofPerson = await shared.take([person], 0); // takes none, and says who is over
    return { whose: ofPerson.waitMs > 0 ? 'person' : 'conversation', waitMs };
  }

  async function sharedRefusal(incoming: Who): Promise<TooManyError | undefined> {
    const refused = await refusedBy(incoming).catch((error: unknown) => {
      own.giveBack(incoming);
      throw error;
    });
    if (refused === undefined) return undefined;
    own.giveBack(incoming);
    return own.refusal(refused.whose, incoming, refused.waitMs);
  }

  return (incoming) => own.take(incoming) ?? sharedRefusal(incoming);
}

interface RefusedBy {
  readonly whose: TooManyOf;
  readonly waitMs: number;
}

interface OwnCount {
  readonly take: (incoming: Who) => TooManyError | undefined;
  /** The latest was not taken after all. */
  readonly giveBack: (incoming: Who) => void;
  readonly refusal: (whose: TooManyOf, incoming: Who, retryAfterMs: number) => TooManyError;
}

function counted(quotas: CommandQuotas, clock: Clock): OwnCount {
  const persons = counters(quotas.perPerson, clock);
  const rooms = counters(quotas.perConversation, clock);
  const both = ({ person, place }: Who): Readonly<Record<TooManyOf, Counted>> => ({
    person: persons(person.id),
    conversation: rooms(place.roomId),
  });
  const quotaOf = { person: quotas.perPerson, conversation: quotas.perConversation } as const;

  function refusal(whose: TooManyOf, incoming: Who, retryAfterMs: number): TooManyError {
    const [now, counted, { calls, perMs }] = [clock.now(), both(incoming)[whose], quotaOf[whose]];
    const isSaid = now - counted.saidAt < perMs;
    if (!isSaid) counted.saidAt = now;
    return new TooManyError(whose, { most: calls, retryAfterMs, isSaid });
  }

  return {
    take(incoming) {
      const of = both(incoming);
      const now = clock.now();
      for (const whose of ['person', 'conversation'] as const) {
        const waitMs = of[whose].bucket.waitMs(now);
        if (waitMs > 0) return refusal(whose, incoming, waitMs);
      }
      for (const { bucket } of Object.values(of)) bucket.take(now);
      return undefined;
    },
    giveBack(incoming) {
      for (const { bucket } of Object.values(both(incoming))) bucket.giveBack();
    },
    refusal,
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
