/** Tries again what may be tried again: 429 always; a passing fault or no answer at all only where nothing is changed. */

import type { Clock } from '../clock.ts';
import { DefenderError } from './errors.ts';
import type { Limits } from './limits.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Layer, Request, Response } from './send.ts';

export interface RetryOptions extends Pick<Limits, 'attempts' | 'baseDelayMs' | 'maxDelayMs' | 'maxRetryAfterMs'> {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** Others say that the server will not do this at all, e.g. 501. Source: RFC 9110 section 15.6 */
const passingFaults: readonly number[] = [500, 502, 503, 504];

export function retry(options: RetryOptions): Layer {
  return (next) => async (request) => {
    for (let attempt = 1; ; attempt++) {
      const result = await next(request).catch(unreachable);
      const waitMs = attempt < options.attempts ? waitBefore(request, result, attempt, options) : undefined;
      if (waitMs === undefined) {
        if (result instanceof DefenderError) throw result;
        return result;
      }
      await options.clock.sleep(waitMs, request.signal);
    }
  };
}

function unreachable(error: unknown): DefenderError {
  if (error instanceof DefenderError && error.kind === 'unreachable') return error;
  throw error;
}

/** Ms until the next attempt; `undefined`: there is none, because it may not be, or would come too late to help. */
function waitBefore(
  request: Request,
  result: Response | DefenderError,
  attempt: number,
  options: RetryOptions,
): number | undefined {
  if (!isRetryable(request, result)) return undefined;
  const now = options.clock.now();
  const asked = result instanceof DefenderError ? undefined : retryAfterMs(result, now);
  const waitMs = asked ?? options.random() * Math.min(options.maxDelayMs, options.baseDelayMs * 2 ** (attempt - 1));
  const longestMs = isThrottled(result)
    ? Math.min(options.maxRetryAfterMs, request.quotaWaitMs)
    : options.maxRetryAfterMs;
  return waitMs <= longestMs && now + waitMs < request.deadlineAt ? waitMs : undefined;
}

function isRetryable({ method }: Request, result: Response | DefenderError): boolean {
  if (isThrottled(result)) return true;
  if (method !== 'GET') return false;
  return result instanceof DefenderError || passingFaults.includes(result.status);
}

function isThrottled(result: Response | DefenderError): boolean {
  return !(result instanceof DefenderError) && result.status === 429;
}
