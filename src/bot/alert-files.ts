/** Files of alerts and what their evidence says → one ranked list, each file once. */

import { levelOf, levels, type FoundFile } from '../cards/finding.ts';
import type { Alert, DefenderFile, Evidence } from '../defender/model.ts';

export interface FilesOfAlert {
  readonly alertId: string;
  readonly files: readonly DefenderFile[];
  /** `undefined`: not readable. */
  readonly alert: Alert | undefined;
}

export function ranked(found: readonly FoundFile[]): readonly FoundFile[] {
  return [...found].sort((a, b) => compare(rank(a), rank(b)));
}

/** Worst verdict first; then not verified before verified, rare before common. */
function rank(found: FoundFile): readonly number[] {
  const { isValidCertificate, globalPrevalence } = found.file;
  return [
    levels.indexOf(levelOf(found)),
    isValidCertificate === true ? 1 : 0,
    globalPrevalence ?? Number.MAX_SAFE_INTEGER,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** The same hash is the same file, in however many alerts and under however many names. */
export function folded(answers: readonly FilesOfAlert[]): readonly FoundFile[] {
  const byHash = new Map<string, FoundFile>();
  const hashless: FoundFile[] = [];
  for (const { alertId, files, alert } of answers) {
    for (const file of files) {
      const found = foundFile(file, alertId, alert?.evidence ?? []);
      const key = file.sha256 ?? file.sha1 ?? file.md5;
      if (key === undefined) hashless.push(found);
      else byHash.set(key, merge(byHash.get(key), found));
    }
  }
  return [...byHash.values(), ...hashless];
}

function foundFile(file: DefenderFile, alertId: string, evidence: readonly Evidence[]): FoundFile {
  const about = evidence.filter((item) => isSame(item.sha256, file.sha256) || isSame(item.sha1, file.sha1));
  return {
    file,
    names: distinct(about.map(({ fileName }) => fileName)),
    folders: distinct(about.map(({ filePath }) => filePath)),
    detectionStatuses: distinct(about.map(({ detectionStatus }) => detectionStatus)),
    alertIds: [alertId],
  };
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a === b;
}

function merge(earlier: FoundFile | undefined, found: FoundFile): FoundFile {
  if (earlier === undefined) return found;
  return {
    file: earlier.file,
    names: distinct([...earlier.names, ...found.names]),
    folders: distinct([...earlier.folders, ...found.folders]),
    detectionStatuses: distinct([...earlier.detectionStatuses, ...found.detectionStatuses]),
    alertIds: distinct([...earlier.alertIds, ...found.alertIds]),
  };
}

function distinct(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined))].filter((value) => value !== '');
}
