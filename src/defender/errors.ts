/** What can go wrong between the bot and Defender. `kind` is what callers branch on, `code` where they must. */
export type DefenderErrorKind =
  | 'unreachable' // no answer: DNS, TLS, reset, deadline
  | 'unauthorized' // 401 with a fresh token, or no token to be had
  | 'forbidden' // 403: the app lacks a permission, or the tenant lacks the feature
  | 'notFound' // 404
  | 'rejected' // any other 4xx: the request was wrong, or came too early
  | 'throttled' // 429 after the last attempt, or our own quota is used up
  | 'failed' // 5xx after the last attempt
  | 'malformed'; // an answer that is not what the API promises

export interface DefenderErrorOptions {
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly requiredRoles?: readonly string[] | undefined;
  readonly presentRoles?: readonly string[] | undefined;
  readonly detail?: string | undefined;
  readonly cause?: unknown;
}

export class DefenderError extends Error {
  override readonly name = 'DefenderError';
  readonly kind: DefenderErrorKind;
  /** HTTP status; `undefined` when there was no answer. */
  readonly status: number | undefined;
  /** Defender's own code, e.g. `ResourceNotFound`. Source: learn.microsoft.com/defender-endpoint/api/common-errors */
  readonly code: string | undefined;
  /** Defender's `error.target`: the id that Microsoft's support asks for. Foreign text. */
  readonly correlationId: string | undefined;
  /** When it is worth asking again; `undefined`: not known. */
  readonly retryAfterMs: number | undefined;
  /** From the text of a 403 about application roles; empty otherwise. */
  readonly requiredRoles: readonly string[];
  readonly presentRoles: readonly string[];
  /** What Defender said, at most 500 characters. Foreign text. */
  readonly detail: string | undefined;

  constructor(kind: DefenderErrorKind, message: string, options: DefenderErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.status = options.status;
    this.code = options.code;
    this.correlationId = options.correlationId;
    this.retryAfterMs = options.retryAfterMs;
    this.requiredRoles = options.requiredRoles ?? [];
    this.presentRoles = options.presentRoles ?? [];
    this.detail = options.detail;
  }
}
