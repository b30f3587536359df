/** Replicas with a policy file each, on one clock, and the board where they meet. */

import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPolicyFile } from '../../src/policy/policy-file.ts';
import { createPolicyInForce, type PolicyInForce } from '../../src/policy/policy-in-force.ts';
import type { SharingEvent } from '../../src/policy/policy-sharing.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { policyBoard, type PolicyBoardDouble } from '../support/policy-board.ts';

export interface PolicyStage {
  readonly clock: ManualClock;
  readonly board: PolicyBoardDouble;
  /** @param ageMs - of its file, by the clock. */
  start(to: string, ageMs?: number, isAlone?: boolean): Promise<Replica>;
  /** All look no more. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

interface Replica {
  readonly policy: PolicyInForce;
  readonly events: readonly SharingEvent[];
  /** Who holds a grant, and whose policy that is. */
  holds(): string;
  /** @param modifiedAt - in seconds since the epoch. */
  write(to: string, modifiedAt?: number): void;
  writeText(text: string): void;
}

export const textOf = (to: string): string => JSON.stringify({ grants: to === '' ? [] : [{ role: 'reader', to }] });

export function policyStage(): PolicyStage {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  const clock = manualClock();
  const board = policyBoard(clock);
  const stopping = new AbortController();
  const watching: Promise<void>[] = [];

  async function stop(): Promise<void> {
    stopping.abort();
    await Promise.all(watching);
  }

  return {
    clock,
    board,
    async start(to, ageMs = 0, isAlone = false) {
      const path = join(folder, `${watching.length}.json`);
      const events: SharingEvent[] = [];
      writeFileSync(path, textOf(to));
      utimesSync(path, 0, (clock.now() - ageMs) / 1_000);
      const opened = openPolicyFile(path, () => undefined);
      if (!opened.ok) throw new Error(opened.faults.join('\n'));
      const report = (event: SharingEvent): void => void events.push(event);
      const policy = createPolicyInForce(opened.file, { board: isAlone ? undefined : board, clock, report });
      await policy.start();
      watching.push(policy.watch(stopping.signal));
      return {
        policy,
        events,
        holds: () =>
          [...policy.current().grants.map((grant) => grant.to), `of ${policy.from() ?? 'nobody else'}`].join(' '),
        write(other, modifiedAt) {
          writeFileSync(path, textOf(other));
          if (modifiedAt !== undefined) utimesSync(path, 0, modifiedAt);
        },
        writeText: (text) => writeFileSync(path, text),
      };
    },
    stop,
    async close() {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}
