/** The policy in force: the file's, looked at as long as the bot runs, or a newer one of another replica. */

import type { Clock } from '../clock.ts';
import type { PolicyBoard } from './policy-board.ts';
import type { PolicyFile } from './policy-file.ts';
import { createPolicySharing, type SharingEvent } from './policy-sharing.ts';
import type { Policy } from './policy.ts';

export interface PolicyInForce {
  current(): Policy;
  /** Whose it is; `undefined`: there are no other replicas. */
  from(): PolicySource | undefined;
  /** Resolves when the newest of all replicas is in force, or when it is not to be had. */
  start(): Promise<void>;
  /** An operator's word: the file as it is now is in force, for all replicas. */
  reload(): void;
  /** Looks for changes until the signal is aborted; then it resolves. */
  watch(signal: AbortSignal): Promise<void>;
}

export type PolicySource = 'file' | 'replica';

/** Ours. Looked at by content: mounted files of a cluster change by moved links, which no event tells of. */
export const lookEveryMs = 5_000;

export interface PolicyInForceOptions {
  /** `undefined`: this process is alone. */
  readonly board: PolicyBoard | undefined;
  readonly clock: Clock;
  readonly report: (event: SharingEvent) => void;
}

export function createPolicyInForce(file: PolicyFile, { board, clock, report }: PolicyInForceOptions): PolicyInForce {
  const sharing = board && createPolicySharing(file, board, { clock, report });
  const current = (): Policy => (sharing ?? file).current().policy;

  return {
    current,
    from: () => sharing && (sharing.current() === file.current() ? 'file' : 'replica'),
    start: async () => sharing?.meet(),
    reload() {
      if (file.reload()) sharing?.putInForce();
      void sharing?.meet();
    },
    async watch(signal) {
      for (;;) {
        await clock.sleep(lookEveryMs, signal).catch(() => undefined); // it rejects with the abort, which is asked next
        if (signal.aborted) return;
        if (file.look()) sharing?.putInForce();
        void sharing?.meet(); // a database that hangs does not keep the file from being looked at
      }
    },
  };
}
