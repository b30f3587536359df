/** A zip as the result of a script: its output and errors by name, else its single entry, else a list of what is in it. */

import { cursorOver, type Cursor } from './cursor.ts';
import type { LadderEvent, Part } from './events.ts';
import type { Notes } from './notes.ts';
import type { ZipEntry } from './zip.ts';
import type { ZipHeader } from './zip-header.ts';

export interface Climbs {
  /** Up the rest of the ladder. */
  readonly content: (cursor: Cursor) => AsyncGenerator<LadderEvent>;
  /** As text of one part, whatever it holds. */
  readonly text: (cursor: Cursor, part: Part) => AsyncGenerator<LadderEvent>;
}

/** Of a single entry, unpacked, until the zip shows that it is the only one. What is longer is shown without waiting. */
const maxHeldBytes = 4 * 1024 * 1024;
const maxListedEntries = 10_000;

export async function* readArchive(
  entries: AsyncIterable<ZipEntry>,
  notes: Notes,
  climbs: Climbs,
): AsyncGenerator<LadderEvent> {
  const listed: string[] = [];
  const shown = new Set<Part | 'single'>();
  let held: readonly Uint8Array[] | undefined;
  let count = 0;
  for await (const entry of entries) {
    const { header, isReadable, content } = entry;
    if (header.name.endsWith('/')) continue;
    count += 1;
    if (listed.length < maxListedEntries) listed.push(listLine(header));
    if (header.isEncrypted) notes.note({ kind: 'encryptedZip' });
    else if (!isReadable) notes.count('unknownPacking', 1);
    const part = partOf(header.name);
    if (!isReadable || shown.has('single')) continue;
    if (part !== undefined && !shown.has(part)) {
      shown.add(part);
      held = undefined;
      yield* climbs.text(cursorOver(content), part);
    } else if (count === 1) {
      const { start, isAll } = await startOf(content);
      if (isAll) held = start;
      else {
        shown.add('single');
        yield* climbs.content(cursorOver(joined(start, content)));
      }
    }
  }
  if (shown.size === 0 && count === 1 && held !== undefined) {
    shown.add('single');
    yield* climbs.content(cursorOver(joined(held)));
  }
  if (shown.size > 0) notes.count('otherEntries', count - shown.size);
  else if (count > 0) {
    notes.note({ kind: 'zipListed', count });
    yield { kind: 'text', part: 'output', bytes: Buffer.from(listed.join('')) };
  }
}

function partOf(name: string): Part | undefined {
  const [, stream] = /(?:^|[\\/])std(out|err)[^\\/]*$/i.exec(name) ?? [];
  if (stream === undefined) return undefined;
  return stream.toLowerCase() === 'out' ? 'output' : 'errors';
}

const maxNameChars = 256;

/** A name is foreign text: it must not look like two lines, and a list of long ones is bounded. */
function listLine({ name, unpackedBytes }: ZipHeader): string {
  const inert = name.replaceAll(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g, '\uFFFD');
  const short = inert.length > maxNameChars ? `${inert.slice(0, maxNameChars).toWellFormed()}…` : inert;
  return unpackedBytes === undefined ? `${short}\n` : `${short} (${unpackedBytes} bytes)\n`;
}

async function startOf(
  content: AsyncGenerator<Uint8Array>,
): Promise<{ readonly start: readonly Uint8Array[]; readonly isAll: boolean }> {
  const start: Uint8Array[] = [];
  for (let bytes = 0; bytes <= maxHeldBytes;) {
    const next = await content.next();
    if (next.done === true) return { start, isAll: true };
    start.push(next.value);
    bytes += next.value.length;
  }
  return { start, isAll: false };
}

async function* joined(start: readonly Uint8Array[], rest?: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* start;
  if (rest !== undefined) yield* rest;
}
