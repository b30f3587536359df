/** What was asked and found in a place, by whom and when: for whoever takes over. Findings, no evidence. */

import { actions, button, type Button } from './buttons.ts';
import { footer, type Reader } from './footer.ts';
import { onItLine, type OnItBy } from './on-it.ts';
import { fitting, pageOf, rangeWords } from './pages.ts';
import { render, type Card, type Model } from './render.ts';
import { nameText } from './text.ts';
import template from './timeline.json' with { type: 'json' };
import { age, count, joined, utcDate, utcMoment, utcTime } from './units.ts';

export interface TimelineEntry {
  readonly at: Date;
  /** Display name. Foreign text. */
  readonly personName: string;
  readonly command: string;
  readonly ids: readonly string[];
  /** Our own words; `undefined`: it was asked, and what was found is not kept. */
  readonly finding: string | undefined;
  /** How often it was asked in a row. */
  readonly times: number;
  /** To the message; `undefined`: there is none. */
  readonly url: string | undefined;
}

export interface TimelineView {
  /** Our own words, as in `alert da63…`; `undefined`: of the whole conversation. */
  readonly of: string | undefined;
  /** As in `in this channel`. */
  readonly where: string;
  /** The newest first. */
  readonly entries: readonly TimelineEntry[];
  /** There are older ones that are not among them. */
  readonly isCut: boolean;
  readonly onIt: readonly { readonly what: string; readonly by: OnItBy }[];
  /** Of everybody, in the thread or chat. */
  readonly watches: readonly { readonly actionId: string; readonly personName: string }[];
  readonly page: number;
  /** What asks for it again. */
  readonly words: readonly string[];
  readonly reader: Reader;
}

const pageSize = { maxRows: 5, maxUnits: 18_000, unitsOf: (row: Model): number => JSON.stringify(row).length + 700 };

export function timelineCard(view: TimelineView): Card {
  const { entries, isCut, page, words, reader } = view;
  const { now } = reader;
  const rows = entries.map((entry) => rowOf(entry, now));
  const shown = pageOf(rows.values(), page, pageSize);
  const to = (title: string, wanted: number): Button => button(title, 'timeline', ...words, 'page', String(wanted));
  const heading = headingOf(view);
  return render(
    template,
    {
      heading,
      facts: openLines(view).map((text) => ({ text })),
      rows: shown.rows,
      hints: [
        ...(entries.length === 0 ? ['Ask about an alert, a file, a device or a result, and it is noted here.'] : []),
        ...(isCut && !shown.hasNext ? ['There are older ones. An admin finds them with audit.'] : []),
      ].map((text) => ({ text })),
      footer: joined([rangeWords('entries', shown, entries.length), footer(reader)]),
      ...actions({
        primary: [
          shown.hasNext ? to('Older', shown.page + 1) : undefined,
          shown.page > 1 ? to('Newer', shown.page - 1) : undefined,
          entries.length === 0 ? undefined : button('As text', 'timeline', ...words, 'text'),
        ],
      }),
    },
    heading,
  );
}

function rowOf(entry: TimelineEntry, now: Date): Model {
  const { at, personName, command, ids, finding, times, url } = entry;
  return {
    finding: isEmpty(finding) ? asked(command, ids) : nameText(finding),
    who: joined([nameText(personName), utcMoment(at, now), age(at, now), times > 1 ? count(times, 'time') : undefined]),
    what: isEmpty(finding) ? '' : asked(command, ids),
    hasFinding: !isEmpty(finding),
    hasLink: url !== undefined,
    url: url ?? '',
  };
}

function isEmpty(text: string | undefined): text is undefined | '' {
  return text === undefined || text === '';
}

/** Of one row. */
const maxIds = 2;

function asked(command: string, ids: readonly string[]): string {
  const more = ids.length - maxIds;
  const words = [command, ...ids.slice(0, maxIds), ...(more > 0 ? [`and ${more} more`] : [])];
  return nameText(words.filter((word) => word !== '').join(' ') || 'something');
}

function headingOf({ of, where, entries }: TimelineView): string {
  const about = of === undefined ? '' : ` about ${of}`;
  return entries.length === 0
    ? `Nothing was found ${where}${about} yet`
    : `What was found ${where}${about}, the newest first`;
}

/** JSON of them at the most, in UTF-16 units: names may be long. */
const maxOpenUnits = 6_000;

function openLines({ onIt, watches, reader }: TimelineView, named = nameText): readonly string[] {
  const { shown, left } = fitting(
    [
      ...onIt.map(({ what, by }) => onItLine({ ...by, personName: named(by.personName) }, reader.now, what)),
      ...watches.map(({ actionId, personName }) => `${named(personName)} watches action ${nameText(actionId)}`),
    ],
    maxOpenUnits,
  );
  return left === 0 ? shown : [...shown, `and ${count(left, 'more', 'more')} that somebody is on or watches`];
}

/** UTF-16 units of a message at the most: well below what Teams takes. */
const maxTextUnits = 24_000;

/** The oldest first, a line an entry, for a ticket. The oldest give way where there are too many. */
export function timelineText(view: TimelineView): string {
  const { of, where, entries, isCut, reader } = view;
  const lines: string[] = [];
  let units = 0;
  for (const entry of entries) {
    const line = textLine(entry);
    units += line.length + 1;
    if (units > maxTextUnits) break;
    lines.unshift(line);
  }
  const left = entries.length - lines.length;
  const isWhole = left === 0 && !isCut;
  return [
    `What was found ${where}${of === undefined ? '' : ` about ${of}`}, as of ${utcDate(reader.now)} ${utcTime(reader.now)}`,
    ...openLines(view, unlinked),
    ...(isWhole ? [] : ['Older entries are left out.']),
    ...lines,
  ].join('\n');
}

function textLine({ at, personName, command, ids, finding, times }: TimelineEntry): string {
  const what = asked(command, ids);
  return joined([
    `${utcDate(at)} ${utcTime(at)}`,
    unlinked(personName),
    what,
    isEmpty(finding) ? undefined : unlinked(finding),
    times > 1 ? count(times, 'time') : undefined,
  ]);
}

/** In a plain message Teams makes a link of whatever looks like one. */
function unlinked(name: string): string {
  return nameText(name).replaceAll(/([\p{L}\p{N}])([.:@])(?=[\p{L}\p{N}/])/gu, '$1[$2]');
}
