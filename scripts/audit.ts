/**
 * `npm run audit`: looks at the audit trail, also while the bot runs, and never writes to it. It ends with 0 where the
 * trail is whole, with 1 where it is not, and with 2 where it cannot be looked at.
 */

import { once } from 'node:events';
import { ConfigError, readStateConfig } from '../src/config.ts';
import { verifyChain } from '../src/state/audit-chain.ts';
import { headWords, type AuditEntry, type AuditHead } from '../src/state/audit-record.ts';
import { StateError } from '../src/state/errors.ts';
import { openAuditTrail, type OpenAuditTrail } from '../src/state/open-audit-trail.ts';
import { auditOptions, AuditUsageError } from './audit-options.ts';

process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 2)); // `| head` has enough
try {
  process.exitCode = await main();
} catch (error) {
  const isTold = [AuditUsageError, ConfigError, StateError].some((told) => error instanceof told);
  console.error(isTold && error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const options = auditOptions(process.argv.slice(2));
  const trail = await openAuditTrail(readStateConfig());
  try {
    return options.does === 'verify' ? await verify(trail, options.heads) : await exportAll(trail, options);
  } finally {
    await trail.close();
  }
}

async function verify(trail: OpenAuditTrail, heads: readonly AuditHead[]): Promise<number> {
  const verdict = await verifyChain(trail.entries(), [...heads, await trail.head()]);
  if (verdict.ok) {
    console.log(`The audit trail is whole: ${verdict.head.sequence} records, head ${headWords(verdict.head)}`);
    return 0;
  }
  const words = `The audit trail is not whole. Record ${verdict.sequence}: ${verdict.fault}.`;
  console.error(words.replace(/[^\x20-\x7E]/g, '?')); // whoever changed it may have meant the terminal
  return 1;
}

async function exportAll(
  trail: OpenAuditTrail,
  { since, until }: { readonly since: number; readonly until: number },
): Promise<number> {
  for await (const entry of trail.entries()) {
    const { at } = entry.record;
    const isAsked = at >= since && at < until;
    if (isAsked && !process.stdout.write(`${JSON.stringify(exported(entry))}\n`)) await once(process.stdout, 'drain');
  }
  return 0;
}

/** With everything that the hash is made of. */
function exported({ sequence, record, previous, hash }: AuditEntry): object {
  const time = new Date(record.at);
  const isTime = !Number.isNaN(time.getTime()); // whoever changed the table may have made it anything
  return { sequence, ...(isTime ? { time: time.toISOString() } : {}), ...record, previous, hash };
}
