/** The files of planned alerts: what is told of each agrees with where it was found. */

import { signedBy, inventedFile } from '../file.ts';
import type { FileRecord } from '../../world.ts';
import type { PlannedAlert } from './incidents.ts';
import { fileKinds, type FileKind } from './kinds.ts';

export interface KnownFile {
  readonly kind: FileKind;
  readonly record: FileRecord;
}

/** By the numbers that the alerts name. */
export function createFiles(alerts: readonly PlannedAlert[]): ReadonlyMap<number, KnownFile> {
  const machinesByFile = new Map<number, Set<string>>();
  for (const { files, device } of alerts) {
    for (const number of files) machinesByFile.set(number, (machinesByFile.get(number) ?? new Set()).add(device.id));
  }
  return new Map([...machinesByFile].map(([number, machines]) => [number, knownFile(number, machines.size)]));
}

function knownFile(number: number, organizationPrevalence: number): KnownFile {
  const kind = fileKinds[number % fileKinds.length];
  if (kind === undefined) throw new RangeError('There is no such kind of file');
  const { name, determinationType, determinationValue, publisher } = kind;
  return {
    kind,
    record: inventedFile({
      seed: `large file ${number}`,
      sizeBytes: 4_096 * (1 + (number % 900)),
      determinationType,
      determinationValue,
      globalPrevalence: organizationPrevalence + (number % 7) * 131,
      organizationPrevalence,
      topFileNames: [name],
      overlay: publisher === undefined ? {} : signedBy(publisher, 'Example Reader'),
    }),
  };
}
