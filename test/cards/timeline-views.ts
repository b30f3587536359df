/** Timelines, to be changed in parts. Defaults first. */

import type { TimelineEntry, TimelineView } from '../../src/cards/timeline.ts';
import { ago, alertId, now, reader } from './views.ts';

export function timelineEntry(parts: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    at: ago(12 * 60),
    personName: 'Alex Wilber',
    command: 'files',
    ids: [alertId],
    finding: 'kms.exe: HackTool-MSIL-AutoKms, prevented',
    times: 1,
    url: 'https://teams.microsoft.com/l/message/19%3Aroom%40thread.tacv2/1648741500652?parentMessageId=1648741500652',
    ...parts,
  };
}

export function timelineView(parts: Partial<TimelineView> = {}): TimelineView {
  return {
    of: `alert ${alertId}`,
    where: 'in this channel',
    entries: [timelineEntry()],
    isCut: false,
    onIt: [
      {
        what: `alert ${alertId}`,
        by: { personName: 'Bea Berg', since: ago(60), until: new Date(now.getTime() + 3_600_000) },
      },
    ],
    watches: [],
    page: 1,
    words: [alertId],
    reader,
    ...parts,
  };
}
