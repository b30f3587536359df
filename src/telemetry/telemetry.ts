/** What the bot tells of its own work to whoever runs it: closed words, numbers and times, never an id, a name or content. */

import type { EndpointLeft, QuotaWait } from '../defender/rate-limit.ts';
import type { Attempt } from '../defender/observe.ts';
import type { SendAttempt } from '../teams/connector-observe.ts';
import type { SendWait } from '../teams/pace.ts';
import type { RefusalReason } from '../teams/refusal.ts';

export interface TurnBegan {
  /** The reference on cards and in the log. */
  readonly turnId: string;
  /** `undefined`: nothing was understood. */
  readonly command: string | undefined;
}

export interface TurnEnded {
  readonly outcome: string;
  /** Where the answer went. */
  readonly delivered: string;
}

/** Plain functions, each of which takes its time and nothing else: none throws, and none waits for anybody but `stop`. */
export interface Telemetry {
  /** Runs a turn; what is told while it runs, by whomever, belongs to it. Settles as the work does. */
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Of the turn that is running. One that never ends has failed. */
  readonly turnBegan: (turn: TurnBegan) => void;
  readonly turnEnded: (turn: TurnEnded) => void;
  readonly onAttempt: (attempt: Attempt) => void;
  readonly onQuotaWait: (wait: QuotaWait) => void;
  /** Asked from time to time. */
  readonly observeQuota: (left: () => readonly EndpointLeft[]) => void;
  readonly onRefused: (reason: RefusalReason) => void;
  readonly onSend: (attempt: SendAttempt) => void;
  readonly onSendWait: (wait: SendWait) => void;
  /** What a line of the log says besides: the trace of the turn that writes it. */
  readonly logFields: () => object;
  /** How long `stop` takes at the most. */
  readonly stopMs: number;
  /** Sends what is left. Never rejects. */
  readonly stop: () => Promise<void>;
}

/** Tells nobody. */
export const noTelemetry: Telemetry = {
  turn: (work) => work(),
  turnBegan: () => undefined,
  turnEnded: () => undefined,
  onAttempt: () => undefined,
  onQuotaWait: () => undefined,
  observeQuota: () => undefined,
  onRefused: () => undefined,
  onSend: () => undefined,
  onSendWait: () => undefined,
  logFields: () => ({}),
  stopMs: 0,
  stop: () => Promise.resolve(),
};
