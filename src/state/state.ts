/** The door of what survives a restart. No other room knows SQL. */

import { randomUUID } from 'node:crypto';
import { Kysely } from 'kysely';
import type { SharedQuotas } from '../bucket.ts';
import { errorFields } from '../log.ts';
import { createActivities, type Activities } from './activities.ts';
import { createEvidence, type Evidence } from './evidence.ts';
import { createAudit, type Audit } from './audit.ts';
import { createThreadContext, type ThreadContext } from './context.ts';
import { bringUp } from './bring-up.ts';
import { postgresEngine, sqliteEngine, type Engine } from './engine.ts';
import { createLease, type LeaseWays } from './lease.ts';
import { migrate } from './migrate.ts';
import { createFeed, type Feed } from './feed.ts';
import { createOnIt, type OnIt } from './on-it.ts';
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
  /** Whether it answers now. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

/** One process on a file, or several on a server. */
export type StateOptions = SqliteOptions | PostgresSettings;

export interface SqliteOptions {
  /** Relative to the working directory; `:memory:` is forgotten at the end. */
  readonly file: string;
}

/** Throws StateError, which says what the operator can do. */
export function openState(options: SqliteOptions): Promise<State>;
export function openState(options: StateOptions, ways: LeaseWays): Promise<State>;
export async function openState(options: StateOptions, ways?: LeaseWays): Promise<State> {
  if (!('host' in options)) return openedSqlite(options);
  if (ways === undefined) throw new TypeError('On PostgreSQL signs of life are given: that takes a clock');
  return openedPostgres(options, ways);
}

async function openedSqlite({ file }: SqliteOptions): Promise<State> {
  const db = new Kysely<Tables>({ dialect: openSqlite(file) });
  await openedOrClosed(db, migrate(db as Kysely<unknown>)); // it makes the tables
  return stateOn(db, randomUUID(), sqliteEngine);
}

async function openedPostgres(settings: PostgresSettings, ways: LeaseWays): Promise<State> {
  const onLost = (error: unknown): void => ways.log.warn(errorFields(error), 'a connection to the database broke');
  await bringUp(settings, onLost);
  const db = new Kysely<Tables>({ dialect: openPostgres(settings, onLost) });
  const processId = randomUUID();
  const lease = createLease(db, processId, ways);
  await openedOrClosed(db, lease.start());
  const state = stateOn(db, processId, postgresEngine(ways.clock));
  return {
    ...state,
    sharedQuotas: createSharedQuotas(db, ways.clock),
    async close() {
      await lease.stop();
      await state.close();
    },
  };
}

async function openedOrClosed(db: Database, opening: Promise<void>): Promise<void> {
  try {
    await opening;
  } catch (error) {
    await db.destroy();
    throw error;
  }
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
