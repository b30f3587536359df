/**
 * The bytes of a result → readable text, as they stream: unpacked, decoded, unescaped, each as far as it goes. Fails on
 * no content: what was done, and what could not be, is among the facts.
 */

import { sha256, type Sha256 } from '../digest.ts';
import { isGzip } from '../gunzip.ts';
import type { DecodeStep } from '../model.ts';
import { readArchive } from './archive.ts';
import { createBudget, type Budget, type LadderLimits } from './budget.ts';
import { cursorOver, type Cursor } from './cursor.ts';
import { createDecoder } from './decoder.ts';
import { encodingOf, sampleBytes } from './encoding.ts';
import type { LadderEvent, LadderFacts } from './events.ts';
import { gunzipped } from './gzip.ts';
import { createNotes, type Notes } from './notes.ts';
import { createText, createTranscript, type Found, type Shape } from './shape.ts';
import { entriesOf } from './zip.ts';
import { isZip } from './zip-header.ts';

export interface Climb {
  /** Once. Throws what the body throws. Who stops early stops the body. */
  readonly events: AsyncGenerator<LadderEvent>;
  /** After the end of `events`. */
  readonly facts: () => LadderFacts;
}

/** gzip in gzip is met, and so is a zip in it; what is packed more often than this is shown as it is. */
const maxPackings = 4;

interface Ladder {
  readonly limits: LadderLimits;
  readonly notes: Notes;
  readonly raw: Sha256;
  readonly body: Cursor;
  /** Of the innermost that was unpacked. */
  content: Sha256;
  found: Found;
}

export function climb(body: AsyncIterable<Uint8Array>, limits: LadderLimits): Climb {
  const notes = createNotes();
  const raw = sha256();
  const ladder: Ladder = {
    limits,
    notes,
    raw,
    body: cursorOver(upTo(body, limits.maxBytes, raw, notes)),
    content: raw,
    found: { scriptName: undefined, exitCode: undefined, areErrorsKnown: false },
  };
  return {
    events: whole(ladder),
    facts: () => ({
      ...ladder.found,
      steps: stepsOf(notes),
      raw: raw.digest(),
      content: ladder.content.digest(),
    }),
  };
}

/** Where something before it broke off, it is no wonder that the JSON has no end. */
function stepsOf(notes: Notes): readonly DecodeStep[] {
  const isBroken = notes.has('cut', 'bomb', 'damagedGzip', 'damagedZip');
  return notes.steps().filter(({ kind }) => !isBroken || kind !== 'endMissing');
}

async function* whole(ladder: Ladder): AsyncGenerator<LadderEvent> {
  try {
    yield* packed(ladder.body, 0, ladder);
    if (ladder.notes.has('bomb', 'cut')) return;
    await ladder.body.drain(); // what damage left unread is hashed all the same
  } finally {
    await ladder.body.close();
  }
}

async function* upTo(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  raw: Sha256,
  notes: Notes,
): AsyncGenerator<Uint8Array> {
  let left = maxBytes;
  for await (const chunk of body) {
    const part = chunk.subarray(0, left);
    left -= part.length;
    raw.update(part);
    yield part;
    if (part.length === chunk.length) continue;
    notes.note({ kind: 'cut', bytes: maxBytes });
    return;
  }
}

async function* packed(cursor: Cursor, packings: number, ladder: Ladder): AsyncGenerator<LadderEvent> {
  const start = await cursor.take(4);
  cursor.putBack(start);
  const isTooDeep = packings === maxPackings;
  if (!isTooDeep && isGzip(start)) yield* fromGzip(cursor, packings, ladder);
  else if (!isTooDeep && isZip(start)) yield* fromZip(cursor, packings, ladder);
  else yield* read(cursor, createTranscript(ladder.notes), ladder);
}

async function* fromGzip(cursor: Cursor, packings: number, ladder: Ladder): AsyncGenerator<LadderEvent> {
  ladder.notes.note({ kind: 'gunzipped' });
  const budget = createBudget(ladder.limits, () => ladder.body.taken());
  ladder.content = sha256();
  const unpacked = cursorOver(hashed(noting(gunzipped(cursor, budget), budget, ladder.notes), ladder.content));
  try {
    yield* packed(unpacked, packings + 1, ladder);
  } finally {
    await unpacked.close();
  }
}

async function* noting(
  chunks: AsyncGenerator<Uint8Array, 'whole' | 'damaged'>,
  budget: Budget,
  notes: Notes,
): AsyncGenerator<Uint8Array> {
  const end = yield* chunks;
  if (end === 'damaged' && !notes.has('cut')) notes.note({ kind: 'damagedGzip' });
  noteSpent(budget, notes);
}

async function* fromZip(cursor: Cursor, packings: number, ladder: Ladder): AsyncGenerator<LadderEvent> {
  const { notes } = ladder;
  notes.note({ kind: 'unzipped' });
  const budget = createBudget(ladder.limits, () => ladder.body.taken());
  const content = sha256();
  const climbing = (source: Cursor): Cursor => {
    ladder.content = content;
    return cursorOver(hashed(source.rest(), content));
  };
  yield* readArchive(entriesOf(cursor, budget, notes), notes, {
    content: (source) => packed(climbing(source), packings + 1, ladder),
    text: (source, part) => read(climbing(source), createText(part, notes), ladder),
  });
  noteSpent(budget, notes);
  if (budget.spent() === undefined) await cursor.drain(); // its directory
}

function noteSpent(budget: Budget, notes: Notes): void {
  const spent = budget.spent();
  if (spent !== undefined) notes.note(spent);
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Sha256): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

async function* read(cursor: Cursor, shape: Shape, ladder: Ladder): AsyncGenerator<LadderEvent> {
  const { notes } = ladder;
  const sample = await cursor.take(sampleBytes);
  const { name, markBytes } = encodingOf(sample);
  if (markBytes > 0 && name === 'UTF-8') notes.note({ kind: 'decodedAs', encoding: 'UTF-8 with a byte order mark' });
  else if (name !== 'UTF-8') notes.note({ kind: 'decodedAs', encoding: name });
  const decode = createDecoder(name, notes);
  yield* shape.push(decode(sample.subarray(markBytes), false), false);
  for await (const chunk of cursor.rest()) yield* shape.push(decode(chunk, false), false);
  yield* shape.push(decode(new Uint8Array(), true), true);
  const found = shape.found();
  ladder.found = { ...found, areErrorsKnown: ladder.found.areErrorsKnown || found.areErrorsKnown };
}
