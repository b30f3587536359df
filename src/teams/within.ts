import type { Clock } from '../clock.ts';

export const late = Symbol('late');

/** The result of `work`, or `late` after `ms`: the work then goes on by itself, and is somebody else's to watch. */
export async function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T | typeof late> {
  const done = new AbortController();
  const timer = clock.sleep(ms, done.signal).then(
    (): typeof late => late,
    (): typeof late => late, // the work was done first: nobody looks at this
  );
  try {
    return await Promise.race([work, timer]);
  } finally {
    done.abort();
  }
}
