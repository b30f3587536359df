/** New alerts, told where somebody subscribed to them: one, those of an incident, or many at once. Grey once all are seen to. */

import type { Alert } from '../defender/model.ts';
import { alertLine, severityStyle, severityTally, stopWords } from './alert-facts.ts';
import template from './arrivals.json' with { type: 'json' };
import { actions, button, type Button } from './buttons.ts';
import { isAlertId } from './known-ids.ts';
import { minute, onItButton, onItLine, type OnItBy } from './on-it.ts';
import { render, type Card, type Model } from './render.ts';
import { rowTitle } from './row-title.ts';
import { nameText, sentenceText, shortName } from './text.ts';
import { count, joined, number, utcTime } from './units.ts';

/** Shown one by one; what is more is counted. */
export const maxArrivals = 10;
/** As many as `alert` takes at once. */
const maxAlertsOfOne = 50;

export interface Arrival {
  readonly alert: Alert;
  /** On it, or on its incident; `undefined`: nobody is. */
  readonly onIt: OnItBy | undefined;
}

export interface ArrivalsView {
  /** The rows, `maxArrivals` at most. */
  readonly arrivals: readonly Arrival[];
  /** Of all that are told, the worst first, with those that are shown: id and severity. */
  readonly all: readonly Pick<Alert, 'id' | 'severity'>[];
  /** How many of them would be rows, and could not be read. */
  readonly unread: number;
  /** Of which incident all are; `undefined`: of several, or of none. */
  readonly incidentId: number | undefined;
  /** Since when they were created. `isComplete`: these are all, and nobody looked then; else there were more. */
  readonly gap: { readonly from: Date; readonly isComplete: boolean } | undefined;
  /** Display name of whoever subscribed. Foreign text. */
  readonly subscribedBy: string;
  readonly now: Date;
}

export function arrivalsCard(view: ArrivalsView): Card {
  const { arrivals, all, subscribedBy, now } = view;
  return render(
    template,
    {
      finding: finding(view, nameText),
      isSeenTo: arrivals.length > 0 && arrivals.length === all.length && arrivals.every(isSeenTo),
      rows: arrivals.map((arrival) => row(arrival, now)),
      hints: hints(view).map((text) => ({ text })),
      footer: joined([`subscribed by ${nameText(subscribedBy)}`, `as of ${utcTime(now)}`]),
      ...actions({ primary: buttons(view) }),
    },
    finding(view, shortName),
  );
}

/** With the rows they account for all that the heading counts. */
function hints({ arrivals, all, unread, gap, now }: ArrivalsView): readonly string[] {
  const left = all.length - arrivals.length - unread;
  const unreadWords = all.length === 1 ? 'It could not be read.' : `${number(unread)} of them could not be read.`;
  return [
    left > 0 ? `and ${number(left)} more` : '',
    unread > 0 ? unreadWords : '',
    gap === undefined ? '' : createdSince(minute(gap.from, now), gap.isComplete),
  ].filter((text) => text !== '');
}

function createdSince(from: string, isComplete: boolean): string {
  return isComplete
    ? `They were created since ${from}, while I did not look.`
    : `They were created since ${from}. There were more than I can read at once: alerts lists the newest.`;
}

/** Somebody works on it, or did: in Defender, or here. */
function isSeenTo({ alert, onIt }: Arrival): boolean {
  return onIt !== undefined || alert.assignedTo !== undefined || alert.status === 'Resolved';
}

/** @param text - treats the foreign parts for where the line goes. */
function finding({ all, incidentId, arrivals }: ArrivalsView, text: (name: string) => string): string {
  const of = incidentId === undefined ? '' : ` of incident ${incidentId}`;
  const [first, ...others] = all;
  if (first !== undefined && others.length === 0) {
    const { severity = first.severity, deviceName } = arrivals[0]?.alert ?? {};
    const where = deviceName === undefined ? '' : ` on ${text(deviceName)}`;
    return `New alert${where}: ${severity === undefined ? 'without a severity' : text(severity)}`;
  }
  return `${count(all.length, 'new alert')}${of}: ${severityTally(all, text)}`;
}

function row(arrival: Arrival, now: Date): Model {
  const { alert, onIt } = arrival;
  const title = alert.title === undefined ? 'Alert without a title' : sentenceText(alert.title);
  const [isDone, hasAlert] = [isSeenTo(arrival), isAlertId(alert.id)];
  const lines = [alertLine(alert, now), stopWords(alert) ?? '', onIt === undefined ? '' : onItLine(onIt, now)];
  return {
    style: isDone ? 'default' : severityStyle(alert),
    isDone,
    title,
    lines: lines.filter((text) => text !== '').map((text) => ({ text, isDone })),
    hasAlert,
    actionTitle: rowTitle('Alert', title),
    data: hasAlert ? button('Alert', 'alert', alert.id).data : '',
  };
}

function buttons({ arrivals, all, incidentId }: ArrivalsView): readonly (Button | undefined)[] {
  const incident = incidentId === undefined ? undefined : button('Incident', 'incident', String(incidentId));
  const ids = all.map(({ id }) => id).filter(isAlertId);
  if (all.length === 1) {
    const [id] = ids;
    return id === undefined ? [incident] : [button('Alert', 'alert', id), onItButton(arrivals[0]?.onIt, id), incident];
  }
  const most = ids.slice(0, maxAlertsOfOne);
  const list =
    most.length < 2 ? undefined : button(most.length < all.length ? `Worst ${most.length}` : 'All', 'alert', ...most);
  const onIt = incidentId === undefined ? undefined : button('I’m on it', 'on-it', 'incident', String(incidentId));
  return [list, onIt, incident];
}
