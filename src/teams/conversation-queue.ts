/** Runs work one after the other per key. */
type Queue = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export interface ConversationQueue {
  readonly run: Queue;
  /** Keys with work that is not done. */
  readonly size: number;
}

/** A queue that has run empty is forgotten; work that fails fails alone. */
export function createConversationQueue(): ConversationQueue {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, work) {
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
    get size() {
      return tails.size;
    },
  };
}
