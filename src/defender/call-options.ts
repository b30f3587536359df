/** What every question takes beside its subject. */

export interface CallOptions {
  /** Aborted: the asker gave up or ran out of time. */
  readonly signal?: AbortSignal;
  /** Milliseconds since the epoch. The answer comes before, or `unreachable` does; default: a minute from now. */
  readonly deadlineAt?: number;
  /** The longest wait for quota; default: what somebody before the chat has patience for. */
  readonly quotaWaitMs?: number;
  /** Defender is asked whatever is remembered, and what it answers is remembered in its place. */
  readonly fresh?: boolean;
}

/** Of a question about many ids. */
export interface ProgressOptions extends CallOptions {
  /** Hears how many ids have their answer. */
  readonly onProgress?: (done: number, of: number) => void;
}
