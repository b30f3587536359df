/**
 * Which alerts: as a filter where the collection takes one, and by looking at each where it does not: the alerts of
 * a device are a collection without query options. Source: learn.microsoft.com/defender-endpoint/api/get-machine-related-alerts
 */

import type { Alert, Listed } from '../model.ts';
import { allOf, anyOf, equal, since, type Filter } from '../odata.ts';

/** What is left out is not asked for. */
export interface AlertChoice {
  /** Any of these, as Defender spells them: `High`, … */
  readonly severities?: readonly string[];
  /** Any of these, as Defender spells them: `New`, … */
  readonly statuses?: readonly string[];
  readonly assignedTo?: { readonly upn: string } | 'nobody';
  readonly incidentId?: number;
  readonly machineId?: string;
  readonly createdSince?: Date;
  readonly updatedSince?: Date;
  /** The most that are wanted; default: as many as the client reads of a list. */
  readonly top?: number;
  readonly withEvidence?: boolean;
}

/** Source of the properties: learn.microsoft.com/defender-endpoint/api/get-alerts */
export function filterOf({
  severities,
  statuses,
  assignedTo,
  incidentId,
  createdSince,
  updatedSince,
}: AlertChoice): Filter | undefined {
  return allOf([
    anyOf((severities ?? []).map((severity) => equal('severity', severity))),
    anyOf((statuses ?? []).map((status) => equal('status', status))),
    assignedTo && equal('assignedTo', assignedTo === 'nobody' ? undefined : assignedTo.upn),
    incidentId === undefined ? undefined : equal('incidentId', incidentId),
    createdSince && since('alertCreationTime', createdSince),
    updatedSince && since('lastUpdateTime', updatedSince),
  ]);
}

/** The same choice made among alerts that were read, the newest first. */
export function chosen(listed: Listed<Alert>, choice: AlertChoice): Listed<Alert> {
  const matching = listed.items.filter((alert) => isChosen(alert, choice)).toSorted(newestFirst);
  const items = matching.slice(0, choice.top);
  return {
    items,
    total: listed.isComplete ? matching.length : undefined,
    isComplete: listed.isComplete && items.length === matching.length,
    unreadable: listed.unreadable,
  };
}

function isChosen(alert: Alert, choice: AlertChoice): boolean {
  const { severities, statuses, assignedTo, incidentId, createdSince, updatedSince } = choice;
  return (
    isAmong(alert.severity, severities) &&
    isAmong(alert.status, statuses) &&
    (assignedTo === undefined ||
      (assignedTo === 'nobody' ? alert.assignedTo === undefined : isAmong(alert.assignedTo, [assignedTo.upn]))) &&
    (incidentId === undefined || alert.incidentId === incidentId) &&
    isSince(alert.createdAt, createdSince) &&
    isSince(alert.updatedAt, updatedSince)
  );
}

function isSince(time: Date | undefined, since: Date | undefined): boolean {
  return since === undefined || (time !== undefined && time >= since);
}

function isAmong(value: string | undefined, wanted: readonly string[] | undefined): boolean {
  if (wanted === undefined || wanted.length === 0) return true;
  return wanted.some((one) => one.toLowerCase() === value?.toLowerCase());
}

function newestFirst(one: Alert, other: Alert): number {
  return (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0);
}
