/** Evidence and lists of alerts, to be changed in parts. */

import type { AlertView } from '../../src/cards/alert.ts';
import type { AlertsView } from '../../src/cards/alerts.ts';
import type { IncidentView } from '../../src/cards/incident.ts';
import type { Evidence } from '../../src/defender/model.ts';
import { alert, ago, alertId, operatorLinks, portal, reader, sha1, sha256 } from './views.ts';

/** A file, where nothing else is said. */
export function evidence(parts: Partial<Evidence> = {}): Evidence {
  return {
    ...{ entityType: 'File', createdAt: ago(7_200), sha1, sha256, fileName: 'kms.exe', filePath: 'C:\\Users\\Public' },
    ...{ processId: undefined, processCommandLine: undefined, processCreatedAt: undefined },
    ...{ parentProcessId: undefined, parentProcessCreatedAt: undefined, parentProcessFileName: undefined },
    ...{ parentProcessFilePath: undefined, ipAddress: undefined, url: undefined, registryHive: undefined },
    ...{ registryKey: undefined, registryValueType: undefined, registryValue: undefined, accountName: undefined },
    ...{ domainName: undefined, userSid: undefined, userPrincipalName: undefined, aadUserId: undefined },
    detectionStatus: 'Prevented',
    ...parts,
  };
}

/** Without hashes and names of a file. */
export function other(entityType: string, parts: Partial<Evidence> = {}): Evidence {
  const blank = { sha1: undefined, sha256: undefined, fileName: undefined, filePath: undefined };
  return evidence({ ...blank, entityType, detectionStatus: undefined, ...parts });
}

export function process(id: number, parent: number | undefined, parts: Partial<Evidence> = {}): Evidence {
  return evidence({
    ...{ entityType: 'Process', fileName: `p${id}.exe`, processId: id, processCreatedAt: ago(7_000 - id) },
    ...{ processCommandLine: `p${id}.exe -run`, parentProcessId: parent, detectionStatus: 'Detected' },
    ...parts,
  });
}

export function alertView(parts: Partial<AlertView['alert']> = {}, page = 1): AlertView {
  const nobody = { onIt: undefined, onIncident: undefined };
  return { alert: alert({ evidence: [evidence()], ...parts }), page, ...nobody, reader, portal, operatorLinks };
}

export function alertsView(parts: Partial<AlertsView> = {}): AlertsView {
  return {
    ...{ alerts: [alert()], onIt: new Map(), total: 1, failures: [], asked: '', order: 'newest', page: 1, reader },
    askedAs: { command: 'alerts', words: [] },
    ...parts,
  };
}

/** So many alerts, each with an id of its own. */
export function alertsOf(n: number): AlertsView['alerts'] {
  return Array.from({ length: n }, (_, i) => alert({ id: `${alertId}${i}` }));
}

export function incidentView(parts: Partial<IncidentView> = {}): IncidentView {
  const alerts = [alert({ evidence: [evidence()] })];
  const whole = { total: undefined, isComplete: true, page: 1, onIt: undefined, onAlerts: new Map() };
  return { incidentId: 2451, alerts, ...whole, reader, portal, ...parts };
}

export function manyFiles(n: number): readonly Evidence[] {
  return Array.from({ length: n }, (_, i) => evidence({ fileName: `f${i}`, sha256: String(i).padStart(64, '0') }));
}
