/**
 * The evidence of an alert in the order in which it is read: processes as a tree, files with what was not stopped first,
 * users, addresses, URLs, registry.
 */

import type { Evidence } from '../defender/model.ts';
import { stopped } from './found-file.ts';

export interface OrderedEvidence {
  readonly evidence: Evidence;
  /** Of a process: how many of its forebears are there too. 0 for all else. */
  readonly depth: number;
  /** Of a file: the same one elsewhere, under other names or with other statuses. */
  readonly elsewhere: readonly Evidence[];
}

/** What is the same in all but the time when it was added is there once. */
export function inOrder(evidence: readonly Evidence[]): readonly OrderedEvidence[] {
  const byKind = Map.groupBy(distinct(evidence), kindOf);
  return kinds.flatMap((kind) => {
    const items = byKind.get(kind) ?? [];
    if (kind === 'process') return tree(items);
    return kind === 'file' ? filesWorstFirst(items) : items.map((one) => ({ evidence: one, depth: 0, elsewhere: [] }));
  });
}

const kinds = ['process', 'file', 'user', 'ip', 'url', 'registry', 'other'] as const;

export type EvidenceKind = (typeof kinds)[number];

/** Registry evidence comes as keys and as values. */
export function kindOf({ entityType }: Pick<Evidence, 'entityType'>): EvidenceKind {
  const type = entityType?.toLowerCase() ?? '';
  return kinds.find((kind) => kind === type) ?? (type.startsWith('registry') ? 'registry' : 'other');
}

function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  const known = new Map<string, Evidence>();
  for (const one of evidence) {
    const key = JSON.stringify({ ...one, createdAt: undefined });
    if (!known.has(key)) known.set(key, one);
  }
  return [...known.values()];
}

/** Each hash once, where it fared worst. */
function filesWorstFirst(files: readonly Evidence[]): readonly OrderedEvidence[] {
  const worstFirst = files.toSorted((one, other) => rank(one) - rank(other));
  const byHash = Map.groupBy(worstFirst, (one) => one.sha256 ?? one.sha1 ?? one);
  return [...byHash.values()].flatMap(([evidence, ...elsewhere]) =>
    evidence === undefined ? [] : [{ evidence, depth: 0, elsewhere }],
  );
}

/** What was not stopped before what was only seen, what was stopped, and what Defender says nothing of. */
function rank({ detectionStatus }: Evidence): number {
  const status = detectionStatus?.toLowerCase();
  if (status === undefined) return 3;
  if (stopped.includes(status)) return 2;
  return status === 'detected' ? 1 : 0;
}

/** Each process below the one that started it. Where ids lead round in a circle, the first of them is a beginning. */
function tree(processes: readonly Evidence[]): readonly OrderedEvidence[] {
  const sorted = processes.toSorted(
    (one, other) => (one.processCreatedAt?.getTime() ?? 0) - (other.processCreatedAt?.getTime() ?? 0),
  );
  const ids = new Set(sorted.map(({ processId }) => processId));
  const children = Map.groupBy(sorted, ({ parentProcessId }) => parentProcessId);
  const roots = sorted.filter(({ parentProcessId: parent }) => parent === undefined || !ids.has(parent));
  const placed = new Set<Evidence>();
  const ordered: OrderedEvidence[] = [];
  for (const root of [...roots, ...sorted]) {
    const open: OrderedEvidence[] = [{ evidence: root, depth: 0, elsewhere: [] }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { evidence, depth } = next;
      if (placed.has(evidence)) continue;
      placed.add(evidence);
      ordered.push(next);
      const started = evidence.processId === undefined ? [] : (children.get(evidence.processId) ?? []);
      open.push(...started.map((child) => ({ evidence: child, depth: depth + 1, elsewhere: [] })).reverse());
    }
  }
  return ordered;
}
