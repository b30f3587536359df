/** Several alerts, five at a time: the latest ones, or those that were asked for by their ids. */

import type { Alert } from '../defender/model.ts';
import { alertRow } from './alert-row.ts';
import { severityTally } from './alert-facts.ts';
import template from './alerts.json' with { type: 'json' };
import { actions, button, refresh, type Button } from './buttons.ts';
import { footer, type Reader } from './footer.ts';
import { isAlertId } from './known-ids.ts';
import { notReadLines } from './not-read.ts';
import { onItUnread, type OnItRows } from './on-it.ts';
import { pageOf, rangeWords, type Page } from './pages.ts';
import { render, type Card, type Model, type SubmitData } from './render.ts';
import { shortName, nameText } from './text.ts';
import { count, joined, number } from './units.ts';

/** Of a page; fewer where titles are very long. */
const maxRows = 5;
/** JSON of a page's alerts at the most, in UTF-16 units: about half of what Teams takes. */
const maxRowsUnits = 18_000;
/** JSON around a row's own texts, a little more than measured. */
const rowUnits = 900;
/** JSON of the lines about alerts that could not be read. */
const maxLinesUnits = 4_000;
/** As many as `files` takes at once. */
const maxAlertsOfFiles = 50;

export interface AlertsView {
  /** In the order in which they are shown. */
  readonly alerts: readonly Alert[];
  /** `undefined`: it is not known who is on them. */
  readonly onIt: OnItRows | undefined;
  /** Of all that fit what was asked; `undefined`: there are more, and nobody knows how many. */
  readonly total: number | undefined;
  /** In our own words, one for each alert that could not be read. */
  readonly failures: readonly { readonly alertId: string; readonly reason: string }[];
  /** What they were chosen by. Foreign text, treated; empty: nothing to be said. */
  readonly asked: string;
  /** The question, without its page. */
  readonly askedAs: SubmitData;
  readonly order: 'newest' | 'worst';
  /** From 1; beyond the end is the last. */
  readonly page: number;
  readonly reader: Reader;
}

export function alertsCard(view: AlertsView): Card {
  const { alerts, asked, failures, reader } = view;
  const shown = pageFrom(view, view.page);
  return render(
    template,
    {
      finding: finding(view, nameText),
      asked,
      hasAsked: asked !== '',
      failures: failureLines(failures),
      alerts: shown.rows,
      hints: hints(view).map((text) => ({ text })),
      footer: joined([rangeWords('alerts', shown, alerts.length), footer(reader)]),
      ...actions(choices(view, shown)),
    },
    finding(view, shortName),
  );
}

/** @param text - treats the foreign parts for where the line goes. */
function finding({ alerts, total, failures, order }: AlertsView, text: (name: string) => string): string {
  if (alerts.length === 0)
    return failures.length === 0 ? 'No such alerts' : `None of the ${number(failures.length)} alerts could be read`;
  const tally = severityTally(alerts, text);
  if (order === 'worst' || total === alerts.length) {
    const of = failures.length === 0 ? '' : ` of ${number(alerts.length + failures.length)}`;
    return `${number(alerts.length)}${of} ${alerts.length === 1 && of === '' ? 'alert' : 'alerts'}: ${tally}`;
  }
  const of = total === undefined ? 'alerts' : `of ${count(total, 'alert')}`;
  return `The newest ${number(alerts.length)} ${of}: ${tally}`;
}

function failureLines(failures: AlertsView['failures']): readonly Model[] {
  const missing = failures.map(({ alertId, reason }) => ({ id: alertId, reason }));
  return notReadLines(missing, 'alert', maxLinesUnits).map((line) => ({ line }));
}

function hints({ alerts, onIt, failures, asked }: AlertsView): readonly string[] {
  if (alerts.length > 0) return onIt === undefined ? [onItUnread] : [];
  if (failures.length > 0) return [];
  return [
    asked === ''
      ? 'Defender has no alerts that this bot may see.'
      : 'Nothing fits all that you asked for. Leave a word out to see more.',
  ];
}

function pageFrom({ alerts, onIt, reader }: AlertsView, wanted: number): Page<Model> {
  return pageOf(
    alerts.values().map((alert) => alertRow(alert, reader.now, onIt)),
    wanted,
    { maxRows, maxUnits: maxRowsUnits, unitsOf: (row) => JSON.stringify(row).length + rowUnits },
  );
}

function choices(
  view: AlertsView,
  { page, hasNext }: Page<Model>,
): { readonly primary: readonly (Button | undefined)[]; readonly secondary: readonly (Button | undefined)[] } {
  const { askedAs, alerts, order } = view;
  const { command, words } = askedAs;
  const to = (word: string, wanted: number): Button =>
    button(`${word} ${pageFrom(view, wanted).rows.length}`, command, ...words, 'page', String(wanted));
  const ids = alerts.map(({ id }) => id).filter(isAlertId);
  const hasFiles = order === 'worst' && ids.length > 0 && ids.length <= maxAlertsOfFiles;
  return {
    primary: [
      hasNext ? to('Next', page + 1) : undefined,
      page > 1 ? to('Previous', page - 1) : undefined,
      hasFiles ? button('Files', 'files', ...ids) : undefined,
    ],
    secondary: [
      alerts.length === 0 && view.asked !== '' && order === 'newest' ? button('All alerts', 'alerts') : undefined,
      refresh(command, ...words, 'page', String(page)),
    ],
  };
}
