/** The alerts of an incident → its devices, users and files, each once, with what is known of them from all alerts. */

import type { Alert } from '../defender/model.ts';
import { account } from './account.ts';
import { stopped } from './found-file.ts';
import { worstFirst } from './severity.ts';

/** All texts are foreign. */
export interface IncidentDevice {
  /** `undefined`: an alert names a device without its id. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** The worst first. */
  readonly alerts: readonly Alert[];
}

export interface IncidentUser {
  readonly name: string;
  readonly alerts: number;
}

export interface IncidentFile {
  readonly name: string | undefined;
  /** Hex. */
  readonly sha256: string | undefined;
  readonly sha1: string | undefined;
  /** Distinct statuses of its evidence. */
  readonly detectionStatuses: readonly string[];
  readonly alerts: number;
}

/** Those with the worst and the most alerts first. */
export function devicesOf(alerts: readonly Alert[]): readonly IncidentDevice[] {
  const known = alerts.filter(({ machineId, deviceName }) => machineId !== undefined || deviceName !== undefined);
  const groups = Map.groupBy(worstFirst(known), ({ machineId, deviceName }) => machineId ?? deviceName);
  return [...groups.values()].map((of) => ({
    id: of[0]?.machineId,
    name: of.find(({ deviceName }) => deviceName !== undefined)?.deviceName,
    alerts: of,
  }));
}

/** Those of the most alerts first. */
export function usersOf(alerts: readonly Alert[]): readonly IncidentUser[] {
  const users = new Map<string, { readonly name: string; readonly alertIds: Set<string> }>();
  for (const { id, relatedUser, evidence } of alerts) {
    const names = [
      account(relatedUser?.domainName, relatedUser?.userName),
      ...evidence.map(({ domainName, accountName }) => account(domainName, accountName)),
    ].filter((name) => name !== undefined);
    for (const name of names) {
      const key = name.toLowerCase();
      const known = users.get(key) ?? { name, alertIds: new Set() };
      known.alertIds.add(id);
      users.set(key, known);
    }
  }
  return [...users.values()]
    .map(({ name, alertIds }) => ({ name, alerts: alertIds.size }))
    .toSorted((one, other) => other.alerts - one.alerts);
}

/** Files and the files of processes; those of the most alerts first. */
export function evidenceFilesOf(alerts: readonly Alert[]): readonly IncidentFile[] {
  const files = new Map<string, IncidentFile & { readonly alertIds: Set<string> }>();
  for (const { id, evidence } of alerts) {
    for (const { sha256, sha1, fileName, detectionStatus } of evidence) {
      const key = sha256 ?? sha1 ?? fileName;
      if (key === undefined) continue;
      const known = files.get(key);
      const alertIds = (known?.alertIds ?? new Set<string>()).add(id);
      files.set(key, {
        name: known?.name ?? fileName,
        sha256: known?.sha256 ?? sha256,
        sha1: known?.sha1 ?? sha1,
        detectionStatuses: distinct([...(known?.detectionStatuses ?? []), detectionStatus]),
        alerts: alertIds.size,
        alertIds,
      });
    }
  }
  return [...files.values()].toSorted((one, other) => other.alerts - one.alerts);
}

/** `untold`: Defender does not say whether it was stopped. */
export type Stop = 'stopped' | 'notStopped' | 'untold';

/** What was stopped at one place and not at another was not stopped. */
export function stopOf({ detectionStatuses }: Pick<IncidentFile, 'detectionStatuses'>): Stop {
  if (detectionStatuses.length === 0) return 'untold';
  return detectionStatuses.every((status) => stopped.includes(status.toLowerCase())) ? 'stopped' : 'notStopped';
}

function distinct(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}
