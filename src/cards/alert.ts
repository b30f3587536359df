/** One alert: what happened where, whether it was stopped, and its evidence, five pieces at a time. */

import type { Alert } from '../defender/model.ts';
import { inOrder } from '../triage/evidence-order.ts';
import { alertLine, stopWords } from './alert-facts.ts';
import { alertDetails } from './alert-details.ts';
import template from './alert.json' with { type: 'json' };
import { actions, button, refresh, type Button, type Link } from './buttons.ts';
import { evidenceRow } from './evidence-row.ts';
import { colorOfAlerts } from './finding-color.ts';
import { footer, type Reader } from './footer.ts';
import { isAlertId, isDeviceId } from './known-ids.ts';
import { onItAction, onItLine, onItUnread, type OnItBy } from './on-it.ts';
import type { OperatorLinks } from './operator-links.ts';
import { pageOf, rangeWords, type Page } from './pages.ts';
import type { Portal } from './portal.ts';
import { render, type Card, type Model } from './render.ts';
import { nameText, shortName, titleText } from './text.ts';
import { joined } from './units.ts';

/** Of a page; fewer where command lines are very long. */
const maxRows = 5;
/** JSON of a page's evidence at the most, in UTF-16 units: a good third of what Teams takes. */
const maxRowsUnits = 14_000;
/** JSON around a row's own texts, a little more than measured. */
const rowUnits = 1_100;

export interface AlertView {
  readonly alert: Alert;
  /** Of the evidence, from 1; beyond the end is the last. */
  readonly page: number;
  /** `undefined`: nobody is on it. */
  readonly onIt: OnItBy | undefined;
  /** On its incident. */
  readonly onIncident: OnItBy | undefined;
  /** Who is on them is not known. */
  readonly isUnread?: boolean;
  readonly reader: Reader;
  readonly portal: Portal;
  readonly operatorLinks: OperatorLinks;
}

export function alertCard(view: AlertView): Card {
  const { alert, reader } = view;
  const total = inOrder(alert.evidence).length;
  const shown = pageFrom(view, view.page);
  const { facts, description } = alertDetails(alert, reader.now);
  return render(
    template,
    {
      finding: finding(alert),
      color: colorOfAlerts([alert]),
      state: alertLine(alert, reader.now, { device: false }),
      onIt: onItLines(view).map((text) => ({ text })),
      onItActions: isAlertId(alert.id) ? [onItAction(view.onIt, alert.id, 'page', String(shown.page))] : [],
      facts: facts.map((text) => ({ text })),
      description,
      hasDescription: description !== '',
      evidence: shown.rows,
      hints: total === 0 ? [{ text: 'Defender lists no evidence for this alert.' }] : [],
      footer: joined([rangeWords('evidence', shown, total), `alert ${nameText(alert.id)}`, footer(reader)]),
      ...actions({ ...choices(view, shown), links: linksOf(view) }),
    },
    `${severityOf(alert)}${whereAndWhether(alert, shortName)}`,
  );
}

function onItLines({ alert: { incidentId }, onIt, onIncident, isUnread, reader }: AlertView): readonly string[] {
  if (isUnread === true) return [onItUnread];
  return [
    onIt && onItLine(onIt, reader.now),
    onIncident && onItLine(onIncident, reader.now, `its incident ${incidentId ?? ''}`),
  ].filter((line) => line !== undefined);
}

/** A title is a sentence: it stands in no notification. */
function severityOf({ severity }: Alert): string {
  return severity === undefined ? 'Alert' : `${shortName(severity)} alert`;
}

/** A title that ends with what became of it says it once: `'AutoKms' hacktool was prevented on LAPTOP-042`. */
function finding(alert: Alert): string {
  if (alert.title === undefined) return `Alert without a title${whereAndWhether(alert, nameText)}`;
  const title = titleText(alert.title);
  const words = stopWords(alert);
  const isSaid = words !== undefined && title.endsWith(` ${words}`) && !/\b(?:not|never)\b|n['’]t\b/i.test(title);
  return `${title}${isSaid ? where(alert, nameText) : whereAndWhether(alert, nameText)}`;
}

/** @param text - treats the foreign parts for where the line goes. */
function whereAndWhether(alert: Alert, text: (name: string) => string): string {
  return `${where(alert, text)}: ${stopWords(alert, text) ?? 'Defender does not say whether it was stopped'}`;
}

function where({ deviceName }: Alert, text: (name: string) => string): string {
  return deviceName === undefined ? '' : ` on ${text(deviceName)}`;
}

function pageFrom({ alert, reader }: AlertView, wanted: number): Page<Model> {
  const rows = inOrder(alert.evidence).values();
  return pageOf(
    rows.map((one) => evidenceRow(one, reader.now)),
    wanted,
    { maxRows, maxUnits: maxRowsUnits, unitsOf: (row) => JSON.stringify(row).length + rowUnits },
  );
}

function linksOf({ alert, portal, operatorLinks }: AlertView): readonly Link[] {
  const { id, incidentId, machineId, deviceName } = alert;
  return [
    ...(isAlertId(id) ? [portal.alert(id)] : []),
    ...operatorLinks('alert', {
      ...{ alertId: id, incidentId: incidentId === undefined ? undefined : String(incidentId) },
      ...{ deviceId: machineId, deviceName },
    }),
  ];
}

/** Three in sight: the way on first. */
function choices(
  view: AlertView,
  { page, hasNext }: Page<Model>,
): { readonly primary: readonly Button[]; readonly secondary: readonly Button[] } {
  const { id, machineId, incidentId } = view.alert;
  if (!isAlertId(id)) return { primary: [], secondary: [] };
  const to = (word: string, wanted: number): Button =>
    button(`${word} ${pageFrom(view, wanted).rows.length}`, 'alert', id, 'page', String(wanted));
  const all = [
    button('Files', 'files', id),
    hasNext ? to('Next', page + 1) : undefined,
    page > 1 ? to('Previous', page - 1) : undefined,
    isDeviceId(machineId) ? button('Device', 'device', machineId) : undefined,
    incidentId === undefined ? undefined : button('Incident', 'incident', String(incidentId)),
    refresh('alert', id, 'page', String(page)),
  ].filter((one) => one !== undefined);
  return { primary: all.slice(0, 3), secondary: all.slice(3) };
}
