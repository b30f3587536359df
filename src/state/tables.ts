/** The tables as the newest migration leaves them. Times are milliseconds since the epoch, UTC. */

import type { Kysely } from 'kysely';

export interface Tables {
  readonly activities: ActivityRow;
}

export type Database = Kysely<Tables>;

interface ActivityRow {
  readonly conversation_id: string;
  readonly activity_id: string;
  readonly outcome: 'running' | 'answered' | 'failed';
  /** The process that runs it, or ran it last. */
  readonly process_id: string;
  /** How often a process took it up. */
  readonly attempts: number;
  /** What is needed to answer it again; empty once it has an outcome. */
  readonly payload: string;
  /** The message that says that the answer is coming; null where there is none. */
  readonly working_id: string | null;
  readonly begun_at: number;
}
