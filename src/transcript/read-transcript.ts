/** A result on its way into the spool: unpacked, decoded, its secrets masked before anything is written. */

import { createMasker } from '../secrets/masker.ts';
import type { Download } from './download.ts';
import type { LadderLimits } from './ladder/budget.ts';
import { climb } from './ladder/climb.ts';
import type { Masked, TranscriptFacts } from './model.ts';
import type { SpoolWriter } from './spool/entry.ts';
import { searchHeader } from './spool/header.ts';
import type { PartName } from './spool/part-writer.ts';

const parts: readonly PartName[] = ['output', 'errors'];

/** Throws SpoolError, and what the body throws. */
export async function readTranscript(
  { body }: Download,
  writer: SpoolWriter,
  limits: LadderLimits,
): Promise<TranscriptFacts> {
  const { events, facts } = climb(body, limits);
  const maskers = { output: createMasker(), errors: createMasker() };
  const headers = { output: searchHeader(), errors: searchHeader() };
  const write = async (part: PartName, bytes: Uint8Array): Promise<void> => {
    headers[part].look(bytes);
    if (bytes.length > 0) await writer.write(part, bytes);
  };
  const maskedIn = (part: PartName): readonly Masked[] => {
    const first = headers[part].isFound() ? 0 : 1; // the header is not counted
    return maskers[part]
      .found()
      .kinds.map(({ lines, ...kind }) => ({ ...kind, lines: lines.map((line) => ({ part, line: line - 1 + first })) }));
  };
  for await (const { part, bytes } of events) await write(part, maskers[part].push(bytes));
  for (const part of parts) await write(part, maskers[part].end());
  return { ...facts(), masked: merged(parts.flatMap(maskedIn)) };
}

/** Of both parts. Most first. */
function merged(all: readonly Masked[]): readonly Masked[] {
  const kinds = new Map<string, Masked>();
  for (const { kind, count, lines } of all) {
    const before = kinds.get(kind);
    kinds.set(kind, { kind, count: count + (before?.count ?? 0), lines: [...(before?.lines ?? []), ...lines] });
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count);
}
