/** Up the ladder with a body in chunks of any size. */

import { climb } from '../../../src/transcript/ladder/climb.ts';
import type { LadderFacts } from '../../../src/transcript/ladder/events.ts';

export const limits = { maxBytes: 64 * 1024 * 1024, maxRatio: 200, freeBytes: 1024 * 1024 };

export async function* chunked(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

export interface Climbed extends LadderFacts {
  readonly output: string;
  readonly errors: string;
}

export async function climbing(
  body: AsyncIterable<Uint8Array>,
  given = limits,
): Promise<{ readonly result: Climbed; readonly chunks: readonly Uint8Array[] }> {
  const { events, facts } = climb(body, given);
  const parts = { output: [] as Uint8Array[], errors: [] as Uint8Array[] };
  for await (const { part, bytes } of events) parts[part].push(bytes);
  const text = (part: readonly Uint8Array[]): string => Buffer.concat(part).toString();
  return {
    result: { ...facts(), output: text(parts.output), errors: text(parts.errors) },
    chunks: [...parts.output, ...parts.errors],
  };
}

export async function climbed(body: AsyncIterable<Uint8Array>, given = limits): Promise<Climbed> {
  return (await climbing(body, given)).result;
}
