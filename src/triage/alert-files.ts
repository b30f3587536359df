/** Files of alerts and what their evidence says → one ranked list, each file once. */

import type { Alert, DefenderFile, Evidence } from '../defender/model.ts';
import { levelOf, levels, type FoundFile } from './found-file.ts';

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
    const evidence = byHashOf(alert?.evidence ?? []);
    for (const file of files) {
      const found = foundFile(file, alertId, evidence);
      const key = file.sha256 ?? file.sha1 ?? file.md5;
      if (key === undefined) hashless.push(found);
      else byHash.set(key, merge(byHash.get(key), found));
    }
  }
  return [...byHash.values(), ...hashless];
}

type EvidenceByHash = ReadonlyMap<string, readonly Evidence[]>;

/** Under both its hashes: a file may be known by one of them only. */
function byHashOf(evidence: readonly Evidence[]): EvidenceByHash {
  const byHash = new Map<string, Evidence[]>();
  for (const item of evidence) {
    for (const hash of [item.sha256, item.sha1]) {
      if (hash === undefined) continue;
      const known = byHash.get(hash);
      if (known === undefined) byHash.set(hash, [item]);
      else known.push(item);
    }
  }
  return byHash;
}

function foundFile(file: DefenderFile, alertId: string, evidence: EvidenceByHash): FoundFile {
  const about = new Set(
    [file.sha256, file.sha1].flatMap((hash) => (hash === undefined ? [] : (evidence.get(hash) ?? []))),
  );
  const items = [...about];
  return {
    file,
    names: distinct(items.map(({ fileName }) => fileName)),
    folders: distinct(items.map(({ filePath }) => filePath)),
    detectionStatuses: distinct(items.map(({ detectionStatus }) => detectionStatus)),
    alertIds: [alertId],
  };
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
