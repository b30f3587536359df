/** What analysts did about some of the alerts. */

import { createHash } from 'node:crypto';
import type { ActionScript } from '../../actions/script.ts';
import { minutes } from '../../time.ts';
import { action, runScript } from '../live-response.ts';
import { powerShellHeader, transcript } from '../results.ts';
import type { KnownFile } from './files.ts';
import type { PlannedAlert } from './incidents.ts';

/** One alert of so many has an action. */
const every = 8;

const afterMs = minutes(15);

const types = ['LiveResponse', 'RunAntiVirusScan', 'Isolate', 'CollectInvestigationPackage'] as const;

/** @param fileOf - the first file of an alert; `undefined`: it has none. */
export function createActions(
  alerts: readonly PlannedAlert[],
  fileOf: (alert: PlannedAlert) => KnownFile | undefined,
  startMs: number,
): readonly ActionScript[] {
  return alerts
    .filter(({ number }) => number % every === 0)
    .map((alert) => actionFor(alert, fileOf(alert), startMs - alert.agoMs + afterMs));
}

function actionFor(alert: PlannedAlert, file: KnownFile | undefined, createdMs: number): ActionScript {
  const { number, device, incidentId, assignedTo } = alert;
  const type = types[Math.floor(number / every) % types.length] ?? 'LiveResponse';
  const shared = {
    id: guidOf(number),
    machineId: device.id,
    computerDnsName: device.name,
    createdMs,
    comment: `Triage of incident ${incidentId}`,
    requestor: assignedTo ?? 'analyst@contoso.example',
  };
  if (type === 'LiveResponse') {
    const output = `${powerShellHeader('triage-windows.ps1')}\n${100 + (number % 80)} processes, nothing unusual\n`;
    const result = transcript({ scriptName: 'triage-windows.ps1', output });
    return action({ ...shared, commands: [runScript('triage-windows.ps1', undefined, { result })] });
  }
  const sha1 = file?.record.file['sha1'];
  if (type === 'Isolate' && sha1 !== undefined) {
    const relatedFileInfo = { fileIdentifier: sha1, fileIdentifierType: 'Sha1' };
    return action({ ...shared, type: 'StopAndQuarantineFile', overlay: { relatedFileInfo } });
  }
  const scope = { RunAntiVirusScan: 'Quick', Isolate: 'Full', CollectInvestigationPackage: null }[type];
  return action({ ...shared, type, overlay: { scope } });
}

function guidOf(number: number): string {
  const hex = createHash('sha256').update(`action ${number}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
