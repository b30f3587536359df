/** The lines about an alert that its cards share. Fit for TextRuns. */

import type { Alert } from '../defender/model.ts';
import { bySeverity } from '../triage/severity.ts';
import { outcome } from './finding.ts';
import { nameText } from './text.ts';
import { ageOrDate, joined, number } from './units.ts';

/** `High · New · unassigned · LAPTOP-042 · 2 h ago`. @param shows - what does not go without saying. */
export function alertLine(
  alert: Alert,
  now: Date,
  { id = false, device = true }: { readonly id?: boolean; readonly device?: boolean } = {},
): string {
  const text = (value: string | undefined): string | undefined => (value === undefined ? undefined : nameText(value));
  return joined([
    id ? text(alert.id) : undefined,
    text(alert.severity),
    text(alert.status),
    alert.assignedTo === undefined ? 'unassigned' : `assigned to ${nameText(alert.assignedTo)}`,
    device ? text(alert.deviceName) : undefined,
    alert.createdAt === undefined ? undefined : ageOrDate(alert.createdAt, now),
  ]);
}

/** Whether what it is about was stopped, as its evidence says; `undefined`: not a word. @param text - treats an unknown status. */
export function stopWords({ evidence }: Pick<Alert, 'evidence'>, text = nameText): string | undefined {
  return outcome({ detectionStatuses: statusesOf(evidence) }, text);
}

/** Distinct. */
export function statusesOf(evidence: Alert['evidence']): readonly string[] {
  return [...new Set(evidence.map(({ detectionStatus }) => detectionStatus))].filter((status) => status !== undefined);
}

/** More than Defender has. */
const maxSeverities = 6;

/** `2 High, 1 Low`; empty for none. @param text - treats the foreign parts for where the line goes. */
export function severityTally(alerts: readonly Pick<Alert, 'severity'>[], text = nameText): string {
  return bySeverity(alerts)
    .slice(0, maxSeverities)
    .map(({ severity, alerts: of }) =>
      severity === undefined ? `${number(of)} without a severity` : `${number(of)} ${text(severity)}`,
    )
    .join(', ');
}

/** The ground of a row about an alert; it says nothing that the words do not. */
export function severityStyle({ severity }: Pick<Alert, 'severity'>): string {
  return styles.get(severity?.toLowerCase()) ?? 'attention';
}

const styles = new Map<string | undefined, string>([
  ['medium', 'warning'],
  ['low', 'default'],
  ['informational', 'default'],
  ['unspecified', 'default'],
  [undefined, 'default'],
]);
