/** A record of the audit trail, to be changed in parts. Defaults first. */

import type { AuditRecord } from '../../src/state/audit-record.ts';

export function auditRecordOf(parts: Partial<AuditRecord> = {}): AuditRecord {
  return {
    at: Date.parse('2026-11-24T14:03:22Z'),
    turnId: '1a2b3c4d',
    who: { objectId: '22222222-aaaa-bbbb-cccc-0123456789ab', teamsId: '29:alex', name: 'Alex Wilber' },
    where: {
      kind: 'channel',
      roomId: '19:room',
      conversationId: '19:room;messageid=1',
      isPersonal: false,
      messageId: undefined,
    },
    request: 'typed',
    command: 'files',
    ids: ['636688558380765161_2136280442'],
    access: 'allowed',
    outcome: 'answered',
    why: undefined,
    durationMs: 412,
    calls: 3,
    correlationIds: [],
    finding: undefined,
    ...parts,
  };
}
