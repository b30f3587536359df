/** The alerts of a file or a device: how many are open, the worst of them first. */

import type { Alert, Listed } from '../defender/model.ts';
import { worstFirst } from '../triage/severity.ts';
import { alertLine, severityTally } from './alert-facts.ts';
import { button } from './buttons.ts';
import { isAlertId } from './known-ids.ts';
import { section, type Row, type Section } from './profile.ts';
import { titleText } from './text.ts';
import { count, joined, number } from './units.ts';

interface AlertOptions {
  readonly now: Date;
  /** Where the device does not go without saying. */
  readonly withDevice: boolean;
}

export function alertsSection(alerts: Listed<Alert>, options: AlertOptions): Section {
  const open = worstFirst(openOf(alerts));
  const resolved = alerts.items.length - open.length;
  const heading = joined([
    open.length === 0 ? openWords(alerts) : `${openWords(alerts)}: ${severityTally(open)}`,
    resolved === 0 ? undefined : `${number(resolved)} resolved`,
  ]);
  const rows = open.map((alert) => alertRow(alert, options));
  return section(heading, rows, { total: alerts.isComplete ? rows.length : undefined });
}

/** `2 open alerts`, `no open alert`. Our own words. */
export function openWords(alerts: Listed<Alert>): string {
  const open = openOf(alerts).length;
  const words = open === 0 ? 'no open alert' : count(open, 'open alert');
  return alerts.isComplete ? words : `${words} among those that were read`;
}

/** A status that this bot does not know is not taken for an end. */
function openOf({ items }: Listed<Alert>): readonly Alert[] {
  return items.filter(({ status }) => status?.toLowerCase() !== 'resolved');
}

function alertRow(alert: Alert, { now, withDevice }: AlertOptions): Row {
  const { id, title } = alert;
  return {
    title: title === undefined ? 'Alert without a title' : titleText(title),
    lines: [alertLine(alert, now, { device: withDevice })],
    opens: isAlertId(id) ? button('Alert', 'alert', id) : undefined,
  };
}
