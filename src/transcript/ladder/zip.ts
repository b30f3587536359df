/** The entries of a zip as they stream by. Its directory comes last, so each entry's own header is believed instead. */

import { crc32, createInflateRaw } from 'node:zlib';
import type { Budget } from './budget.ts';
import type { Cursor } from './cursor.ts';
import { inflate, sliceBytes, unpackedChunkBytes } from './inflate.ts';
import type { Notes } from './notes.ts';
import { headerBytes, signatures, variableBytes, viewOf, zipHeader, type ZipHeader } from './zip-header.ts';

export interface ZipEntry {
  readonly header: ZipHeader;
  /** Neither encrypted nor packed in an unknown way. */
  readonly isReadable: boolean;
  /** Unpacked, once. What is not read of it is passed over when the next entry is asked for. */
  readonly content: AsyncGenerator<Uint8Array>;
}

/** Entries whose length is found out only by unpacking them, which costs something even when there is nothing in them. */
const maxUnmeasured = 2_000;

/** Ends at the directory, at damage (noted) or where the budget of all entries together is spent. */
export async function* entriesOf(cursor: Cursor, budget: Budget, notes: Notes): AsyncGenerator<ZipEntry> {
  for (let unmeasured = 0; unmeasured < maxUnmeasured;) {
    const header = await nextHeader(cursor);
    if (header === 'end') return;
    if (header === 'damaged') break;
    if (header.packedBytes === undefined) unmeasured += 1;
    const isReadable = !header.isEncrypted && (header.method === 0 || header.method === 8);
    const { packedBytes } = header;
    if (packedBytes === undefined && (!isReadable || header.method === 0)) {
      yield { header, isReadable: false, content: nothing() };
      break; // nothing tells where it ends
    }
    const packed = boundedTake(cursor, packedBytes ?? Infinity);
    const content = isReadable ? unpacked(header, packed, cursor, budget, notes) : nothing();
    yield { header, isReadable, content };
    if (packedBytes === undefined) while ((await content.next()).done !== true);
    else await content.return(undefined);
    if (budget.spent() !== undefined || notes.has('damagedZip')) return;
    if (packedBytes !== undefined) while ((await packed.take(storedBytes)).length > 0);
  }
  notes.note({ kind: 'damagedZip' });
}

const storedBytes = 65_536;

async function* nothing(): AsyncGenerator<Uint8Array> {
  // an entry that cannot be read
}

async function nextHeader(cursor: Cursor): Promise<ZipHeader | 'end' | 'damaged'> {
  const start = await cursor.take(4);
  const signature = start.length < 4 ? undefined : viewOf(start).getUint32(0, true);
  if (signature === signatures.directory || signature === signatures.end) return 'end';
  cursor.putBack(start);
  const fixed = await cursor.take(headerBytes);
  if (signature !== signatures.entry || fixed.length < headerBytes) return 'damaged';
  const { nameBytes, extraBytes } = variableBytes(fixed);
  const [name, extra] = [await cursor.take(nameBytes), await cursor.take(extraBytes)];
  return extra.length < extraBytes ? 'damaged' : zipHeader(fixed, name, extra);
}

interface Packed {
  readonly take: (bytes: number) => Promise<Uint8Array>;
  readonly putBack: (bytes: Uint8Array) => void;
  readonly taken: () => number;
}

function boundedTake(cursor: Cursor, bytes: number): Packed {
  let left = bytes;
  return {
    async take(wanted) {
      const taken = await cursor.take(Math.min(wanted, left));
      left -= taken.length;
      return taken;
    },
    putBack(unused) {
      cursor.putBack(unused);
      left += unused.length;
    },
    taken: () => cursor.taken(),
  };
}

async function* unpacked(
  header: ZipHeader,
  packed: Packed,
  cursor: Cursor,
  budget: Budget,
  notes: Notes,
): AsyncGenerator<Uint8Array> {
  let sum = 0;
  let bytes = 0;
  const chunks = header.method === 0 ? stored(packed, budget) : deflated(packed, budget, notes);
  for await (const chunk of chunks) {
    sum = crc32(chunk, sum);
    bytes += chunk.length;
    yield chunk;
  }
  if (budget.spent() !== undefined || notes.has('damagedZip')) return;
  const told = header.packedBytes === undefined ? await descriptor(cursor) : header.crc32;
  const isShort = header.unpackedBytes !== undefined && bytes < header.unpackedBytes;
  if (told !== sum || isShort) notes.note({ kind: 'damagedZip' });
}

async function* deflated(packed: Packed, budget: Budget, notes: Notes): AsyncGenerator<Uint8Array> {
  const unpacker = createInflateRaw({ chunkSize: unpackedChunkBytes });
  const { end, unused } = yield* inflate(() => packed.take(sliceBytes(packed.taken())), unpacker, budget);
  packed.putBack(unused);
  if (end === 'damaged') notes.note({ kind: 'damagedZip' });
}

async function* stored(packed: Packed, budget: Budget): AsyncGenerator<Uint8Array> {
  for (;;) {
    const chunk = await packed.take(storedBytes);
    const allowed = budget.spend(chunk.length);
    if (allowed > 0) yield chunk.subarray(0, allowed);
    if (allowed < storedBytes) return;
  }
}

/** The checksum behind an entry. Its mark is optional, and its sizes may be long ones. Source: APPNOTE.TXT section 4.3.9 */
async function descriptor(cursor: Cursor): Promise<number | undefined> {
  const start = await cursor.take(4);
  const isMarked = start.length === 4 && viewOf(start).getUint32(0, true) === signatures.descriptor;
  const sum = isMarked ? await cursor.take(4) : start;
  await cursor.take(8);
  const next = await cursor.take(4);
  cursor.putBack(next);
  if (next[0] !== 0x50 || next[1] !== 0x4b) await cursor.take(8);
  return sum.length < 4 ? undefined : viewOf(sum).getUint32(0, true);
}
