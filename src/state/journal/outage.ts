/** Whether the database is away, as this process has found it: one that was away is so until all that waits for it is there. */

import type { StateError } from '../errors.ts';

export interface Outage {
  /** `undefined`: it is there. */
  now(): { readonly since: number; readonly error: StateError } | undefined;
  /** Of several reports the first counts. */
  begin(error: StateError): void;
  end(): void;
}

/** @param onBegin - hears of each that begins. */
export function createOutage(now: () => number, onBegin: (error: StateError) => void): Outage {
  let outage: ReturnType<Outage['now']>;
  return {
    now: () => outage,
    begin(error) {
      if (outage !== undefined) return;
      outage = { since: now(), error };
      onBegin(error);
    },
    end() {
      outage = undefined;
    },
  };
}
