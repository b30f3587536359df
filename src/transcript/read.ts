/** Reads a download as what its command left behind, within bounds. */

import { decodeTranscript } from './decode.ts';
import { digester, type Digester } from './digest.ts';
import type { Download } from './download.ts';
import { DownloadError } from './errors.ts';
import { gunzip, isGzip, peek } from './gunzip.ts';
import type { CollectedFile, CommandResult, DecodeStep } from './model.ts';

export interface ReadLimits {
  /** Of a transcript's text: what is beyond is not read, and the reader is told. */
  readonly maxTranscriptBytes: number;
  /** Of a collected file, packed and unpacked; and of a packed transcript. */
  readonly maxFileBytes: number;
  /** Unpacked to packed: beyond it is a bomb. */
  readonly maxRatio: number;
}

const tooLarge = 'The result is too large to be read';

/** Too little to be a bomb, whatever its ratio. */
const freeBytes = 1024 * 1024;

export async function readTranscript(download: Download, limits: ReadLimits): Promise<CommandResult> {
  const { raw, content, steps, chunks } = await opened(download, limits);
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    const room = limits.maxTranscriptBytes - bytes;
    const part = chunk.subarray(0, room);
    kept.push(part);
    content.update(part);
    bytes += part.length;
    if (chunk.length > room) {
      steps.push({ kind: 'cut', bytes });
      break;
    }
  }
  const { sha256, bytes: contentBytes } = content.digest();
  return {
    kind: 'transcript',
    transcript: decodeTranscript(Buffer.concat(kept), {
      raw: raw.digest(),
      content: { bytes: contentBytes, sha256 },
      steps,
    }),
  };
}

export async function readFile(download: Download, limits: ReadLimits): Promise<CommandResult> {
  const { raw, content, steps, chunks } = await opened(download, limits);
  let bytes = 0;
  for await (const chunk of chunks) {
    content.update(chunk);
    bytes += chunk.length;
    const isBomb = bytes > freeBytes && bytes > limits.maxRatio * raw.bytes();
    if (bytes > limits.maxFileBytes || isBomb) throw new DownloadError('tooLarge', tooLarge);
  }
  const isDamaged = steps.some(({ kind }) => kind === 'damagedGzip');
  const file: CollectedFile = {
    name: download.fileName,
    raw: raw.digest(),
    content: isDamaged ? undefined : content.digest(),
    gunzipped: steps.some(({ kind }) => kind === 'gunzipped'),
  };
  return { kind: 'file', file };
}

interface Opened {
  readonly raw: Digester;
  readonly content: Digester;
  readonly steps: DecodeStep[];
  /** Unpacked. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

async function opened({ body }: Download, { maxFileBytes }: ReadLimits): Promise<Opened> {
  const raw = digester();
  const steps: DecodeStep[] = [];
  const { start, whole } = await peek(tapped(body, raw, maxFileBytes), 2);
  if (!isGzip(start)) return { raw, content: digester(), steps, chunks: whole };
  steps.push({ kind: 'gunzipped' });
  return { raw, content: digester(), steps, chunks: gunzip(whole, () => steps.push({ kind: 'damagedGzip' })) };
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
