/** Tells how each attempt at the connector went, for metrics: no id, no address, no content. */

import type { Clock } from '../clock.ts';
import { ConnectorError, ownCodes } from './connector-error.ts';
import type { Call, Exchange, Method } from './connector-exchange.ts';
import type { CallKind } from './teams-quotas.ts';

export interface SendAttempt {
  readonly method: Method;
  readonly kind: CallKind;
  /** HTTP status, or why there is none; `aborted`: it was not worth more time. */
  readonly outcome: number | 'unreachable' | 'timeout' | 'aborted';
  /** JSON of a message or an edit that was answered, in UTF-16 units; `undefined` for anything else. */
  readonly units: number | undefined;
  readonly durationMs: number;
}

export function observed(next: Exchange, clock: Clock, onSend: (attempt: SendAttempt) => void): Exchange {
  return async (call, token, signal) => {
    const startedAt = clock.now();
    const { method, kind } = call;
    const tell = (outcome: SendAttempt['outcome'], units?: number): void =>
      onSend({ method, kind, outcome, units, durationMs: clock.now() - startedAt });
    try {
      const answer = await next(call, token, signal);
      tell(answer.status, unitsOf(call));
      return answer;
    } catch (error) {
      tell(signal?.aborted === true ? 'aborted' : isTimeout(error) ? 'timeout' : 'unreachable');
      throw error;
    }
  };
}

function unitsOf({ kind, body, isSpare }: Call): number | undefined {
  return kind === 'send' && !isSpare ? body?.length : undefined;
}

function isTimeout(error: unknown): boolean {
  return error instanceof ConnectorError && error.code === ownCodes.timeout;
}
