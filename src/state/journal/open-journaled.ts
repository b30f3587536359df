/** The state of a process that goes on answering while PostgreSQL is away, with the journal that this takes. */

import { Kysely, type Dialect } from 'kysely';
import type { SharedQuotas } from '../../bucket.ts';
import { errorFields } from '../../log.ts';
import type { LeaseWays } from '../lease.ts';
import { StateError } from '../errors.ts';
import type { Database, Tables } from '../tables.ts';
import { gated } from './gated.ts';
import type { JournalUse } from './journal-use.ts';
import { createJournal } from './journal.ts';
import { journaled, type Kept } from './journaled.ts';
import { createLine } from './line.ts';
import { createOutage, type Outage } from './outage.ts';
import { createOwnPart } from './own-part.ts';
import { createRecovery } from './recovery.ts';

/** What of the state goes other ways with a journal. */
interface Shared extends Kept {
  readonly sharedQuotas: SharedQuotas | undefined;
  isReady(): Promise<boolean>;
  journalInUse(): JournalUse | undefined;
  close(): Promise<void>;
}

export interface JournaledOptions<S extends Shared> extends LeaseWays {
  readonly processId: string;
  /** Of the shared database, for everything: refused while it is away. */
  readonly dialect: Dialect;
  /** The same, never refused. */
  readonly db: Database;
  /** Of the journal’s file. */
  readonly local: Database;
  /** How many processes share the database. */
  readonly living: () => number;
  /** The state on the shared database, as without a journal. */
  readonly stateOn: (db: Database) => S;
}

/** Replays what a process before left, first thing. It closes neither `db` nor `local`. */
export async function openJournaled<S extends Shared>(options: JournaledOptions<S>): Promise<S> {
  const { processId, dialect, db, local, living, stateOn, clock, log } = options;
  const now = (): number => clock.now();
  const journal = await createJournal(local, { processId, now, log });
  const outage: Outage = createOutage(now, (error) => {
    log.warn(errorFields(error), 'the database is away: the journal is in use');
    recovery.begin();
  });
  const line = createLine();
  const shared = stateOn(new Kysely<Tables>({ dialect: gated(dialect, () => outage.now()?.error) }));
  const quotas = shared.sharedQuotas && createOwnPart(shared.sharedQuotas, { outage, processes: living, now });
  const recovery = createRecovery({
    ...{ processId, db },
    journal,
    outage,
    line,
    quotas: quotas ?? { tell: () => Promise.resolve() },
    clock,
    log,
  });

  if (!(await journal.isEmpty()) && !(await recovery.replayNow()))
    outage.begin(new StateError('What the process before left in the journal is not replayed yet'));

  return {
    ...shared,
    ...journaled(shared, { journal, outage, line }),
    sharedQuotas: quotas,
    isReady: () => journal.isReady(),
    journalInUse() {
      const since = outage.now()?.since;
      return since === undefined ? undefined : { since, waiting: journal.waiting() };
    },
    async close() {
      await recovery.stop();
      if (outage.now() !== undefined && !(await recovery.replayNow()))
        log.warn({ records: journal.waiting() }, 'the journal is left for the next start: the database is away');
      await shared.close();
    },
  };
}
