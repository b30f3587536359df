/** What replicas share of their policies without a database: the same promises, kept in memory on a clock of the test’s. */

import type { Clock } from '../../src/clock.ts';
import type { PolicyBoard, PublishedPolicy } from '../../src/policy/policy-board.ts';

export interface PolicyBoardDouble extends PolicyBoard {
  /** Away: it rejects. Silent: it says nothing. */
  weather: 'fine' | 'away' | 'silent';
  /** How often it was asked, in whatever weather. */
  asked: number;
  /** Past all replicas. */
  put(text: string): void;
}

export function policyBoard(clock: Clock): PolicyBoardDouble {
  let there: (PublishedPolicy & { readonly writtenAt: number }) | undefined;

  return {
    weather: 'fine',
    asked: 0,
    put(text) {
      there = { text, version: text, writtenAt: clock.now() };
    },
    async publish(text, { ageMs, after }) {
      await answers(this);
      const writtenAt = clock.now() - (ageMs ?? 0);
      if (there === undefined || ageMs === undefined || writtenAt > there.writtenAt || there.version === after)
        there = { text, version: text, writtenAt };
      return there;
    },
    async newest(than) {
      await answers(this);
      return there?.version === than ? undefined : there;
    },
  };
}

async function answers(board: PolicyBoardDouble): Promise<void> {
  board.asked++;
  await Promise.resolve();
  if (board.weather === 'away') throw new RangeError('away');
  if (board.weather === 'silent') await new Promise(() => undefined);
}
