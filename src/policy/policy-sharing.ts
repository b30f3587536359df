/**
 * A policy file among those of the other replicas: the newest of them is in force for all. What changes while the bot runs
 * was changed just now, whatever the file's time says.
 */

import type { Clock } from '../clock.ts';
import type { PolicyBoard, PublishedPolicy, Written } from './policy-board.ts';
import type { PolicyFile, WrittenPolicy } from './policy-file.ts';
import { readPolicy } from './read-policy.ts';

export type SharingEvent =
  /** Of another replica. `isFileOlder`: it was preferred to this one's file. */
  | { readonly kind: 'adopted'; readonly grants: number; readonly isFileOlder: boolean }
  /** The policy before it stays in force. */
  | { readonly kind: 'unusable'; readonly faults: readonly string[] }
  /** Nothing is heard of the others: told once. */
  | { readonly kind: 'apart'; readonly error: unknown }
  | { readonly kind: 'together' };

export interface PolicySharing {
  current(): WrittenPolicy;
  /** The file has changed, or an operator gave their word for it: it is in force here at once, and for all when they next meet. */
  putInForce(): void;
  /** Tells the others and hears of them, one meeting at a time. Never rejects. */
  meet(): Promise<void>;
}

/** What the others have not heard of yet. */
interface Unpublished {
  readonly writtenAt: number;
  readonly isWord: boolean;
}

export function createPolicySharing(
  file: Pick<PolicyFile, 'current' | 'modifiedAt'>,
  board: PolicyBoard,
  { clock, report }: { readonly clock: Clock; readonly report: (event: SharingEvent) => void },
): PolicySharing {
  let unpublished: Unpublished | undefined = { writtenAt: file.modifiedAt, isWord: false };
  let adopted: WrittenPolicy | undefined;
  let known: string | undefined;
  let isApart = false;
  let isMeeting = false;

  const current = (): WrittenPolicy => adopted ?? file.current();

  function hear(newest: PublishedPolicy, isFileOlder: boolean): void {
    known = newest.version;
    if (newest.text === current().text) return;
    const reading = readPolicy(newest.text);
    if (!reading.ok) {
      report({ kind: 'unusable', faults: reading.faults });
      return;
    }
    adopted = newest.text === file.current().text ? undefined : { policy: reading.policy, text: newest.text };
    report({ kind: 'adopted', grants: reading.policy.grants.length, isFileOlder });
  }

  function writtenAs({ isWord, writtenAt }: Unpublished): Written {
    return { ageMs: isWord ? undefined : Math.max(0, clock.now() - writtenAt), after: known };
  }

  /** True: meanwhile the file has changed again. */
  async function meetOnce(): Promise<boolean> {
    const mine = unpublished;
    try {
      const newest = await (mine === undefined
        ? board.newest(known)
        : board.publish(file.current().text, writtenAs(mine)));
      if (isApart) report({ kind: 'together' });
      isApart = false;
      if (unpublished !== mine) return true; // what was heard is older
      unpublished = undefined;
      if (newest !== undefined) hear(newest, mine !== undefined);
    } catch (error) {
      if (!isApart) report({ kind: 'apart', error });
      isApart = true;
      if (unpublished === mine && mine !== undefined) unpublished = { ...mine, isWord: false }; // others may speak meanwhile
    }
    return false;
  }

  return {
    current,
    putInForce() {
      adopted = undefined;
      unpublished = { writtenAt: clock.now(), isWord: true };
    },
    async meet() {
      if (isMeeting) return;
      isMeeting = true;
      while (await meetOnce());
      isMeeting = false;
    },
  };
}
