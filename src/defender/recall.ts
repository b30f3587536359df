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
  /** Tells it from all others: its path with its query, where that does not hold the time of asking. */
  readonly question: string;
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
  const refreshed = new Set<string>();

  return async <T>(
    { question, isLasting }: Recallable<T>,
    call: CallOptions,
    read: (call: AskOptions) => Promise<T>,
  ): Promise<T> => {
    call.signal?.throwIfAborted();
    const { fresh = caller.fresh === true && !refreshed.has(question) } = call;
    const earlier = fresh ? undefined : remembered.find(question, clock.now());
    if (earlier !== undefined) {
      caller.onAnswer?.(earlier.askedAt);
      return earlier.value as T; // the same question is read in the same way
    }
    const startedAt = clock.now();
    let heardAt: number | undefined;
    let bytes = 0;
    const value = await read({
      ...call,
      fresh,
      onResponse(response) {
        heardAt = Math.min(heardAt ?? response.askedAt, response.askedAt);
        bytes += response.bytes;
      },
    });
    const askedAt = heardAt ?? startedAt; // an error may be an answer, too
    caller.onAnswer?.(askedAt);
    if (caller.fresh === true) refreshed.add(question);
    remembered.keep(question, { value, askedAt, bytes }, isLasting?.(value) === true ? lastingMs : changingMs);
    return value;
  };
}
