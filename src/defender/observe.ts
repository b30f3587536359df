/** Tells how each attempt went, for metrics and the log: no id, no token, no content. */

import type { Clock } from '../clock.ts';
import { DefenderError, type DefenderErrorKind } from './errors.ts';
import type { Layer } from './send.ts';

export interface Attempt {
  readonly method: string;
  /** The endpoint's template. */
  readonly endpoint: string;
  /** HTTP status, or why there is none; `aborted`: the asker gave up. */
  readonly outcome: number | DefenderErrorKind | 'aborted';
  readonly durationMs: number;
}

export function observe(clock: Clock, onAttempt: (attempt: Attempt) => void): Layer {
  return (next) => async (request) => {
    const { method, endpoint, caller } = request;
    const startedAt = clock.now();
    const tell = (outcome: Attempt['outcome']): void => {
      const attempt = { method, endpoint: endpoint.template, outcome, durationMs: clock.now() - startedAt };
      onAttempt(attempt);
      caller.onAttempt?.(attempt);
    };
    try {
      const response = await next(request);
      tell(response.status);
      return response;
    } catch (error) {
      tell(error instanceof DefenderError ? error.kind : 'aborted');
      throw error;
    }
  };
}
