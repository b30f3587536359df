/** Gives a bearer token that is valid now. `refresh`: the last one was refused, get another. Throws TokenError. */
export type TokenSource = (options: { readonly refresh: boolean; readonly signal?: AbortSignal }) => Promise<string>;

export interface TokenErrorOptions {
  readonly code?: string | undefined;
  readonly temporary?: boolean | undefined;
  readonly correlationId?: string | undefined;
  readonly cause?: unknown;
}

/** No token is to be had. The message names the tenant's answer (AADSTS code), never a secret. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  /**
   * `AADSTS` and a number where Entra ID gives one, else its `error`, e.g. `invalid_client`, or our own
   * `credential_unusable`; `undefined` when there was no answer at all.
   * Source: learn.microsoft.com/entra/identity-platform/reference-error-codes
   */
  readonly code: string | undefined;
  /** Asking again may help: no answer, too many requests, or a fault on their side. */
  readonly temporary: boolean;
  /** A GUID: what Microsoft's support asks for. */
  readonly correlationId: string | undefined;

  constructor(message: string, options: TokenErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = options.code;
    this.temporary = options.temporary ?? options.code === undefined;
    this.correlationId = options.correlationId;
  }
}
