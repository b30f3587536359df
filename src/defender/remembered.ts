/** Answers that are given again for a while: in this process only, as one app registration was given them. */

import { LRUCache } from 'lru-cache';
import type { Limits } from './limits.ts';

export interface Answer<T> {
  readonly value: T;
  /** When Defender was asked, in ms since the epoch: for the earliest of its parts. */
  readonly askedAt: number;
  /** Of all that it was read from, as it came. */
  readonly bytes: number;
}

export interface Remembered {
  /** `undefined`: not known, or too old. */
  find(question: string, now: number): Answer<unknown> | undefined;
  /** Of two answers to a question the one that was asked for later stays. */
  keep(question: string, answer: Answer<unknown>, keptMs: number): void;
}

interface Kept {
  readonly answer: Answer<unknown>;
  readonly until: number;
}

/** Of an entry beside its bytes and its question, a little more than measured. */
const entryBytes = 512;

/** The one that was used least is forgotten first, and what is large is not remembered at all. */
export function createRemembered({ maxEntries, maxBytes, maxAnswerBytes }: Limits['remembered']): Remembered {
  const kept = new LRUCache<string, Kept>({ max: maxEntries, maxSize: maxBytes, maxEntrySize: maxAnswerBytes });
  return {
    find(question, now) {
      const known = kept.get(question);
      if (known === undefined) return undefined;
      if (now < known.until) return known.answer;
      kept.delete(question);
      return undefined;
    },
    keep(question, answer, keptMs) {
      const known = kept.peek(question);
      if (known !== undefined && known.answer.askedAt > answer.askedAt) return;
      const size = answer.bytes + 2 * question.length + entryBytes;
      kept.set(question, { answer, until: answer.askedAt + keptMs }, { size });
    },
  };
}
