/**
 * Equal reads of one conversation in flight are one call: six people who press the same button cost one. Each asker can
 * give up alone; the call itself ends only when all of them have. How long it may wait inside, its first asker's deadline decides.
 */

import { untilAborted } from '../clock.ts';
import type { Layer, Request, Response, Send } from './send.ts';

interface Flight {
  readonly result: Promise<Response>;
  readonly abort: AbortController;
  askers: number;
}

export const coalesce: Layer = (next) => {
  const flights = new Map<string, Flight>();

  function leave(key: string, flight: Flight): void {
    if (flights.get(key) === flight) flights.delete(key); // another may have begun since
  }

  return async (request) => {
    if (request.method !== 'GET') return next(request);
    request.signal?.throwIfAborted();
    // Who waits for quota longer, or in the line of another conversation, shares with nobody who is to be served before.
    const { conversation, urgency } = request.caller;
    const key = JSON.stringify([request.origin, request.path, conversation, urgency, request.quotaWaitMs]);
    const inFlight = flights.get(key);
    const flight = inFlight ?? start(next, request);
    if (inFlight === undefined) {
      flights.set(key, flight);
      // Also where its askers are all gone and nobody else takes its failure.
      flight.result.catch(() => undefined).finally(() => leave(key, flight));
    }
    return join(flight, request.signal, () => leave(key, flight));
  };
};

function start(next: Send, request: Request): Flight {
  const abort = new AbortController();
  return { result: next({ ...request, signal: abort.signal }), abort, askers: 0 };
}

async function join(flight: Flight, signal: AbortSignal | undefined, abandoned: () => void): Promise<Response> {
  flight.askers++;
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
