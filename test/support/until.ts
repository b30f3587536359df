import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for what another process does: polls until there is a value. Rejects after `withinMs`. */
export async function until<T>(look: () => T | undefined | Promise<T | undefined>, withinMs = 15_000): Promise<T> {
  const stopAt = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > stopAt) throw new Error(`It did not happen within ${withinMs} ms`);
    await sleep(20);
  }
}
