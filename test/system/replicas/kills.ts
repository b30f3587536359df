/** Replicas that are killed one after another, and started again. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../emulator/data/large/random.ts';
import type { ReplicaStage } from './stage.ts';

/** Between two kills, by the machine's clock. */
const wait = { leastMs: 200, spreadMs: 1_500 } as const;

/**
 * Kills whichever `random` says, and starts another in its place, as long as `goesOn` says so; one lives at all times.
 * Resolves when all that were started are ready; gives what `look` saw after each kill.
 */
export async function killOn<T>(
  stage: ReplicaStage,
  random: Random,
  { goesOn, look }: { readonly goesOn: () => boolean; readonly look: () => Promise<T> },
): Promise<readonly T[]> {
  const seen: T[] = [];
  const starting: Promise<void>[] = [];
  while (goesOn()) {
    await sleep(wait.leastMs + random.below(wait.spreadMs));
    const living = stage.living();
    if (living.length < 2) continue;
    await stage.kill(random.pick(living));
    seen.push(await look());
    starting.push(stage.start());
  }
  await Promise.all(starting);
  return seen;
}
