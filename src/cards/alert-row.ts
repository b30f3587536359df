/** One alert as a row of a list. */

import type { Alert } from '../defender/model.ts';
import { alertLine, severityStyle, stopWords } from './alert-facts.ts';
import { button } from './buttons.ts';
import { isAlertId } from './known-ids.ts';
import { onItRow, type OnItRows } from './on-it.ts';
import type { Model } from './render.ts';
import { rowTitle } from './row-title.ts';
import { nameText, titleText } from './text.ts';
import { joined } from './units.ts';

/** @param onIt - `undefined`: nobody knows. */
export function alertRow(alert: Alert, now: Date, onIt: OnItRows | undefined): Model {
  const hasAlert = isAlertId(alert.id);
  const stopped = stopWords(alert) ?? '';
  const title = alert.title === undefined ? 'Alert without a title' : titleText(alert.title);
  return {
    style: severityStyle(alert),
    title,
    actionTitle: rowTitle('Alert', title),
    state: joined([alertLine(alert, now), onItRow(alert.id, onIt)]),
    stopped,
    hasStopped: stopped !== '',
    id: nameText(alert.id),
    hasAlert,
    data: hasAlert ? button('Alert', 'alert', alert.id).data : '',
  };
}
