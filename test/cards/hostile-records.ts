/** What is told of the audit trail, with anything in every foreign field. */

import fc from 'fast-check';
import { timelineEntries } from '../../src/bot/timeline-entries.ts';
import { auditCard } from '../../src/cards/audit.ts';
import { createMessageLinks } from '../../src/cards/message-links.ts';
import type { Card } from '../../src/cards/render.ts';
import { timelineCard } from '../../src/cards/timeline.ts';
import { auditRecordOf } from '../support/audit.ts';
import { text } from './hostile-fields.ts';
import { marked } from './hostile-text.ts';
import { timelineView } from './timeline-views.ts';
import { alertId, auditEntry, now } from './views.ts';

/** Display names are anybody's; the rest is whatever somebody may have made of the table. */
const auditRecord = fc.record({
  who: fc.record({ objectId: text, teamsId: marked, name: marked }),
  where: fc.record({
    kind: marked,
    roomId: marked,
    conversationId: marked,
    isPersonal: fc.boolean(),
    messageId: fc.constant(undefined),
  }),
  ...{ turnId: marked, command: text, why: text, ids: fc.array(marked, { maxLength: 20 }) },
});

export const hostileRecords: readonly (readonly [string, fc.Arbitrary<Card>])[] = [
  [
    'audit',
    fc.array(auditRecord, { maxLength: 10 }).map((records) =>
      auditCard({
        ...{
          of: 'about x',
          page: 2,
          hasNext: true,
          words: [alertId],
          from: 99,
          reader: { now, asOf: now, shownFor: undefined },
        },
        entries: records.map((parts) => auditEntry(parts)),
      }),
    ),
  ],
  [
    'timeline',
    fc
      .record({ records: fc.array(auditRecord, { maxLength: 12 }), finding: marked, messageId: text })
      .map(({ records, finding, messageId }) =>
        timelineCard(
          timelineView({
            entries: timelineEntries(
              records.map(({ where, ...parts }) =>
                auditRecordOf({ ...parts, finding, where: { ...where, roomId: '19:room@thread.tacv2', messageId } }),
              ),
              createMessageLinks('teams.microsoft.com', undefined),
            ),
            onIt: records.map(({ who }) => ({ what: 'it', by: { personName: who.name, since: now, until: now } })),
          }),
        ),
      ),
  ],
];
