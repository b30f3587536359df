import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';

/** Waits until `url` answers 2xx. Rejects, with what the child said, when it ends before that or takes too long. */
export async function ready(url: string, child: Child, withinMs: number): Promise<void> {
  const stopAt = performance.now() + withinMs;
  while (performance.now() < stopAt && !child.hasExited()) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(25);
  }
  const why = child.hasExited() ? 'ended at once' : `was not ready within ${withinMs} ms`;
  await child.stop();
  throw new Error(`It ${why}. It said:\n${child.output()}`);
}
