/** Tells the log who was not let in: each reason at most once a minute, so that a flood fills no disk. */

import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Refusal, RefusalReason } from './refusal.ts';

export type NoteRefusal = (refusal: Pick<Refusal, 'status' | 'reason'>) => void;

export interface RefusalLogOptions {
  /** Of each, also of those that the log does not tell one by one. */
  readonly onRefused?: ((reason: RefusalReason) => void) | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Ours. */
const everyMs = 60_000;

/** Holds one entry for a reason, of which there are a few dozen. A line says how many were left out since the last. */
export function createRefusalLog({ onRefused, clock, log }: RefusalLogOptions): NoteRefusal {
  const noted = new Map<RefusalReason, { readonly at: number; unlogged: number }>();

  return ({ status, reason }) => {
    onRefused?.(reason);
    const now = clock.now();
    const last = noted.get(reason);
    if (last !== undefined && now - last.at < everyMs) {
      last.unlogged++;
      return;
    }
    noted.set(reason, { at: now, unlogged: 0 });
    const more = last === undefined || last.unlogged === 0 ? {} : { unlogged: last.unlogged };
    log.warn({ status, reason, ...more }, 'A request was refused');
  };
}
