/** What the messages of one question meet at Teams, drawn from the seed. */

import type { Random } from '../../emulator/data/large/random.ts';

export type Fate =
  /** Not taken, by status; with what Teams says of it, and when to come back in seconds. */
  | { readonly status: number; readonly code?: string; readonly retryAfter?: number }
  /** Taken, and answered so much later. */
  | { readonly slowMs: number }
  /** The connection breaks: before it was taken, or after. */
  | 'lost'
  | 'taken, answer lost';

/** Waited out or repeated by the bot: the message arrives, once. */
const passing: readonly Fate[] = [
  { status: 412 },
  { status: 429 },
  { status: 429, retryAfter: 2 },
  { status: 429, retryAfter: 7 },
  { status: 502 },
  { status: 503 },
  { status: 504 },
  { slowMs: 2_000 },
  { slowMs: 8_000 },
  { status: 413, code: 'MessageSizeTooBig' },
];

/** The bot may not repeat these, or cannot know: the question has failed, and is answered when Teams sends it again. */
const failing: readonly Fate[] = [{ status: 500, code: 'ServiceError' }, 'lost'];

export interface Weather {
  readonly fates: readonly Fate[];
  /** A message of it may be lost: it is sent again until it is answered. */
  readonly mayFail: boolean;
}

const calm: Weather = { fates: [], mayFail: false };

export function weatherOf(random: Random): Weather {
  if (random.chance(0.7)) return calm;
  if (random.chance(0.2)) return { fates: [random.pick(failing)], mayFail: true };
  if (random.chance(0.1)) return { fates: ['taken, answer lost'], mayFail: false };
  return { fates: Array.from({ length: 1 + random.below(2) }, () => random.pick(passing)), mayFail: false };
}

/** For an edit: no 413 and no 5xx that ends it, but connections that break and cards that are gone. */
export function edited(fate: Fate, random: Random): Fate {
  if (random.chance(0.7)) return fate;
  return random.pick<Fate>(['lost', 'taken, answer lost', { status: 404, code: 'ActivityNotFoundInConversation' }]);
}

/** For what is worth no question's while: typing, removals, look-ups. */
export function small(random: Random): Fate | undefined {
  return random.chance(0.03)
    ? random.pick<Fate>([{ status: 429 }, { status: 503 }, 'lost', { slowMs: 1_000 }])
    : undefined;
}
