/** A result on its way into the spool: unpacked, decoded, its secrets masked before anything is written. */

import { createMasker } from '../secrets/masker.ts';
import type { Download } from './download.ts';
import type { LadderLimits } from './ladder/budget.ts';
import { climb } from './ladder/climb.ts';
import type { Masked, TranscriptFacts } from './model.ts';
import type { SpoolWriter } from './spool/entry.ts';
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
  const write = async (part: PartName, bytes: Uint8Array): Promise<void> => {
    if (bytes.length > 0) await writer.write(part, bytes);
  };
  for await (const { part, bytes } of events) await write(part, maskers[part].push(bytes));
  for (const part of parts) await write(part, maskers[part].end());
  return { ...facts(), masked: merged(parts.map((part) => maskers[part].found().kinds)) };
}

function merged(lists: readonly (readonly Masked[])[]): readonly Masked[] {
  const counts = new Map<string, number>();
  for (const { kind, count } of lists.flat()) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
}
