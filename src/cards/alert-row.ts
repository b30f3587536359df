/** One alert as a row of a list. */

import type { Alert } from '../defender/model.ts';
import { alertLine, severityStyle, stopWords } from './alert-facts.ts';
import { button } from './buttons.ts';
import { isAlertId } from './known-ids.ts';
import type { Model } from './render.ts';
import { nameText, titleText } from './text.ts';

export function alertRow(alert: Alert, now: Date): Model {
  const hasAlert = isAlertId(alert.id);
  const stopped = stopWords(alert) ?? '';
  return {
    style: severityStyle(alert),
    title: alert.title === undefined ? 'Alert without a title' : titleText(alert.title),
    state: alertLine(alert, now),
    stopped,
    hasStopped: stopped !== '',
    id: nameText(alert.id),
    hasAlert,
    data: hasAlert ? button('Alert', 'alert', alert.id).data : '',
  };
}
