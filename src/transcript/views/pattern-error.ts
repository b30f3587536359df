export type PatternErrorKind =
  | 'empty'
  | 'tooLong'
  | 'invalid' // no pattern that the engine knows
  | 'tooComplex'; // it would cost too much for each byte

/** What was typed cannot be searched for. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
  readonly kind: PatternErrorKind;
  /** What the engine says of it, in English; it quotes what was typed. */
  readonly detail: string | undefined;

  constructor(
    kind: PatternErrorKind,
    message: string,
    options: { readonly detail?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.detail = options.detail;
  }
}
