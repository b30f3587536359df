/** Up the ladder with a body in chunks of any size. */

import { climb } from '../../../src/transcript/ladder/climb.ts';
import type { LadderFacts } from '../../../src/transcript/ladder/events.ts';

export const limits = { maxBytes: 64 * 1024 * 1024, maxRatio: 200 };

export async function* chunked(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

export async function climbed(
  body: AsyncIterable<Uint8Array>,
  given = limits,
): Promise<LadderFacts & { readonly output: string; readonly errors: string; readonly chunks: readonly Uint8Array[] }> {
  const { events, facts } = climb(body, given);
  const parts = { output: [] as Uint8Array[], errors: [] as Uint8Array[] };
  for await (const { part, bytes } of events) parts[part].push(bytes);
  return {
    ...facts(),
    output: Buffer.concat(parts.output).toString(),
    errors: Buffer.concat(parts.errors).toString(),
    chunks: [...parts.output, ...parts.errors],
  };
}
