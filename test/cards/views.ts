/** Domain values for cards: the documentation's own, to be changed in parts. Defaults first. */

import { createOperatorLinks } from '../../src/cards/operator-links.ts';
import { createPortal } from '../../src/cards/portal.ts';
import type { FoundFile } from '../../src/triage/found-file.ts';
import type { FilesView } from '../../src/cards/files.ts';
import type { ListedWatch } from '../../src/cards/watch-list.ts';
import type { ResultOf } from '../../src/cards/action-facts.ts';
import type { Alert, DefenderFile, LiveResponseCommand, MachineAction } from '../../src/defender/model.ts';
import type { AuditEntry, AuditRecord } from '../../src/state/audit-record.ts';
import { auditRecordOf } from '../support/audit.ts';

import type { CollectedFile } from '../../src/transcript/model.ts';

export const now = new Date('2026-11-24T14:03:22Z');
export const alertId = '636688558380765161_2136280442';
export const actionId = '988cc94e-7a8f-4b28-ab65-54970c5d5018';
export const machineId = '1e5bc9d7e413ddd7902c2932e418702b84d0cc07';
export const tenantId = '72f988bf-0000-4000-8000-000000000001';
export const portal = createPortal('https://security.microsoft.com', tenantId);
/** Of an operator who has none. */
export const operatorLinks = createOperatorLinks([]);
export const reader = { now, asOf: now, shownFor: undefined };

export const sha256 = '470a75fe3da2ddf9d27fb3f9c96e6c665506ea7ba26ab89f0c89606f678ae4a2';
export const sha1 = '654f19c41d9662cf86be21bf0af5a88c38c56a9d';
export const md5 = '82849dc81d94056224445ea73dc6153a';

/** The same instant, so many seconds ago. */
export function ago(seconds: number): Date {
  return new Date(now.getTime() - seconds * 1_000);
}

export function file(parts: Partial<DefenderFile> = {}): DefenderFile {
  return {
    sha1,
    sha256,
    md5,
    size: 740_544,
    fileType: undefined,
    isPeFile: true,
    publisher: undefined,
    productName: undefined,
    signer: undefined,
    issuer: undefined,
    isValidCertificate: false,
    determinationType: 'Unknown',
    determinationValue: 'HackTool:MSIL/AutoKms',
    globalPrevalence: 437,
    globalFirstObserved: new Date('2015-11-01T00:00:00Z'),
    globalLastObserved: new Date('2026-11-23T06:18:55Z'),
    ...parts,
  };
}

export function found(parts: Partial<Omit<FoundFile, 'file'>> = {}, of: Partial<DefenderFile> = {}): FoundFile {
  return {
    file: file(of),
    names: ['kms.exe'],
    folders: ['C:\\Users\\Public\\'],
    detectionStatuses: ['Prevented'],
    alertIds: [alertId],
    ...parts,
  };
}

/** Nothing is known of it but its hash. */
export function unknownFile(n: number): FoundFile {
  return found(
    { names: [`file${n}.dll`], folders: [], detectionStatuses: [] },
    {
      sha256: n.toString(16).padStart(64, '0'),
      determinationType: undefined,
      determinationValue: undefined,
      isValidCertificate: undefined,
      globalPrevalence: undefined,
      globalFirstObserved: undefined,
      size: undefined,
    },
  );
}

export function alert(parts: Partial<Alert> = {}): Alert {
  return {
    id: alertId,
    incidentId: 2451,
    investigationId: undefined,
    title: '’AutoKms’ hacktool was prevented',
    description: undefined,
    severity: 'High',
    status: 'New',
    assignedTo: undefined,
    classification: undefined,
    determination: undefined,
    investigationState: 'Queued',
    detectionSource: 'WindowsDefenderAv',
    category: 'Malware',
    threatFamilyName: 'AutoKms',
    threatName: 'HackTool:MSIL/AutoKms',
    machineId,
    deviceName: 'LAPTOP-042',
    deviceGroup: 'Workstations',
    createdAt: ago(2 * 3_600),
    firstEventAt: ago(2 * 3_600 + 240),
    lastEventAt: ago(2 * 3_600 + 60),
    updatedAt: ago(2 * 3_600 - 360),
    resolvedAt: undefined,
    mitreTechniques: ['T1588.002'],
    relatedUser: { userName: 'j.doe', domainName: 'CONTOSO' },
    comments: [],
    evidence: [],
    ...parts,
  };
}

export function filesView(parts: Partial<FilesView> = {}): FilesView {
  return {
    alertIds: [alertId],
    alerts: [alert()],
    failures: [],
    files: [found()],
    isComplete: true,
    topStats: undefined,
    notes: [],
    page: 1,
    reader,
    portal,
    ...parts,
  };
}

export function command(parts: Partial<LiveResponseCommand> = {}): LiveResponseCommand {
  return {
    index: 0,
    type: 'RunScript',
    params: { ScriptName: 'minidump.ps1', Args: 'OfficeClickToRun' },
    status: 'Completed',
    startedAt: ago(142),
    endedAt: ago(130),
    errors: [],
    ...parts,
  };
}

export const getFile = command({
  index: 1,
  type: 'GetFile',
  params: { Path: 'C:\\windows\\TEMP\\OfficeClickToRun.dmp.zip' },
});

export function action(parts: Partial<MachineAction> = {}): MachineAction {
  return {
    id: actionId,
    type: 'LiveResponse',
    scope: undefined,
    status: 'Succeeded',
    requestor: 'analyst@contoso.example',
    requestorComment: 'Testing Live Response API',
    requestSource: 'PublicApi',
    machineId,
    deviceName: 'LAPTOP-042',
    createdAt: ago(180),
    updatedAt: ago(100),
    cancelledBy: undefined,
    cancellationComment: undefined,
    cancelledAt: undefined,
    errorHResult: 0,
    relatedFile: undefined,
    commands: [command(), getFile],
    ...parts,
  };
}

export function listedWatch(parts: Partial<ListedWatch> = {}): ListedWatch {
  const { type: actionType, deviceName } = action();
  const times = { startedAt: ago(600), endsAt: ago(-72 * 3_600) };
  return { actionId, actionType, deviceName, ...times, isHere: true, ...parts };
}

export function resultOf(parts: Partial<ResultOf> = {}): ResultOf {
  return { actionId, index: 0, action: action(), command: command(), notes: [], ...parts };
}

export function collected(parts: Partial<CollectedFile> = {}): CollectedFile {
  return {
    name: 'OfficeClickToRun.dmp.zip',
    raw: { bytes: 900, sha256: 'b'.repeat(64) },
    content: { bytes: 53_687_091, sha256, sha1, md5 },
    gunzipped: true,
    ...parts,
  };
}

export function auditEntry(parts: Partial<AuditRecord> = {}): AuditEntry {
  return {
    sequence: 17,
    previous: '0'.repeat(64),
    hash: sha256,
    record: auditRecordOf({ at: ago(60).getTime(), ...parts }),
  };
}
