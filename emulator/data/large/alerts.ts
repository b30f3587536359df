/** Planned alerts as the API shows them. */

import type { Json, JsonObject } from '../../json.ts';
import { minutes, utc } from '../../time.ts';
import type { AlertRecord } from '../../world.ts';
import { inventedAlert } from '../alert.ts';
import { evidence, fileEvidence, userEvidence } from '../evidence.ts';
import type { KnownFile } from './files.ts';
import type { PlannedAlert } from './incidents.ts';

export function alertRecord(plan: PlannedAlert, files: readonly KnownFile[], startMs: number): AlertRecord {
  const { id, kind, device, agoMs, incidentId, status, assignedTo } = plan;
  const createdMs = startMs - agoMs;
  const isOver = status === 'Resolved';
  return inventedAlert({
    id,
    title: kind.title,
    description: `${kind.title} on ${device.name}.`,
    severity: kind.severity,
    category: kind.category,
    machineId: device.id,
    deviceName: device.name,
    createdMs,
    files: files.map(({ record }) => record),
    evidence: evidenceOf(plan, files, utc(createdMs)),
    overlay: {
      incidentId,
      status,
      assignedTo,
      detectionSource: kind.detectionSource,
      mitreTechniques: kind.techniques,
      relatedUser: { userName: device.owner, domainName: 'CONTOSO' },
      loggedOnUsers: [{ accountName: device.owner, domainName: 'CONTOSO' }],
      resolvedTime: isOver ? utc(createdMs + minutes(25)) : null,
      lastUpdateTime: utc(createdMs + minutes(isOver ? 25 : 6)),
      classification: isOver ? 'TruePositive' : null,
      determination: isOver ? 'Malware' : null,
    },
  });
}

function evidenceOf({ kind, device, number }: PlannedAlert, files: readonly KnownFile[], time: string): JsonObject[] {
  const isPrevented = kind.detectionSource === 'WindowsDefenderAv';
  const [first] = files;
  const name = first?.kind.name ?? 'powershell.exe';
  const folder = `C:\\Users\\${device.owner}\\${first?.kind.folder ?? 'Documents'}`;
  const values = {
    Process: {
      ...processHashes(first),
      fileName: name,
      filePath: folder,
      processId: 1_000 + (number % 9_000),
      processCommandLine: `"${folder}\\${name}" /quiet`,
      processCreationTime: time,
      parentProcessId: 812,
      parentProcessFileName: 'explorer.exe',
      parentProcessFilePath: 'C:\\Windows',
      detectionStatus: 'Detected',
    },
    Ip: { ipAddress: `203.0.113.${1 + (number % 250)}` },
    Url: { url: `http://host-${number % 50}.evil.example/gate` },
    Registry: {
      registryHive: 'HKEY_CURRENT_USER',
      registryKey: 'Software\\Microsoft\\Windows\\CurrentVersion\\Run',
      registryValueType: 'String',
      registryValue: `${folder}\\${name}`,
    },
  } as const;
  return [
    userEvidence(time, device.owner),
    ...files.map(({ record, kind: file }) =>
      fileEvidence(record, time, { name: file.name, path: folder, status: isPrevented ? 'Prevented' : 'Detected' }),
    ),
    ...kind.evidence.map((entityType) => evidence(entityType, time, values[entityType])),
  ];
}

function processHashes(file: KnownFile | undefined): Readonly<Record<string, Json>> {
  return { sha1: file?.record.file['sha1'] ?? null, sha256: file?.record.file['sha256'] ?? null };
}
