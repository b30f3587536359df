/** Teams’ limits as all processes of the bot keep them together; while they cannot meet, each goes by its own count. */

import type { NamedQuotas, SharedQuotas } from '../bucket.ts';
import type { Clock } from '../clock.ts';
import { late, within } from './within.ts';

/** Ours, in ms. A card that says that the database is away has to go out while it is. */
export const sharedPaceLimits = {
  /** So long one send waits for an answer. */
  patienceMs: 1_000,
  /** And so long the next ones do not ask. */
  pauseMs: 5_000,
} as const;

/** @returns of a call that may be made now 0, else the milliseconds until it may. Never rejects. */
export function createSharedPace(
  shared: SharedQuotas,
  clock: Clock,
): (of: readonly NamedQuotas[]) => number | Promise<number> {
  let awayUntil: number | undefined;

  async function ask(of: readonly NamedQuotas[]): Promise<number> {
    const answer = await within(clock, sharedPaceLimits.patienceMs, shared.take(of, 1)).catch((): typeof late => late);
    awayUntil = answer === late ? clock.now() + sharedPaceLimits.pauseMs : undefined;
    return answer === late ? 0 : answer.waitMs;
  }

  return (of) => {
    const now = clock.now();
    if (awayUntil === undefined) return ask(of);
    if (now < awayUntil) return 0;
    awayUntil = now + sharedPaceLimits.pauseMs; // one asks whether it is back, and no other waits for that
    return ask(of);
  };
}
