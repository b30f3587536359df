/** Ours, of the feed of new alerts. */
export const feedNumbers = {
  /** Twice a minute, so that an alert is told within one. */
  everyMs: 30_000,
  /** A lease is renewed as long as its process lives: of one that died the feed is free after `leaseMs`. */
  leaseMs: 60_000,
  renewMs: 15_000,
  /** Rooms that are told side by side. */
  roomsAtOnce: 20,
  /** Alerts are read again for so long: some show in the API later than they were created. */
  overlapMs: 15 * 60_000,
  /** Who did not look for so long catches up. */
  gapMs: 10 * 60_000,
  /** Threads that are begun in one look; what is more shares one. */
  threadsAtOnce: 5,
  /** Messages in a chat, which has no threads; what is more shares one. */
  messagesAtOnce: 3,
  /** Of messages whose alerts were seen to, in one look; the next ones follow. */
  editsAtOnce: 30,
  /** So often in a row Teams may not want a card edited, and what lies between: a minute, 4, 16 and 64. */
  editTries: 5,
  editGapMs: 60_000,
  editGapGrows: 4,
  /** How long an alert is known, told or not. */
  keptMs: 7 * 24 * 60 * 60_000,
  /** So often in a row somebody is found to have no right to it before a subscription ends. */
  refusals: 3,
  /** One question to Defender, and of that the wait for quota: the next look asks again. */
  askMs: 60_000,
  quotaWaitMs: 20_000,
} as const;
