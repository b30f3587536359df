/** A question is put to Defender, or answered as it was a moment ago. */

import type { Clock } from '../clock.ts';
import type { CallOptions } from './call-options.ts';
import type { Limits } from './limits.ts';
import type { Remembered } from './remembered.ts';
import type { Caller, Response } from './send.ts';

export interface AskOptions extends CallOptions {
  /** Hears of each response that the answer is made of. */
  readonly onResponse?: (response: Pick<Response, 'bytes' | 'askedAt'>) => void;
}

export interface Recallable<T> {
  /** With its query: as a whole it tells one question from another. */
  readonly path: string;
  /** Whether the answer has ended, or hardly ever changes. */
  readonly isLasting?: (value: T) => boolean;
}

/** What `read` gives, or what it gave a moment ago. */
export type Recall = <T>(about: Recallable<T>, call: CallOptions, read: (call: AskOptions) => Promise<T>) => Promise<T>;

interface RecallOptions {
  readonly remembered: Remembered;
  readonly limits: Pick<Limits, 'remembered'>;
  readonly clock: Clock;
}

/** Only a whole answer is remembered: where a part of it fails or makes no sense, `read` throws. */
export function recallFor(caller: Caller, { remembered, limits, clock }: RecallOptions): Recall {
  const { changingMs, lastingMs } = limits.remembered;

  function sinceFor({ fresh = false }: CallOptions): number {
    return fresh ? Number.POSITIVE_INFINITY : (caller.freshSince ?? Number.NEGATIVE_INFINITY);
  }

  return async <T>(
    { path, isLasting }: Recallable<T>,
    call: CallOptions,
    read: (call: AskOptions) => Promise<T>,
  ): Promise<T> => {
    call.signal?.throwIfAborted();
    const known = remembered.find(path, { now: clock.now(), since: sinceFor(call) });
    if (known !== undefined) {
      caller.onAnswer?.(known.askedAt);
      return known.value as T; // a path is asked by one question, which reads it in one way
    }
    let askedAt = Number.POSITIVE_INFINITY;
    let bytes = 0;
    const value = await read({
      ...call,
      onResponse(response) {
        askedAt = Math.min(askedAt, response.askedAt);
        bytes += response.bytes;
      },
    });
    caller.onAnswer?.(askedAt);
    remembered.keep(path, { value, askedAt, bytes }, isLasting?.(value) === true ? lastingMs : changingMs);
    return value;
  };
}
