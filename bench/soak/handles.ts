/** What the process holds open: sockets, servers, files. Timers are left out, because they end by themselves. */

import { setTimeout as wait } from 'node:timers/promises';

export interface Handles {
  /** By kind, those that were not there at first; after a moment for what is being closed. */
  left(): Promise<Readonly<Record<string, number>>>;
}

const passing = ['Timeout', 'Immediate', 'TickObject'];
const closingMs = 5_000;

export function createHandles(): Handles {
  for (const stream of [process.stdout, process.stderr]) stream.cork(); // opened on first use, and never closed
  for (const stream of [process.stdout, process.stderr]) stream.uncork();
  const before = counted();

  function more(): Readonly<Record<string, number>> {
    const now = Object.entries(counted()).map(([kind, count]) => [kind, count - (before[kind] ?? 0)] as const);
    return Object.fromEntries(now.filter(([, count]) => count > 0));
  }

  return {
    async left() {
      const end = performance.now() + closingMs;
      while (Object.keys(more()).length > 0 && performance.now() < end) await wait(20);
      return more();
    },
  };
}

function counted(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo())
    if (!passing.includes(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
