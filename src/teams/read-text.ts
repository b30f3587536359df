import type { Readable } from 'node:stream';
import { readBytes } from '../http.ts';

/** The text of a body; `undefined` (and the rest unread) when it is larger than `maxBytes`. */
export async function readText(body: Readable, maxBytes: number): Promise<string | undefined> {
  const bytes = await readBytes(body as AsyncIterable<Buffer>, maxBytes); // no encoding is set on it: it gives buffers
  return bytes?.toString('utf8');
}
