/** Gives a bearer token that is valid now. `refresh`: the last one was refused, get another. Throws TokenError. */
export type TokenSource = (options: { readonly refresh: boolean; readonly signal?: AbortSignal }) => Promise<string>;

/** No token is to be had. The message names the tenant's answer (AADSTS code), never a secret. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  /** Entra ID's own code, e.g. `invalid_client`; `undefined` when there was no answer at all. */
  readonly code: string | undefined;

  constructor(message: string, options: { readonly code?: string | undefined; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = options.code;
  }
}
