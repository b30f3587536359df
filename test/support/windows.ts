/** Limits of calls in any window of time: told of each call, it says which windows saw more than they may. */

/** At most so many calls in so many milliseconds. */
export type Most = readonly [calls: number, ms: number];

export interface Windows {
  called(key: string, at: number): void;
  /** `8 in 1000 ms into 19:room`. */
  readonly exceeded: readonly string[];
  /** Of all windows of all keys: the fullest, from 0 to 1 where none was exceeded. */
  readonly fullest: number;
}

export function createWindows(limits: readonly Most[]): Windows {
  const longestMs = Math.max(...limits.map(([, ms]) => ms));
  const calls = new Map<string, number[]>();
  const exceeded: string[] = [];
  let fullest = 0;

  return {
    exceeded,
    get fullest() {
      return fullest;
    },
    called(key, at) {
      const times = (calls.get(key) ?? []).filter((time) => time > at - longestMs);
      times.push(at);
      calls.set(key, times);
      for (const [most, ms] of limits) {
        const within = times.length - (times.findLastIndex((time) => time <= at - ms) + 1);
        fullest = Math.max(fullest, within / most);
        if (within > most) exceeded.push(`${within} in ${ms} ms into ${key}`);
      }
    },
  };
}
