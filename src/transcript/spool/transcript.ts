/** A transcript in the spool, as its readers see it: also while it is being written. */

import type { ErrorLines } from './error-lines.ts';
import type { LineIndex } from './line-index.ts';
import type { PartFile } from './part-file.ts';
import type { PartName, PartSoFar, PartWriter } from './part-writer.ts';

export interface SpooledPart {
  readonly name: PartName;
  readonly index: LineIndex;
  readonly soFar: () => PartSoFar;
  /** Recognised in the text; of the part `errors` every line is one anyway. */
  readonly errorLines: () => ErrorLines;
  /** Text within `soFar().bytes`, decrypted. Throws SpoolError. */
  readonly read: (offset: number, length: number) => Promise<Buffer>;
  /** The same from `offset` to `end`, for much at once: in stretches, each but the first beginning at a checkpoint. */
  readonly stream: (offset: number, end: number) => AsyncGenerator<Buffer, undefined>;
}

/** What the views read. */
export interface SpooledText {
  /** Another one for each decode. */
  readonly id: string;
  readonly output: SpooledPart;
  readonly errors: SpooledPart;
}

/** @typeParam M - what the decode says about it in the end. */
export interface SpooledTranscript<M> extends SpooledText {
  /** Rejects with what the decode rejects with. */
  readonly whole: Promise<M>;
  /** Resolves when it is so, or nothing follows; looked at when there is more. Rejects as `whole`. */
  readonly until: (isEnough: () => boolean) => Promise<void>;
}

export function createSpooledPart(name: PartName, writer: PartWriter, file: PartFile): SpooledPart {
  const { index, soFar, errorLines } = writer;
  return { name, index, soFar, errorLines, read: file.read, stream: file.stream };
}
