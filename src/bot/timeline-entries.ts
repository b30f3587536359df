/** Records of the audit trail → entries of a timeline: what was asked several times in a row is one. */

import type { MessageLinks } from '../cards/message-links.ts';
import type { TimelineEntry } from '../cards/timeline.ts';
import type { AuditRecord } from '../state/audit-record.ts';

/** @param records - the newest first, and so are the entries. */
export function timelineEntries(records: readonly AuditRecord[], links: MessageLinks): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let before = '';
  for (const record of records) {
    const same = sameness(record);
    const last = entries.at(-1);
    if (last !== undefined && same === before) entries[entries.length - 1] = { ...last, times: last.times + 1 };
    else entries.push(entryOf(record, links));
    before = same;
  }
  return entries;
}

/** Paging and looking again are no news. */
function sameness({ who, command, ids, finding }: AuditRecord): string {
  return JSON.stringify([who.teamsId, command, ids, finding]);
}

function entryOf({ at, who, where, command = '', ids, finding }: AuditRecord, links: MessageLinks): TimelineEntry {
  return { at: new Date(at), personName: who.name, command, ids, finding, times: 1, url: links(where) };
}
