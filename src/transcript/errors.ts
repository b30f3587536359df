export type DownloadErrorKind =
  | 'refused' // the link leads where results do not come from
  | 'expired' // 403: the link is no longer valid
  | 'gone' // 404: nothing is stored there
  | 'tooLarge'
  | 'unreachable' // no answer, a cut connection, the deadline
  | 'failed'; // any other answer

/** The content of a result could not be had. No message holds the link: it is a bearer credential. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly kind: DownloadErrorKind;
  /** The storage's own code, e.g. `BlobNotFound`. */
  readonly code: string | undefined;

  constructor(
    kind: DownloadErrorKind,
    message: string,
    options: { readonly code?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.code = options.code;
  }
}
