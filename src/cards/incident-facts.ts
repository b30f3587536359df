/** What an incident's alerts say together: how they stand, what was stopped, when it began. Fit for TextRuns. */

import type { Alert } from '../defender/model.ts';
import { evidenceFilesOf, stopOf } from '../triage/incident.ts';
import { nameText } from './text.ts';
import { ageOrDate, count, joined, number, utcMoment } from './units.ts';
import type { Reader } from './footer.ts';

export interface IncidentAlerts {
  readonly alerts: readonly Alert[];
  /** As Defender counts them; `undefined`: it did not say. */
  readonly total: number | undefined;
  readonly isComplete: boolean;
  readonly reader: Reader;
}

/** Of a line; more were never seen. */
const maxStatuses = 6;

/** `7 alerts`, `the newest 200 of 312 alerts`: all that is said of them together is of these. */
export function alertsWords({ alerts, total, isComplete }: Omit<IncidentAlerts, 'reader'>): string {
  if (isComplete) return count(alerts.length, 'alert');
  return `the newest ${number(alerts.length)} of ${total === undefined ? 'its alerts' : count(total, 'alert')}`;
}

export function incidentFacts({ alerts, reader }: IncidentAlerts): readonly string[] {
  if (alerts.length === 0) return [];
  return [stopTally(alerts), states(alerts), times(alerts, reader.now)].filter((line) => line !== '');
}

/** `files: 2 not stopped, 3 stopped, 1 without a word on it`. */
function stopTally(alerts: readonly Alert[]): string {
  const of = Map.groupBy(evidenceFilesOf(alerts), stopOf);
  const words = [
    [of.get('notStopped'), 'not reported as stopped'],
    [of.get('stopped'), 'stopped'],
    [of.get('untold'), 'without a word on it'],
  ] as const;
  const parts = words.flatMap(([files, word]) => (files === undefined ? [] : [`${number(files.length)} ${word}`]));
  return parts.length === 0 ? 'no files in its evidence' : `files: ${parts.join(', ')}`;
}

function states(alerts: readonly Alert[]): string {
  const statuses = [...Map.groupBy(alerts, ({ status }) => status ?? 'without a status')];
  const unassigned = alerts.filter(({ assignedTo }) => assignedTo === undefined).length;
  return joined([
    statuses
      .slice(0, maxStatuses)
      .map(([status, of]) => `${number(of.length)} ${nameText(status)}`)
      .join(', '),
    unassigned === 0 ? 'all assigned' : `${number(unassigned)} unassigned`,
  ]);
}

function times(alerts: readonly Alert[], now: Date): string {
  const events = alerts
    .flatMap(({ firstEventAt, lastEventAt }) => [firstEventAt, lastEventAt])
    .filter((time) => time !== undefined)
    .map((time) => time.getTime());
  if (events.length === 0) return '';
  const [first, last] = [new Date(least(events)), new Date(-least(events.map((ms) => -ms)))];
  return joined([
    `first event ${utcMoment(first, now)} (${ageOrDate(first, now)})`,
    `last event ${utcMoment(last, now)} (${ageOrDate(last, now)})`,
  ]);
}

function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other), Infinity);
}
