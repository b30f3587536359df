/** A replica with a journal, whose way to PostgreSQL can be cut. */

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Log } from '../../../src/log.ts';
import { recoveryMs } from '../../../src/state/journal/recovery.ts';
import { openState, type State } from '../../../src/state/state.ts';
import { manualClock, type ManualClock } from '../../support/clock.ts';
import { eventually } from '../../support/eventually.ts';
import { createRelay, type Relay } from '../../system/replicas/relay.ts';
import { onPostgres, type PostgresTestDatabase } from '../engines.ts';

export interface JournalStage {
  readonly database: PostgresTestDatabase;
  readonly clock: ManualClock;
  readonly relay: Relay;
  /** The journal’s. */
  readonly file: string;
  readonly logged: readonly string[];
  /** @param options - another journal. */
  open(options?: { readonly journalFile?: string }): Promise<State>;
  /** As it is on disk at this moment: what a process that is killed now leaves. */
  leftBehind(): Promise<string>;
  /** The next attempt at a replay, to its end. */
  replays(state: State): Promise<void>;
  /** `turnId` and `at` of the one chain. */
  chain(): Promise<readonly (readonly [string, number])[]>;
  remove(): Promise<void>;
}

export async function createStage(): Promise<JournalStage> {
  const database = await onPostgres();
  const relay = await createRelay(database.options.host, database.options.port);
  const folder = await mkdtemp(join(tmpdir(), 'triage-journal-'));
  const file = join(folder, 'data', 'journal.db');
  const clock = manualClock();
  const logged: string[] = [];
  const note = (fields: object, message: string): void => void logged.push(`${message} ${JSON.stringify(fields)}`);
  const log: Log = { info: note, warn: note, error: note };
  const opened: State[] = [];
  return {
    database,
    clock,
    relay,
    file,
    logged,
    async open({ journalFile = file } = {}) {
      const state = await openState({ ...database.options, port: relay.port }, { clock, log, journalFile });
      opened.push(state);
      return state;
    },
    async leftBehind() {
      const copy = await mkdtemp(join(folder, 'left-'));
      await cp(dirname(file), copy, { recursive: true, filter: (path) => !path.endsWith('.lock') });
      return join(copy, 'journal.db');
    },
    async replays(state) {
      await clock.advance(recoveryMs);
      await eventually(() => state.journalInUse() === undefined);
    },
    async chain() {
      const rows = await database.raw('SELECT turn_id, at FROM audit ORDER BY sequence');
      return rows.map((row) => {
        const { turn_id: turnId, at } = row as { readonly turn_id: string; readonly at: string }; // of the query
        return [turnId, Number(at)];
      });
    },
    async remove() {
      relay.cut();
      await Promise.all(opened.map((state) => state.close().catch(() => undefined))); // some a test has closed
      relay.close();
      await database.remove();
      await rm(folder, { recursive: true });
    },
  };
}
