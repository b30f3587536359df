/** The audit trail alone, for those who only read: also while the bot runs. */

import { Kysely } from 'kysely';
import { recordOf } from '../json.ts';
import { createAuditTrail, type AuditTrail } from './audit.ts';
import { StateError } from './errors.ts';
import { openSqliteToRead } from './sqlite.ts';
import type { Tables } from './tables.ts';

export interface OpenAuditTrail extends AuditTrail {
  close(): Promise<void>;
}

/** Throws StateError: there is no such file, or no audit trail in it. */
export async function openAuditTrail({ file }: { readonly file: string }): Promise<OpenAuditTrail> {
  const db = new Kysely<Tables>({ dialect: openSqliteToRead(file) });
  const trail = createAuditTrail(db);
  try {
    await trail.head();
  } catch (cause) {
    await db.destroy();
    const why =
      recordOf(cause)['errcode'] === 1 ? 'has no audit trail: the bot makes it at its start' : 'cannot be read';
    throw new StateError(`The database ${file} ${why}`, { cause });
  }
  return { ...trail, close: () => db.destroy() };
}
