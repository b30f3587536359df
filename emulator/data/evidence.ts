/** One piece of evidence: 25 properties, nearly all of them null. Source: learn.microsoft.com/defender-endpoint/api/alerts */

import type { Json, JsonObject } from '../json.ts';
import type { FileRecord } from '../world.ts';

const blank = {
  sha1: null,
  sha256: null,
  fileName: null,
  filePath: null,
  processId: null,
  processCommandLine: null,
  processCreationTime: null,
  parentProcessId: null,
  parentProcessCreationTime: null,
  parentProcessFileName: null,
  parentProcessFilePath: null,
  ipAddress: null,
  url: null,
  registryKey: null,
  registryHive: null,
  registryValueType: null,
  registryValue: null,
  accountName: null,
  domainName: null,
  userSid: null,
  aadUserId: null,
  userPrincipalName: null,
  detectionStatus: null,
} as const;

/** @param time - when it was added to the alert. */
export function evidence(entityType: string, time: string, values: JsonObject): JsonObject {
  return { entityType, evidenceCreationTime: time, ...blank, ...values };
}

export interface Place {
  readonly name: string;
  /** The folder only. */
  readonly path: string;
  readonly status?: string | null;
}

export function fileEvidence(
  { file }: FileRecord,
  time: string,
  { name, path, status = 'Detected' }: Place,
): JsonObject {
  const { sha1, sha256 } = file;
  return evidence('File', time, { ...hashes(sha1, sha256), fileName: name, filePath: path, detectionStatus: status });
}

function hashes(sha1: Json | undefined, sha256: Json | undefined): JsonObject {
  return { sha1: sha1 ?? null, sha256: sha256 ?? null };
}

export function userEvidence(time: string, accountName: string): JsonObject {
  return evidence('User', time, {
    accountName,
    domainName: 'CONTOSO',
    userSid: 'S-1-5-21-1004336348-1177238915-682003330-1142',
    aadUserId: '6c1d0b54-8f3e-4a52-9d27-be10c4a7f935',
    userPrincipalName: `${accountName}@contoso.example`,
  });
}
