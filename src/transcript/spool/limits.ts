/** What the spool may hold. The one table of its numbers. */

export interface SpoolLimits {
  /** From the beginning of its decode; one that is being decoded does not expire. */
  readonly maxAgeMs: number;
  /** Of text, all transcripts together. */
  readonly maxTotalBytes: number;
  /** Each has an open file for either of its parts. */
  readonly maxEntries: number;
  /** Of text, of one transcript. */
  readonly maxBytes: number;
}

export const spoolLimits: SpoolLimits = {
  maxAgeMs: 60 * 60_000,
  maxTotalBytes: 2 * 1024 ** 3,
  maxEntries: 500,
  maxBytes: 512 * 1024 ** 2,
};

/** How the files are built; what is read at a time follows from it. */
export const layout = {
  /** Text that is encrypted and written at once. */
  blockBytes: 256 * 1024,
  /** Text before a block that is still at hand: where an error record begins is seen at its later lines. */
  carryBytes: 4 * 1024,
  /** Between two points of the line index: one of them, and as many bytes, are read to find any line. */
  checkpointBytes: 64 * 1024,
  /** Of a row: a longer line is shown in numbered pieces. */
  rowBytes: 2_000,
} as const;
