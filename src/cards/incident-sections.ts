/** The parts of an incident's card: rows of one kind below a heading, the first few of them and how many more there are. */

import type { Alert } from '../defender/model.ts';
import { devicesOf, evidenceFilesOf, stopOf, usersOf, type IncidentFile, type Stop } from '../triage/incident.ts';
import { alertLine, severityStyle, severityTally, stopWords } from './alert-facts.ts';
import { button, type Button } from './buttons.ts';
import { outcome } from './finding.ts';
import { isAlertId, isDeviceId } from './known-ids.ts';
import { onItRow, type OnItRows } from './on-it.ts';
import { pageOf, type Page } from './pages.ts';
import type { Model } from './render.ts';
import { rowTitle } from './row-title.ts';
import { nameText, titleText } from './text.ts';
import { count, joined, number } from './units.ts';

/** Of the alerts on a page, and of each other kind: a phone shows about a third of that at a time. */
const maxAlerts = 5;
const maxRows = 3;
/** JSON of the rows at the most, in UTF-16 units: of the alerts, and of each other kind. Together half of what Teams takes. */
const maxAlertUnits = 12_000;
const maxRowsUnits = 3_500;
/** JSON around a row's own texts, a little more than measured. */
const rowUnits = 700;

interface Row {
  readonly title: string;
  /** Behind the title, on its line. */
  readonly note?: string;
  readonly details: readonly (string | undefined)[];
  readonly hash?: string | undefined;
  readonly style?: string;
  readonly opens: Button | undefined;
}

function rowModel({ title, note = '', details, hash, style = 'default', opens }: Row): Model {
  return {
    title,
    note: ` · ${note}`,
    hasNote: note !== '',
    style,
    details: details.filter((text) => text !== undefined).map((text) => ({ text })),
    hashes: hash === undefined ? [] : [{ text: hash }],
    canOpen: opens !== undefined,
    actionTitle: opens === undefined ? '' : rowTitle(opens.title, title),
    data: opens?.data ?? '',
  };
}

function fittingRows(
  rows: Iterator<Model>,
  page: number,
  limits: { readonly maxRows: number; readonly maxUnits: number },
): Page<Model> {
  return pageOf(rows, page, { ...limits, unitsOf: (row) => JSON.stringify(row).length + rowUnits });
}

/** `undefined`: there are none. @param where - behind how many more there are. */
function section<T>(heading: string, items: readonly T[], rowOf: (item: T) => Row, where = ''): Model | undefined {
  if (items.length === 0) return undefined;
  const { rows } = fittingRows(
    items.values().map((item) => rowModel(rowOf(item))),
    1,
    { maxRows, maxUnits: maxRowsUnits },
  );
  const left = items.length - rows.length;
  return { heading, rows, rest: left > 0 ? [{ text: `and ${number(left)} more${where}` }] : [] };
}

/** @param onIt - `undefined`: nobody knows who is on them. */
export function alertRows(
  alerts: readonly Alert[],
  page: number,
  { now, onIt }: { readonly now: Date; readonly onIt: OnItRows | undefined },
): Page<Model> {
  const rowOf = (alert: Alert): Row => ({
    title: alert.title === undefined ? 'Alert without a title' : titleText(alert.title),
    details: [joined([alertLine(alert, now), onItRow(alert.id, onIt), stopWords(alert)])],
    style: severityStyle(alert),
    opens: isAlertId(alert.id) ? button('Alert', 'alert', alert.id) : undefined,
  });
  return fittingRows(
    alerts.values().map((alert) => rowModel(rowOf(alert))),
    page,
    { maxRows: maxAlerts, maxUnits: maxAlertUnits },
  );
}

export function deviceSection(alerts: readonly Alert[]): Model | undefined {
  const devices = devicesOf(alerts);
  return section(`Devices: ${number(devices.length)}`, devices, ({ id, name, alerts: of }) => ({
    title: nameText(name ?? id ?? 'device without a name'),
    note: `${count(of.length, 'alert')}: ${severityTally(of)}`,
    details: [],
    opens: isDeviceId(id) ? button('Device', 'device', id) : undefined,
  }));
}

export function userSection(alerts: readonly Alert[]): Model | undefined {
  const users = usersOf(alerts);
  return section(`Users: ${number(users.length)}`, users, ({ name, alerts: of }) => ({
    title: nameText(name),
    note: `in ${count(of, 'alert')}`,
    details: [],
    opens: undefined,
  }));
}

const stopHeadings: readonly (readonly [Stop, string])[] = [
  ['notStopped', 'Files not reported as stopped'],
  ['stopped', 'Files stopped'],
  ['untold', 'Files without a word on whether they were stopped'],
];

/** The worst that there are: how many there are of the others is among the facts, and all are behind the button Files. */
export function fileSection(alerts: readonly Alert[]): Model | undefined {
  const files = Map.groupBy(evidenceFilesOf(alerts), stopOf);
  return stopHeadings
    .map(([stop, heading]) => {
      const of = files.get(stop) ?? [];
      return section(`${heading}: ${number(of.length)}`, of, fileRow, ', under Files');
    })
    .find((one) => one !== undefined);
}

function fileRow({ name, sha256, sha1, detectionStatuses, alerts }: IncidentFile): Row {
  const hash = sha256 ?? sha1;
  return {
    title: nameText(name ?? 'file without a name'),
    details: [joined([outcome({ detectionStatuses }), `in ${count(alerts, 'alert')}`])],
    hash: hash === undefined ? undefined : `${sha256 === undefined ? 'SHA-1' : 'SHA-256'} ${hash}`,
    opens: hash === undefined ? undefined : button('File', 'file', hash),
  };
}
