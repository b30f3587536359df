/** Ours, of the watches. A lease is renewed as long as its process lives: those of one that died are free after `leaseMs`. */
export const watchNumbers = {
  everyMs: 5_000,
  atOnce: 100,
  /** With those that are still being told: of as many conversations side by side, the others in turn. */
  mostHeld: 1_000,
  conversationsAtOnce: 50,
  leaseMs: 20_000,
  renewMs: 5_000,
  /** One question to Defender, and of that the wait for quota: the next look asks again. */
  askMs: 60_000,
  quotaWaitMs: 30_000,
  /** So often in a row a person may be refused, and a last edit fail, before it counts. */
  tries: 3,
  /** A last word that ends the process each time is not begun for ever. */
  maxMentions: 5,
  /** What cannot be told so long after its end is not told any more. */
  graceMs: 24 * 60 * 60_000,
} as const;
