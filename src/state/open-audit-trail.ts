/** The audit trail alone, for those who only read: also while the bot runs. */

import { Kysely, type Dialect } from 'kysely';
import { recordOf } from '../json.ts';
import { createAuditTrail, type AuditTrail } from './audit.ts';
import { StateError } from './errors.ts';
import { openPostgres, type PostgresSettings } from './postgres.ts';
import { openSqliteToRead } from './sqlite.ts';
import type { StateOptions } from './state.ts';
import type { Tables } from './tables.ts';

export interface OpenAuditTrail extends AuditTrail {
  close(): Promise<void>;
}

/** Throws StateError: there is no such database, or no audit trail in it. */
export async function openAuditTrail(options: StateOptions): Promise<OpenAuditTrail> {
  const db = new Kysely<Tables>({ dialect: 'host' in options ? toRead(options) : openSqliteToRead(options.file) });
  const trail = createAuditTrail(db);
  try {
    await trail.head();
  } catch (cause) {
    await db.destroy();
    if (cause instanceof StateError) throw cause;
    const { errcode, code } = recordOf(cause);
    const isMissing = errcode === 1 || code === '42P01'; // of SQLite, of PostgreSQL
    const why = isMissing ? 'has no audit trail: the bot makes it at its start' : 'cannot be read';
    throw new StateError(`The database ${'host' in options ? options.database : options.file} ${why}`, { cause });
  }
  return { ...trail, close: () => db.destroy() };
}

/** Source: postgresql.org/docs/current/runtime-config-client.html (default_transaction_read_only) */
function toRead({ options = '', ...settings }: PostgresSettings): Dialect {
  const readOnly = `${options} -c default_transaction_read_only=on`.trim();
  return openPostgres({ ...settings, options: readOnly }, () => undefined);
}
