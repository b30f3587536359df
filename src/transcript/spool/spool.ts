/** The door: transcripts, decoded once for all who ask, on disk for a while, encrypted under a key that dies with the process. */

import type { Clock } from '../../clock.ts';
import { createKey } from './cipher.ts';
import { openDirectory } from './directory.ts';
import { beginEntry, type Decode, type Entry } from './entry.ts';
import { SpoolError } from './errors.ts';
import type { SpoolLimits } from './limits.ts';
import { openNew, type OpenFile } from './part-file.ts';
import type { SpooledTranscript } from './transcript.ts';

/** @typeParam M - what a decode says about its transcript in the end. */
export interface Spool<M> {
  /**
   * Reads the transcript of `key`, which is decoded unless it is here or on its way: a failure is never kept.
   * @param use - gets it at once, when little may be written yet; what it needs of it has to be read when it returns.
   * Rejects with what `use` rejects with, and with SpoolError when the spool is closed.
   */
  read<R>(key: string, decode: Decode<M>, use: (transcript: SpooledTranscript<M>) => Promise<R>): Promise<R>;
  /** Ends what is being decoded, and leaves nothing behind. */
  close(): Promise<void>;
}

export interface SpoolOptions {
  /** For all processes; each makes one of its own in it. */
  readonly directory: string;
  readonly limits: SpoolLimits;
  readonly clock: Clock;
  readonly openFile?: OpenFile;
}

interface Kept<M> {
  readonly entry: Entry<M>;
  readonly beganAt: number;
  /** `Infinity` while it is being decoded. */
  expiresAt: number;
  /** Who reads it, and its decode. */
  users: number;
  bytes: number;
  isDropped: boolean;
  readonly expiry: AbortController;
}

/** Throws SpoolError. Removes what dead processes left. */
export function createSpool<M>({ directory, limits, clock, openFile = openNew }: SpoolOptions): Spool<M> {
  const own = openDirectory(directory);
  const key = createKey();
  /** The one that was used last is last. */
  const kept = new Map<string, Kept<M>>();
  const closing = new AbortController();
  const ends = new Set<Promise<unknown>>();
  let totalBytes = 0;
  let closed: Promise<void> | undefined;

  function track(work: Promise<unknown>): void {
    const end = work.finally(() => ends.delete(end));
    ends.add(end);
  }

  function drop(name: string, one: Kept<M>): void {
    if (one.isDropped) return;
    one.isDropped = true;
    one.expiry.abort();
    if (kept.get(name) === one) kept.delete(name);
    track(one.entry.unlink());
    closeUnused(one);
  }

  function closeUnused(one: Kept<M>): void {
    if (!one.isDropped || one.users > 0) return;
    totalBytes -= one.bytes;
    one.bytes = 0;
    track(one.entry.close());
  }

  function release(one: Kept<M>): void {
    one.users--;
    closeUnused(one);
  }

  /** The oldest of those that nobody reads make room. */
  function reserve(one: Kept<M>, bytes: number): void {
    if (closing.signal.aborted || one.isDropped) throw closedError();
    if (one.bytes + bytes > limits.maxBytes) throw new SpoolError('tooLarge', 'More text than a transcript may have');
    for (const [name, other] of kept) {
      if (totalBytes + bytes <= limits.maxTotalBytes) break;
      if (other.users === 0) drop(name, other);
    }
    if (totalBytes + bytes > limits.maxTotalBytes) throw new SpoolError('busy', 'All transcripts are being read');
    totalBytes += bytes;
    one.bytes += bytes;
  }

  function begin(name: string, decode: Decode<M>): Kept<M> {
    const expiry = new AbortController();
    const entry = beginEntry(
      decode,
      { directory: own.path, key, openFile, reserve: (bytes) => reserve(one, bytes) },
      closing.signal,
    );
    const one: Kept<M> = {
      entry,
      beganAt: clock.now(),
      expiresAt: Infinity,
      users: 1,
      bytes: 0,
      isDropped: false,
      expiry,
    };
    kept.set(name, one);
    for (const [otherName, other] of kept) {
      if (kept.size <= limits.maxEntries) break;
      if (other.users === 0) drop(otherName, other);
    }
    track(
      entry.transcript.whole
        .then(
          () => expire(name, one),
          () => drop(name, one),
        )
        .finally(() => release(one)),
    );
    return one;
  }

  /** Files do not wait for the next reader to be removed. */
  function expire(name: string, one: Kept<M>): void {
    one.expiresAt = one.beganAt + limits.maxAgeMs;
    clock.sleep(one.expiresAt - clock.now(), one.expiry.signal).then(
      () => drop(name, one),
      () => undefined, // dropped before
    );
  }

  function live(name: string): Kept<M> | undefined {
    const one = kept.get(name);
    if (one === undefined) return undefined;
    if (clock.now() >= one.expiresAt) {
      drop(name, one);
      return undefined;
    }
    kept.delete(name);
    kept.set(name, one);
    return one;
  }

  async function close(): Promise<void> {
    closing.abort(closedError());
    await Promise.allSettled([...kept.values()].map(({ entry }) => entry.transcript.whole));
    for (const [name, one] of kept) drop(name, one);
    while (ends.size > 0) await Promise.allSettled(ends);
    own.remove();
  }

  return {
    async read(name, decode, use) {
      if (closing.signal.aborted) throw closedError();
      const one = live(name) ?? begin(name, decode);
      one.users++;
      try {
        return await use(one.entry.transcript);
      } finally {
        release(one);
      }
    },
    close: () => (closed ??= close()),
  };
}

function closedError(): SpoolError {
  return new SpoolError('failed', 'The transcripts are closed');
}
