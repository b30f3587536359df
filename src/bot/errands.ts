import pLimit from 'p-limit';

/** Work that nobody waits for: of one key one at a time, of several side by side up to a limit. */
export interface Errands {
  /** Keys with work that is not done. */
  readonly busy: ReadonlySet<string>;
  /** @param work - must not reject. False: the key is busy, and nothing was begun. */
  begin(key: string, work: () => Promise<void>): boolean;
  /** Resolves when nothing is under way, what is begun meanwhile included. */
  idle(): Promise<void>;
}

export function createErrands(parallel: number): Errands {
  const limit = pLimit(parallel);
  const going = new Map<string, Promise<void>>();
  const busy = new Set<string>();
  return {
    busy,
    begin(key, work) {
      if (busy.has(key)) return false;
      busy.add(key);
      const done = limit(work).finally(() => {
        busy.delete(key);
        going.delete(key);
      });
      going.set(key, done);
      return true;
    },
    async idle() {
      while (going.size > 0) await Promise.all(going.values());
    },
  };
}
