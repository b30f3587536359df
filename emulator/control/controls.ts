/** Everything that can be changed while the emulator runs: by its handle in process, by `/control/` from outside. */

import type { QuotaKeeper, QuotaSettings } from '../api/quotas.ts';
import type { EmulatorClock } from '../clock.ts';
import type { Store } from '../world.ts';
import type { Fault, FaultStore } from './faults.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';

export interface Controls {
  /** Milliseconds since the epoch, by the emulator's clock. */
  now(): number;
  /** Jumps ahead: actions move on, links, tokens and quota windows run out. Throws RangeError. */
  advance(ms: number): void;
  /** 1 is real time, 0 stands still. Throws RangeError. */
  setSpeed(factor: number): void;
  /** Throws SyntaxError when its `match` is no regular expression. */
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** What every result link is from now on; `undefined`: the true one again. */
  setLink(value: string | undefined): void;
  setQuotas(settings: QuotaSettings): void;
  /** Oldest first. */
  requests(): readonly LoggedRequest[];
  clearRequests(): void;
  /** As it was at the start, with real time and the data made anew around it. */
  reset(): void;
}

export interface ControlledParts {
  readonly clock: EmulatorClock;
  readonly faults: FaultStore;
  readonly log: RequestLog;
  readonly quotaKeeper: QuotaKeeper;
  readonly store: Store;
}

/** @returns the controls, and the link that replaces every other, if any. */
export function createControls({ clock, faults, log, quotaKeeper, store }: ControlledParts): {
  readonly controls: Controls;
  readonly replacedLink: () => string | undefined;
} {
  let link: string | undefined;
  const controls: Controls = {
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    setSpeed: (factor) => clock.setSpeed(factor),
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    setLink(value) {
      link = value;
    },
    setQuotas: (settings) => quotaKeeper.configure(settings),
    requests: () => log.entries(),
    clearRequests: () => log.clear(),
    reset() {
      clock.reset();
      faults.clear();
      log.clear();
      quotaKeeper.reset();
      store.reset();
      link = undefined;
    },
  };
  return { controls, replacedLink: () => link };
}
