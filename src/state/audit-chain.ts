/**
 * Each record is hashed together with the hash of the one before it, so that a record that was changed, taken out, put
 * in or moved no longer fits. A tail that was cut leaves a chain that fits: a head that was noted elsewhere tells.
 */

import { createHash } from 'node:crypto';
import { headWords, type AuditEntry, type AuditHead, type AuditRecord } from './audit-record.ts';

/** Before the first record. */
export const genesis: AuditHead = { sequence: 0, hash: '0'.repeat(64) };

/** The fields in the one order, absent ones as null: whoever reads an export can make the same. */
export function canonical(sequence: number, record: AuditRecord): string {
  const { at, turnId, who, where, request, command, ids, access, outcome, why, durationMs, calls, correlationIds } =
    record;
  const { finding } = record;
  // The records from before these were kept have the hashes of then.
  const later =
    finding === undefined && where.messageId === undefined ? [] : [finding ?? null, where.messageId ?? null];
  return JSON.stringify([
    ...[sequence, at, turnId, who.objectId ?? null, who.teamsId, who.name],
    ...[where.kind, where.roomId, where.conversationId, where.isPersonal, request, command ?? null, ids],
    ...[access, outcome, why ?? null, durationMs, calls, correlationIds, ...later],
  ]);
}

export function nextEntry({ sequence, hash: previous }: AuditHead, record: AuditRecord): AuditEntry {
  const next = sequence + 1;
  return { sequence: next, record, previous, hash: hashOf(previous, next, record) };
}

/** SHA-256 of the hash before, a line feed and the canonical form, as UTF-8. */
function hashOf(previous: string, sequence: number, record: AuditRecord): string {
  return createHash('sha256')
    .update(`${previous}\n${canonical(sequence, record)}`)
    .digest('hex');
}

export type ChainVerdict =
  | { readonly ok: true; readonly head: AuditHead }
  /** `sequence`: the first record that does not fit, or the one that should be there. */
  | { readonly ok: false; readonly sequence: number; readonly fault: string };

/** @param noted - heads that the chain had once, from wherever they were kept: it has to hold them still. */
export async function verifyChain(
  entries: AsyncIterable<AuditEntry>,
  noted: readonly AuditHead[] = [],
): Promise<ChainVerdict> {
  let head = genesis;
  for await (const entry of entries) {
    const fault = faultOf(entry, head) ?? differing(noted, entry);
    if (fault !== undefined) return { ok: false, sequence: entry.sequence, fault };
    head = { sequence: entry.sequence, hash: entry.hash };
  }
  const beyond = noted.find(({ sequence }) => sequence > head.sequence);
  if (beyond === undefined) return { ok: true, head };
  const fault = `the chain ends with ${headWords(head)}, but was seen to reach ${headWords(beyond)}: its end was cut off`;
  return { ok: false, sequence: head.sequence + 1, fault };
}

function faultOf({ sequence, record, previous, hash }: AuditEntry, head: AuditHead): string | undefined {
  if (sequence !== head.sequence + 1) return `it follows on ${head.sequence}: what was between is missing`;
  if (previous !== head.hash) return 'it does not name the hash of the record before it';
  if (hash !== hashOf(previous, sequence, record)) return 'its hash is not that of what it says';
  return undefined;
}

function differing(noted: readonly AuditHead[], { sequence, hash }: AuditHead): string | undefined {
  const seen = noted.find((head) => head.sequence === sequence && head.hash !== hash);
  return seen === undefined ? undefined : `its hash was ${seen.hash} when it was noted: the chain was written anew`;
}
