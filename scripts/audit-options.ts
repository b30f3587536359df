/** What `npm run audit` was asked for. */

import { parseArgs } from 'node:util';
import { headIn, type AuditHead } from '../src/state/audit-record.ts';

export type AuditOptions =
  | { readonly does: 'verify'; readonly heads: readonly AuditHead[] }
  /** Milliseconds since the epoch; `until` is not among them. */
  | { readonly does: 'export'; readonly since: number; readonly until: number };

/** The words made no sense. The message says what does. */
export class AuditUsageError extends Error {
  override readonly name = 'AuditUsageError';
}

export const usage = `npm run audit -- verify [--head <sequence>:<hash>]…
npm run audit -- export [--since <time>] [--until <time>]

verify   says whether the audit trail is whole; --head: as the log of the bot has it
export   writes it to standard output, a JSON record a line; times like 2026-11-24 or 2026-11-24T14:00:00Z`;

/** Throws AuditUsageError. */
export function auditOptions(args: readonly string[]): AuditOptions {
  const { values, positionals } = parsed(args);
  const [does, ...more] = positionals;
  if (more.length > 0) throw new AuditUsageError(`${more.join(' ')} is too much.\n\n${usage}`);
  if (does === 'verify' && values.since === undefined && values.until === undefined)
    return { does, heads: (values.head ?? []).map(headOf) };
  if (does === 'export' && values.head === undefined)
    return { does, since: timeIn(values.since, 0), until: timeIn(values.until, Number.MAX_SAFE_INTEGER) };
  throw new AuditUsageError(usage);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { head: { type: 'string', multiple: true }, since: { type: 'string' }, until: { type: 'string' } },
    });
  } catch (cause) {
    throw new AuditUsageError(usage, { cause });
  }
}

function headOf(words: string): AuditHead {
  const head = headIn(words);
  if (head === undefined)
    throw new AuditUsageError(`--head ${words} is not <sequence>:<hash>, as the log of the bot has it.`);
  return head;
}

/** A day alone begins at midnight UTC. Without a zone it would be the machine's own: refused. */
function timeIn(words: string | undefined, otherwise: number): number {
  if (words === undefined) return otherwise;
  const isTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(words);
  const at = isTime ? Date.parse(words) : Number.NaN;
  if (Number.isNaN(at)) throw new AuditUsageError(`${words} is not a time in UTC, as 2026-11-24T14:00:00Z is.`);
  return at;
}
