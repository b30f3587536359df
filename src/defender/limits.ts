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
  /** The same where nobody does. */
  readonly backgroundQuotaWaitMs: number;
  /** What background calls may use of a quota; the rest is kept for who sits before the chat. From 0 to 1. */
  readonly backgroundShare: number;
  /** A 429 that our own count did not foresee halves the pace of its endpoint, not below this share. */
  readonly narrowestShare: number;
  /** After so long without another one the pace doubles again. */
  readonly widenAfterMs: number;
  readonly maxBodyBytes: number;
  /** Of one list: pages that are followed, and items that are kept. */
  readonly maxPages: number;
  readonly maxItems: number;
  /** Of alerts with their evidence, which is many times their size: a page of them has to fit into `maxBodyBytes`. */
  readonly maxItemsWithEvidence: number;
  /** In one `id in (…)`, and how many of those calls side by side. */
  readonly idsPerCall: number;
  readonly callsAtOnce: number;
  /** Answers that are given again. */
  readonly remembered: {
    /** For so long from when they were asked for: what may change, and what has ended or hardly ever changes. */
    readonly changingMs: number;
    readonly lastingMs: number;
    readonly maxEntries: number;
    /** Of all, and of one, as they came from Defender: read, an alert takes 1.6 times that. */
    readonly maxBytes: number;
    readonly maxAnswerBytes: number;
  };
}

export const defaultLimits: Limits = {
  attemptMs: 20_000,
  callMs: 60_000,
  attempts: 4,
  baseDelayMs: 500,
  maxDelayMs: 8_000,
  maxRetryAfterMs: 300_000,
  quotaWaitMs: 20_000,
  backgroundQuotaWaitMs: 300_000,
  backgroundShare: 0.75,
  narrowestShare: 1 / 8,
  widenAfterMs: 300_000,
  maxBodyBytes: 16 * 1024 * 1024,
  maxPages: 10,
  maxItems: 1_000,
  maxItemsWithEvidence: 200,
  idsPerCall: 20,
  callsAtOnce: 4,
  remembered: {
    changingMs: 60_000,
    lastingMs: 600_000,
    maxEntries: 2_000,
    maxBytes: 32 * 1024 * 1024,
    maxAnswerBytes: 4 * 1024 * 1024,
  },
};
