export type SpoolErrorKind =
  | 'diskFull'
  | 'tooLarge' // more text than one transcript may have
  | 'busy' // all the room is taken by transcripts that are being read
  | 'unsafe' // the directory is not the bot's own
  | 'failed'; // any other fault of the file system, or the spool is closed

/** A transcript could not be kept, or not be read again. No message holds any of its text. */
export class SpoolError extends Error {
  override readonly name = 'SpoolError';
  readonly kind: SpoolErrorKind;
  /** The file system's own code, e.g. `EIO`. */
  readonly code: string | undefined;

  constructor(kind: SpoolErrorKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
    this.code = codeOf(cause);
  }
}

/** What a call of the file system was rejected with, as a SpoolError. Source of the codes: errno(3) */
export function fileFault(cause: unknown): SpoolError {
  if (cause instanceof SpoolError) return cause;
  const code = codeOf(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new SpoolError('diskFull', 'No room for a transcript', cause);
  return new SpoolError('failed', 'A file of a transcript could not be used', cause);
}

function codeOf(cause: unknown): string | undefined {
  const hasCode = typeof cause === 'object' && cause !== null && 'code' in cause;
  return hasCode && typeof cause.code === 'string' ? cause.code : undefined;
}
