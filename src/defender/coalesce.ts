/**
 * Equal reads in flight are one call, whoever asks: twenty rooms that ask the same at once cost one. It runs on the share
 * of the quota of who asked first, and as long as the most patient of its askers has time. Each of them can give up alone;
 * the call itself ends only when all have.
 */

import { untilAborted } from '../clock.ts';
import { DefenderError } from './errors.ts';
import type { Layer, Request, Response, Send } from './send.ts';

interface Flight {
  /** Of who asked first. */
  readonly request: Request;
  readonly result: Promise<Response>;
  readonly abort: AbortController;
  askers: number;
  /** The latest of all askers'. Milliseconds since the epoch. */
  deadlineAt: number;
}

export const coalesce: Layer = (next) => {
  const flights = new Map<string, readonly Flight[]>();

  function leave(key: string, flight: Flight): void {
    const others = flights.get(key)?.filter((other) => other !== flight) ?? [];
    if (others.length === 0) flights.delete(key);
    else flights.set(key, others);
  }

  function begin(key: string, request: Request): Flight {
    const flight = start(next, request, () => leave(key, flight));
    flights.set(key, [...(flights.get(key) ?? []), flight]);
    return flight;
  }

  return async (request) => {
    if (request.method !== 'GET') return next(request);
    const key = JSON.stringify([request.origin, request.question ?? request.path]);
    for (;;) {
      request.signal?.throwIfAborted();
      const inFlight = flights.get(key)?.find((flight) => isForBoth(flight.request, request));
      const flight = inFlight ?? begin(key, request);
      try {
        return await join(flight, request, () => leave(key, flight));
      } catch (error) {
        if (inFlight === undefined || !isOfItsFirst(error, inFlight.request, request)) throw error;
      }
    }
  };
};

/** Nobody is given what was asked before they wanted it anew, or waits for quota longer than they would alone. */
function isForBoth(first: Request, request: Request): boolean {
  if (request.isFresh === true) return false;
  const isFirstServedLater = isBackground(first) && !isBackground(request);
  return !isFirstServedLater && first.quotaWaitMs <= request.quotaWaitMs;
}

/** What the share and the patience of the first did not give, those of another may. A 429 of Defender is for all alike. */
function isOfItsFirst(error: unknown, first: Request, { caller, quotaWaitMs }: Request): boolean {
  if (!(error instanceof DefenderError) || error.kind !== 'throttled') return false;
  const isRefusedByUs = error.status === undefined;
  return quotaWaitMs > first.quotaWaitMs || (isRefusedByUs && caller.conversation !== first.caller.conversation);
}

function isBackground({ caller }: Request): boolean {
  return caller.urgency === 'background';
}

function start(next: Send, request: Request, ended: () => void): Flight {
  const abort = new AbortController();
  const flight = { request, abort, askers: 0, deadlineAt: request.deadlineAt };
  const shared: Request = {
    ...request,
    signal: abort.signal,
    get deadlineAt() {
      return flight.deadlineAt; // as it is by then: others may have joined
    },
  };
  const result = next(shared).finally(ended);
  result.catch(() => undefined); // where its askers are all gone nobody else takes its failure
  return Object.assign(flight, { result });
}

async function join(flight: Flight, { signal, deadlineAt }: Request, abandoned: () => void): Promise<Response> {
  flight.askers++;
  flight.deadlineAt = Math.max(flight.deadlineAt, deadlineAt);
  const giveUp = (): void => {
    if (--flight.askers > 0) return;
    abandoned();
    flight.abort.abort(signal?.reason);
  };
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await untilAborted(flight.result, signal);
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}
