/** The connector did not take a message. Neither link nor token is in it. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  /** `undefined`: no answer at all. */
  readonly status: number | undefined;
  /**
   * The Bot Framework's own, e.g. `MessageSizeTooBig`; where there was no answer, that of the network or `TIMEOUT`.
   * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
   */
  readonly code: string | undefined;

  constructor(
    method: string,
    { status, code, cause }: { readonly status?: number; readonly code?: string | undefined; readonly cause?: unknown },
  ) {
    super(`The connector did not take a ${method}: ${status ?? 'no answer'}${code === undefined ? '' : ` ${code}`}`, {
      cause,
    });
    this.status = status;
    this.code = code;
  }
}
