/** Which cards stand where, for whom, and in which state. What is forgotten is not edited any more, but answered anew. */

import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';

export interface ShownCard {
  readonly personId: string;
  readonly subject: string;
  readonly revision: number;
  readonly isEvidence: boolean;
}

export interface Shown {
  get(conversationId: string, messageId: string): ShownCard | undefined;
  set(conversationId: string, messageId: string, card: ShownCard): void;
  /** A chat or channel that is gone, with its threads, or one thread. */
  forget(conversationId: string): void;
  /** What is pressed on it is answered anew from now on. */
  forgetCard(conversationId: string, messageId: string): void;
}

const max = 5_000;
const ttlMs = 8 * 60 * 60_000;

export function createShown(clock: Clock): Shown {
  const cards = new LRUCache<string, ShownCard>({
    max,
    ttl: ttlMs,
    ttlResolution: 0,
    perf: { now: () => clock.now() },
  });
  const key = (conversationId: string, messageId: string): string => JSON.stringify([conversationId, messageId]);
  const conversationOf = (name: string): string => (JSON.parse(name) as [string, string])[0]; // as `key` wrote it
  return {
    get: (conversationId, messageId) => cards.get(key(conversationId, messageId)),
    set: (conversationId, messageId, card) => void cards.set(key(conversationId, messageId), card),
    forget(conversationId) {
      const isWithin = (other: string): boolean =>
        other === conversationId || other.startsWith(`${conversationId};messageid=`);
      for (const name of [...cards.keys()].filter((each) => isWithin(conversationOf(each)))) cards.delete(name);
    },
    forgetCard: (conversationId, messageId) => void cards.delete(key(conversationId, messageId)),
  };
}
