/** How long, how often, how much: the client's numbers in one place. Each can be set when it is made. */

export interface Limits {
  /** One attempt, connection and body included. */
  readonly attemptMs: number;
  /** One call with all its attempts and waits, where the asker names no deadline. */
  readonly callMs: number;
  readonly attempts: number;
  /** Full jitter below a bound that doubles from the first to the second. */
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** A longer `Retry-After` is not waited for. */
  readonly maxRetryAfterMs: number;
  /** The longest wait for quota while somebody sits before the chat. */
  readonly quotaWaitMs: number;
  readonly maxBodyBytes: number;
}

export const defaultLimits: Limits = {
  attemptMs: 20_000,
  callMs: 60_000,
  attempts: 4,
  baseDelayMs: 500,
  maxDelayMs: 8_000,
  maxRetryAfterMs: 300_000,
  quotaWaitMs: 20_000,
  maxBodyBytes: 16 * 1024 * 1024,
};
