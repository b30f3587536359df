/** The door of what survives a restart. No other room knows SQL. */

import { randomUUID } from 'node:crypto';
import { Kysely } from 'kysely';
import type { SharedQuotas } from '../bucket.ts';
import { errorFields } from '../log.ts';
import type { PolicyBoard } from '../policy/policy-board.ts';
import { createActivities, type Activities } from './activities.ts';
import { createEvidence, type Evidence } from './evidence.ts';
import { createAudit, type Audit } from './audit.ts';
import { createThreadContext, type ThreadContext } from './context.ts';
import { bringUp } from './bring-up.ts';
import { postgresEngine, sqliteEngine, type Engine } from './engine.ts';
import type { JournalUse } from './journal/journal-use.ts';
import { openJournaled } from './journal/open-journaled.ts';
import { createLease, type LeaseWays } from './lease.ts';
import { migrate } from './migrate.ts';
import { createFeed, type Feed } from './feed.ts';
import { createOnIt, type OnIt } from './on-it.ts';
import { createPolicyBoard } from './policy-board.ts';
import { openPostgres, type PostgresSettings } from './postgres.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { createSharedQuotas } from './shared-quotas.ts';
import { openSqlite } from './sqlite.ts';
import { createWatches, type Watches } from './watches.ts';
import type { Database, Tables } from './tables.ts';

export interface State {
  readonly activities: Activities;
  readonly evidence: Evidence;
  readonly audit: Audit;
  /** @param tenantId - of Defender. */
  readonly onIt: (tenantId: string) => OnIt;
  readonly context: ThreadContext;
  readonly subscriptions: Subscriptions;
  readonly feed: Feed;
  readonly watches: Watches;
  /** Where several processes share the database; `undefined`: this one is alone. */
  readonly sharedQuotas: SharedQuotas | undefined;
  /** The same. */
  readonly policyBoard: PolicyBoard | undefined;
  /** Whether it answers now. */
  isReady(): Promise<boolean>;
  /** `undefined`: what is recorded goes to where it belongs. */
  journalInUse(): JournalUse | undefined;
  close(): Promise<void>;
}

/** One process on a file, or several on a server. */
export type StateOptions = SqliteOptions | PostgresSettings;

export interface SqliteOptions {
  /** Relative to the working directory; `:memory:` is forgotten at the end. */
  readonly file: string;
}

/** With PostgreSQL. */
export interface StateWays extends LeaseWays {
  /** Where is recorded what cannot be told to a database that is away; `undefined`: nowhere, so that it is refused. */
  readonly journalFile?: string | undefined;
}

/** Throws StateError, which says what the operator can do. */
export function openState(options: SqliteOptions): Promise<State>;
export function openState(options: StateOptions, ways: StateWays): Promise<State>;
export async function openState(options: StateOptions, ways?: StateWays): Promise<State> {
  if (!('host' in options)) return stateOn(await openedSqlite(options.file), randomUUID(), sqliteEngine);
  if (ways === undefined) throw new TypeError('On PostgreSQL signs of life are given: that takes a clock');
  const opened = new AsyncDisposableStack();
  try {
    const state = await openedPostgres(options, ways, opened);
    return { ...state, close: () => opened.disposeAsync() };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

async function openedSqlite(file: string): Promise<Database> {
  const db = new Kysely<Tables>({ dialect: openSqlite(file) });
  try {
    await migrate(db as Kysely<unknown>); // it makes the tables
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** @param opened - takes what is to be closed, the last first. */
async function openedPostgres(
  settings: PostgresSettings,
  ways: StateWays,
  opened: AsyncDisposableStack,
): Promise<State> {
  const onLost = (error: unknown): void => ways.log.warn(errorFields(error), 'a connection to the database broke');
  const kept = (db: Database): Database => opened.adopt(db, () => db.destroy());
  const { journalFile, clock } = ways;
  const local = journalFile === undefined ? undefined : kept(await openedSqlite(journalFile));
  await bringUp(settings, onLost);
  const db = kept(new Kysely<Tables>({ dialect: openPostgres(settings, onLost) }));
  const processId = randomUUID();
  const lease = createLease(db, processId, ways);
  await lease.start();
  opened.defer(() => lease.stop());
  const engine = postgresEngine(clock);
  const shared = (on: Database): State => ({
    ...stateOn(on, processId, engine),
    sharedQuotas: createSharedQuotas(on, clock),
    policyBoard: createPolicyBoard(db),
  });
  if (local === undefined) return shared(db);
  const dialect = openPostgres(settings, onLost);
  const living = (): number => lease.living();
  const state = await openJournaled({ ...ways, processId, db, local, dialect, living, stateOn: shared });
  return opened.adopt(state, () => state.close());
}

/** @param processId - another one for each start. */
function stateOn(db: Database, processId: string, engine: Engine): State {
  const activities = createActivities(db, processId);
  return {
    activities,
    evidence: createEvidence(db),
    audit: createAudit(db),
    onIt: (tenantId) => createOnIt(db, tenantId),
    context: createThreadContext(db),
    subscriptions: createSubscriptions(db, engine),
    feed: createFeed(db, processId, engine),
    watches: createWatches(db, processId, engine),
    sharedQuotas: undefined,
    policyBoard: undefined,
    journalInUse: () => undefined,
    async isReady() {
      try {
        await activities.forget(0); // there is nothing as old
        return true;
      } catch {
        return false;
      }
    },
    close: () => db.destroy(),
  };
}
