/**
 * What Teams allows. A thread is a chat or a channel; retries, edits, removals and typing indicators count too.
 * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */

import type { Quota } from '../bucket.ts';

/** What a call counts as; each kind has its own quota per thread. */
export type CallKind = 'send' | 'create' | 'lookUp';

const sends: readonly Quota[] = [
  { calls: 7, perMs: 1_000 },
  { calls: 8, perMs: 2_000 },
  { calls: 60, perMs: 30_000 },
  { calls: 1_800, perMs: 3_600_000 },
];

const lookUps: readonly Quota[] = [
  { calls: 14, perMs: 1_000 },
  { calls: 16, perMs: 2_000 },
  { calls: 120, perMs: 30_000 },
  { calls: 3_600, perMs: 3_600_000 },
];

/** Per bot and thread. */
export const threadQuotas: Readonly<Record<CallKind, readonly Quota[]>> = {
  send: sends,
  create: sends,
  lookUp: lookUps,
};

/** Per app and tenant, all kinds and threads together. */
export const appQuota: readonly Quota[] = [{ calls: 50, perMs: 1_000 }];
