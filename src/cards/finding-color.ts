/** The colour of a card's first line, by one rule for all: red where something is bad. Its words say the same. */

import { isFinal, type Alert, type LiveResponseCommand, type MachineAction } from '../defender/model.ts';
import { hasDetection, type FoundFile } from '../triage/found-file.ts';
import { stopOf } from '../triage/incident.ts';
import { severityStyle, statusesOf } from './alert-facts.ts';

export type FindingColor = 'Attention' | 'Default';

export function redIf(isBad: boolean): FindingColor {
  return isBad ? 'Attention' : 'Default';
}

export function colorOfFiles(files: readonly FoundFile[]): FindingColor {
  return redIf(files.some(hasDetection));
}

/** As bad as its row in a list, or not stopped. */
export function colorOfAlerts(alerts: readonly Alert[]): FindingColor {
  return redIf(
    alerts.some(
      (alert) =>
        severityStyle(alert) === 'attention' ||
        stopOf({ detectionStatuses: statusesOf(alert.evidence) }) === 'notStopped',
    ),
  );
}

/** @param command - the one that the card is about; `undefined`: all of them. */
export function colorOfAction(action: MachineAction, command: LiveResponseCommand | undefined): FindingColor {
  if (command === undefined) return redIf(isFinal(action) && action.status !== 'Succeeded');
  return redIf(command.status === 'Failed' || (isFinal(action) && command.status !== 'Completed'));
}
