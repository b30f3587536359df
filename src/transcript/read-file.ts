/** A collected file: hashed as it streams, never kept. */

import { digester, type Digester } from './digest.ts';
import type { Download } from './download.ts';
import { DownloadError } from './errors.ts';
import { gunzip, isGzip, peek } from './gunzip.ts';
import type { LadderLimits } from './ladder/budget.ts';
import type { CommandResult } from './model.ts';

const tooLarge = 'The result is too large to be read';

/** Throws DownloadError when the file is larger than `maxBytes`, packed or unpacked, and what the body throws. */
export async function readFile({ body, fileName }: Download, limits: LadderLimits): Promise<CommandResult> {
  const raw = digester();
  const content = digester();
  const { start, whole } = await peek(tapped(body, raw, limits.maxBytes), 2);
  const gunzipped = isGzip(start);
  const damage: true[] = [];
  for await (const chunk of gunzipped ? gunzip(whole, () => damage.push(true)) : whole) {
    content.update(chunk);
    const bytes = content.bytes();
    const isBomb = bytes > limits.freeBytes && bytes > limits.maxRatio * raw.bytes();
    if (bytes > limits.maxBytes || isBomb) throw new DownloadError('tooLarge', tooLarge);
  }
  return {
    kind: 'file',
    file: { name: fileName, raw: raw.digest(), content: damage.length > 0 ? undefined : content.digest(), gunzipped },
  };
}

/** Packed bytes have a bound of their own: not all of them unpack to something. */
async function* tapped(
  chunks: AsyncIterable<Uint8Array>,
  { update, bytes }: Digester,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    update(chunk);
    if (bytes() > maxBytes) throw new DownloadError('tooLarge', tooLarge);
    yield chunk;
  }
}
