import pLimit, { type LimitFunction } from 'p-limit';

export type Lanes = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Work of one key side by side up to a limit, in the order it came; a key that is quiet costs no memory. */
/** Of somebody who does other things before their turn comes, and after. */
export interface Place {
  /** Resolves when it is had. */
  readonly enter: () => Promise<void>;
  /** Lets the next one in. */
  readonly leave: () => void;
}

export function placeIn(lanes: Lanes, key: string): Place {
  const left = Promise.withResolvers<undefined>();
  return {
    enter: () =>
      new Promise((had) => {
        void lanes(key, () => {
          had();
          return left.promise;
        });
      }),
    leave: () => left.resolve(undefined),
  };
}

export function createLanes(parallel: number): Lanes {
  const lanes = new Map<string, LimitFunction>();
  return async (key, work) => {
    const lane = lanes.get(key) ?? pLimit(parallel);
    lanes.set(key, lane);
    try {
      return await lane(work);
    } finally {
      if (lane.activeCount + lane.pendingCount === 0) lanes.delete(key);
    }
  };
}
