/** Runs work one after the other per key. */
type Queue = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export interface ConversationQueue {
  readonly run: Queue;
  /** There is work that is not done; what is spare does not count. */
  isBusy(key: string): boolean;
  /**
   * Work that holds up nothing: it is told to stop when other work comes, which does not wait for it.
   * Gives `undefined`, and begins nothing, where there is other work already.
   */
  spare<T>(key: string, work: (overtaken: AbortSignal) => Promise<T>): Promise<T> | undefined;
  /** Keys with work that is not done. */
  readonly size: number;
}

/** A queue that has run empty is forgotten; work that fails fails alone. */
export function createConversationQueue(): ConversationQueue {
  const tails = new Map<string, Promise<unknown>>();
  const spares = new Map<string, AbortController>();
  return {
    run(key, work) {
      spares.get(key)?.abort();
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(work);
      const tail = result
        .catch(() => undefined)
        .finally(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return result;
    },
    isBusy: (key) => tails.has(key),
    spare(key, work) {
      if (tails.has(key) || spares.has(key)) return undefined;
      const overtaken = new AbortController();
      spares.set(key, overtaken);
      return work(overtaken.signal).finally(() => spares.delete(key));
    },
    get size() {
      return new Set([...tails.keys(), ...spares.keys()]).size;
    },
  };
}
