/** Ends a call at its deadline, whatever it is waiting for. The outermost layer: shared work is not ended by one asker. */

import { DeadlineError, withDeadline, type Clock } from '../clock.ts';
import { DefenderError } from './errors.ts';
import type { Layer } from './send.ts';

export function deadline(clock: Clock): Layer {
  return (next) => async (request) => {
    const { method, endpoint, deadlineAt, signal } = request;
    const late = (cause?: unknown): DefenderError =>
      new DefenderError('unreachable', `${method} ${endpoint.template}: no answer before the deadline`, { cause });
    const leftMs = deadlineAt - clock.now();
    if (leftMs <= 0) throw late();
    try {
      return await withDeadline(clock, leftMs, signal, (inner) => next({ ...request, signal: inner }));
    } catch (error) {
      if (error instanceof DeadlineError && signal?.aborted !== true) throw late(error);
      throw error;
    }
  };
}
