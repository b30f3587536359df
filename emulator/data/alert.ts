/** One alert with its defaults. Source: learn.microsoft.com/defender-endpoint/api/alerts */

import type { JsonObject } from '../json.ts';
import { tenantId } from '../identity.ts';
import { minutes, utc } from '../time.ts';
import type { AlertRecord, FileRecord } from '../world.ts';
import { machineName } from './machines.ts';

export interface InventedAlert {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly severity: string;
  readonly category: string;
  readonly machineId: string;
  /** Of a device that `ids.machines` does not name. */
  readonly deviceName?: string;
  readonly createdMs: number;
  readonly evidence: readonly JsonObject[];
  readonly files: readonly FileRecord[];
  readonly fractionDigits?: number;
  /** Laid over the alert; a key set to `undefined` is left out. */
  readonly overlay?: JsonObject;
}

/** The incident that ties the synthetic alerts together. */
export const incidentId = 2451;

export function inventedAlert(parts: InventedAlert): AlertRecord {
  const { id, createdMs, fractionDigits, files } = parts;
  const time = (ms: number): string => utc(ms, fractionDigits);
  const alert = {
    id,
    incidentId,
    investigationId: null,
    assignedTo: null,
    severity: parts.severity,
    status: 'New',
    classification: null,
    determination: null,
    investigationState: 'Queued',
    detectionSource: 'WindowsDefenderAtp',
    detectorId: 'b0d5ae2c-3c0f-4c1b-8a56-1f0c3f2b7d94',
    category: parts.category,
    threatFamilyName: null,
    title: parts.title,
    description: parts.description,
    alertCreationTime: time(createdMs),
    firstEventTime: time(createdMs - minutes(4)),
    lastEventTime: time(createdMs - minutes(1)),
    lastUpdateTime: time(createdMs + minutes(6)),
    resolvedTime: null,
    machineId: parts.machineId,
    computerDnsName: parts.deviceName ?? machineName(parts.machineId),
    rbacGroupName: 'Workstations',
    aadTenantId: tenantId,
    threatName: null,
    mitreTechniques: [],
    relatedUser: { userName: 'j.doe', domainName: 'CONTOSO' },
    loggedOnUsers: [{ accountName: 'j.doe', domainName: 'CONTOSO' }],
    comments: [],
    evidence: parts.evidence,
    ...parts.overlay,
  };
  return { id, alert, files };
}
