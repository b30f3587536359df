/** One word for the log, and the only thing that is kept of a request that was not let in. */
export type RefusalReason =
  | 'target'
  | 'stopping'
  | 'no-token'
  | 'token-too-long'
  | 'token-malformed'
  | 'token-algorithm'
  | 'token-signature'
  | 'token-expired'
  | 'token-not-yet-valid'
  | 'token-issuer'
  | 'token-audience'
  | 'token-service-url'
  | 'token-claims'
  | 'key-unknown'
  | 'keys-unavailable'
  | 'not-local'
  | 'browser'
  | 'media-type'
  | 'content-encoding'
  | 'body-too-large'
  | 'body-too-slow'
  | 'body-cut-off'
  | 'body-not-utf8'
  | 'body-not-json'
  | 'body-too-deep'
  | 'activity-malformed'
  | 'service-url'
  | 'service-url-mismatch'
  | 'endorsement'
  | 'channel'
  | 'tenant';

/** A request that is not let in, and the HTTP status that says so. Nothing of the request is in it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly reason: RefusalReason;

  constructor(status: number, reason: RefusalReason, options: { readonly cause?: unknown } = {}) {
    super(`Refused: ${reason}`, options);
    this.status = status;
    this.reason = reason;
  }
}
