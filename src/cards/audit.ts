/** Who asked what, the newest first, a page at a time. */

import type { AuditEntry } from '../state/audit-record.ts';
import template from './audit.json' with { type: 'json' };
import { actions, button, refresh } from './buttons.ts';
import { footer, type Reader } from './footer.ts';
import { render, type Card, type Model } from './render.ts';
import { nameText } from './text.ts';
import { count, joined, number, utcMoment } from './units.ts';

export interface AuditView {
  /** Of which commands, as in "of Alex"; empty: of all. May quote what was typed. */
  readonly of: string;
  /** The newest first. */
  readonly entries: readonly AuditEntry[];
  readonly page: number;
  readonly hasNext: boolean;
  /** What selects the same commands again. */
  readonly words: readonly string[];
  /** The newest record when the first page was shown: pages stay as they are while records are added. */
  readonly from: number;
  readonly reader: Reader;
}

export function auditCard({ of, entries, page, hasNext, words, from, reader }: AuditView): Card {
  const to = (wanted: number): readonly string[] => [...words, 'from', String(from), 'page', String(wanted)];
  const what = of === '' ? 'What I was asked' : `What I was asked, ${of}`;
  return render(
    template,
    {
      heading: nameText(entries.length === 0 ? `${what}: nothing is recorded` : `${what}, the newest first`),
      rows: entries.map((entry) => rowOf(entry, reader.now)),
      footer: joined([rangeWords(entries), footer(reader)]),
      ...actions({
        primary: [
          hasNext ? button('Older', 'audit', ...to(page + 1)) : undefined,
          page > 1 ? button('Newer', 'audit', ...to(page - 1)) : undefined,
        ],
        secondary: [refresh('audit', ...words)],
      }),
    },
    'What I was asked',
  );
}

function rangeWords(entries: readonly AuditEntry[]): string | undefined {
  const [newest, oldest] = [entries.at(0), entries.at(-1)];
  if (newest === undefined || oldest === undefined) return undefined;
  return newest === oldest
    ? `record ${number(newest.sequence)}`
    : `records ${number(newest.sequence)} to ${number(oldest.sequence)}`;
}

/** Of one record. */
const maxIds = 3;

/** The name is whatever a person calls themselves: the object id tells who it was. Each line is treated as one name, and so has a known size. */
function rowOf({ record }: AuditEntry, now: Date): Model {
  const { at, who, where, request, command, ids, outcome, why, durationMs, calls, turnId } = record;
  const more = ids.length - maxIds;
  const lines = {
    who: joined([utcMoment(new Date(at), now), who.name]),
    what: joined([
      [command ?? 'not understood', ...ids.slice(0, maxIds)].join(' '),
      more > 0 ? `${number(more)} more` : undefined,
    ]),
    how: joined([
      why === undefined ? outcome : `${outcome}: ${why}`,
      count(calls, 'call'),
      `${number(durationMs)} ms`,
      `reference ${turnId}`,
    ]),
    from: joined([
      who.objectId ?? 'no object id',
      `${request} in ${placeWords[where.kind] ?? where.kind}`,
      where.isPersonal ? 'answered personally' : undefined,
    ]),
  };
  return Object.fromEntries(Object.entries(lines).map(([field, line]) => [field, nameText(line)]));
}

const placeWords: Readonly<Record<string, string>> = {
  personal: 'a personal chat',
  group: 'a group chat',
  channel: 'a channel',
  other: 'another place',
};
