/** The door of what survives a restart. No other room knows SQL. */

import { randomUUID } from 'node:crypto';
import { Kysely } from 'kysely';
import { createActivities, type Activities } from './activities.ts';
import { createEvidence, type Evidence } from './evidence.ts';
import { createAudit, type Audit } from './audit.ts';
import { createThreadContext, type ThreadContext } from './context.ts';
import { migrate } from './migrate.ts';
import { createFeed, type Feed } from './feed.ts';
import { createOnIt, type OnIt } from './on-it.ts';
import { alone, openPostgres, type OnLost, type PostgresSettings } from './postgres.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';
import { createWatches, type Watches } from './watches.ts';

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
export async function openState(options: StateOptions, onLost: OnLost = () => undefined): Promise<State> {
  const isShared = 'host' in options;
  const dialect = isShared ? openPostgres(options, onLost) : openSqlite(options.file);
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db as Kysely<unknown>, undefined, isShared ? alone : undefined); // it makes the tables
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const processId = randomUUID();
  const activities = createActivities(db, processId);
  return {
    activities,
    evidence: createEvidence(db),
    audit: createAudit(db),
    onIt: (tenantId) => createOnIt(db, tenantId),
    context: createThreadContext(db),
    subscriptions: createSubscriptions(db),
    feed: createFeed(db, processId),
    watches: createWatches(db, processId),
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
