/** Evidence whose time is up becomes a tombstone by itself; what is known of old evidence is forgotten. */

import { tombstoneCard } from '../cards/tombstone.ts';
import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import type { DueEvidence, Evidence, MessageAddress } from '../state/evidence.ts';
import type { EvidenceCards } from './evidence-cards.ts';
import { isGone } from './not-taken.ts';
import type { Message } from './outgoing.ts';

export interface EvidenceSweep {
  /** Looks now and from time to time. */
  start(): void;
  /** Looks no more; resolves when what is under way is done. */
  stop(): Promise<void>;
}

export interface EvidenceSweepOptions {
  readonly evidence: Evidence;
  readonly cards: EvidenceCards;
  /** Rejects when Teams does not take it. */
  readonly edit: (at: MessageAddress & { readonly serviceUrl: string }, message: Message) => Promise<void>;
  /** `undefined`: evidence stands until somebody removes it. */
  readonly ttlHours: number | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

const hourMs = 60 * 60_000;

/** Ours. `keptMs`: how long evidence is known, after its time where it has one; that long its removal is tried. */
export const sweep = {
  everyMs: 60_000,
  atOnce: 50,
  firstGapMs: 2 * 60_000,
  maxGapMs: 6 * hourMs,
  keptMs: 30 * 24 * hourMs,
} as const;

export function createEvidenceSweep({
  evidence,
  cards,
  edit,
  ttlHours,
  clock,
  log,
}: EvidenceSweepOptions): EvidenceSweep {
  const stopping = new AbortController();
  const ttlMs = (ttlHours ?? 0) * hourMs;
  let sweeping: Promise<void> = Promise.resolve();

  async function remove(one: DueEvidence, afterHours: number): Promise<void> {
    const { what, personName, sha256, shownAt, failures } = one;
    const tombstone = tombstoneCard({
      shown: { what, personName, sha256, at: new Date(shownAt) },
      removal: { by: 'time', afterHours },
      removedAt: new Date(clock.now()),
    });
    try {
      await cards.bury(one, { by: 'time', edit: () => edit(one, tombstone), isGone });
    } catch {
      const gapMs = Math.min(sweep.maxGapMs, sweep.firstGapMs * 2 ** failures);
      await evidence.postpone(one, clock.now() + gapMs);
    }
  }

  async function look(): Promise<void> {
    const now = clock.now();
    try {
      await evidence.forgetOld(now - ttlMs - sweep.keptMs);
      if (ttlHours === undefined) return;
      const due = await evidence.due({ shownBefore: now - ttlMs + 1, now, max: sweep.atOnce });
      const removals = await Promise.allSettled(due.map((one) => remove(one, ttlHours)));
      for (const removal of removals) if (removal.status === 'rejected') throw removal.reason;
      if (due.length > 0) log.info({ count: due.length }, 'evidence whose time is up was looked at');
    } catch (error) {
      log.error(errorFields(error), 'evidence whose time is up could not be looked through');
    }
  }

  async function lookOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look();
      await clock.sleep(sweep.everyMs, stopping.signal).catch(() => undefined); // it stops
    }
  }

  return {
    start() {
      sweeping = lookOn();
    },
    async stop() {
      stopping.abort();
      await sweeping;
    },
  };
}
