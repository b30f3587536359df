/** What a live response command left behind, read. Every string is foreign text. */

import type { PartName } from './spool/part-writer.ts';

export type CommandResult =
  | { readonly kind: 'transcript'; readonly transcript: TranscriptFacts }
  | { readonly kind: 'file'; readonly file: CollectedFile };

/** What is known of the output of a RunScript command, beside its text, when it was read to its end. */
export interface TranscriptFacts {
  /** Foreign text. */
  readonly scriptName: string | undefined;
  readonly exitCode: number | undefined;
  /** False where the result ended before its errors, or is no transcript: that there are none is then not known. */
  readonly areErrorsKnown: boolean;
  /** What was done to make it readable, in the order it was done. */
  readonly steps: readonly DecodeStep[];
  /** As it came over the wire; of a result that was cut, what was read of it. */
  readonly raw: Digest;
  /** After decompression. */
  readonly content: Digest;
  /** Secrets in it that are not shown, most first. */
  readonly masked: readonly Masked[];
}

export interface Masked {
  /** Our own word for it. */
  readonly kind: string;
  readonly count: number;
  /** The first three of each part, numbered as the views number them. */
  readonly lines: readonly { readonly part: PartName; readonly line: number }[];
}

export type DecodeStep =
  | { readonly kind: 'gunzipped' }
  | { readonly kind: 'decodedAs'; readonly encoding: string }
  | { readonly kind: 'badBytes'; readonly count: number }
  | { readonly kind: 'mendedJson' }
  | { readonly kind: 'notJson' }
  | { readonly kind: 'nulsRemoved'; readonly count: number }
  | { readonly kind: 'damagedGzip' }
  | { readonly kind: 'cut'; readonly bytes: number }
  | { readonly kind: 'unzipped' }
  | { readonly kind: 'damagedZip' }
  | { readonly kind: 'encryptedZip' }
  /** Entries that are packed in a way this reader does not know. */
  | { readonly kind: 'unknownPacking'; readonly count: number }
  | { readonly kind: 'zipListed'; readonly count: number }
  | { readonly kind: 'otherEntries'; readonly count: number }
  /** Unpacked to more than `maxRatio` times its size; read up to there. */
  | { readonly kind: 'bomb'; readonly bytes: number; readonly maxRatio: number }
  /** No UTF-8: each read as windows-1252. */
  | { readonly kind: 'legacyBytes'; readonly count: number }
  | { readonly kind: 'loneSurrogates'; readonly count: number }
  | { readonly kind: 'nestedJson' }
  | { readonly kind: 'endMissing' }
  /** Of damaged JSON: what fits nowhere, or stands behind its end. */
  | { readonly kind: 'strayBytes'; readonly count: number }
  | { readonly kind: 'otherFields'; readonly count: number }
  | { readonly kind: 'repeatedFields'; readonly count: number };

export interface Digest {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A file that GetFile brought from a device. Its content is live evidence: hashed as it streams, never kept. */
export interface CollectedFile {
  /** From `Content-Disposition`. */
  readonly name: string | undefined;
  readonly raw: Digest;
  /** Of the file itself; `undefined`: it could not be unpacked to its end. */
  readonly content: (Digest & { readonly sha1: string; readonly md5: string }) | undefined;
  readonly gunzipped: boolean;
}
