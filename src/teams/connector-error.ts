/** The connector did not take a message. Neither link nor token is in it. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  /** `undefined`: no answer at all. */
  readonly status: number | undefined;
  /**
   * The Bot Framework's own, e.g. `MessageSizeTooBig`; where there was no answer, that of the network, or one of ours.
   * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
   */
  readonly code: string | undefined;

  constructor(
    method: string,
    {
      status,
      code,
      cause,
    }: { readonly status?: number | undefined; readonly code?: string | undefined; readonly cause?: unknown },
  ) {
    super(`The connector did not take a ${method}: ${status ?? 'no answer'}${code === undefined ? '' : ` ${code}`}`, {
      cause,
    });
    this.status = status;
    this.code = code;
  }
}

/** What was not sent, or not waited for, by our own decision. */
export const ownCodes = {
  /** Nothing within the time that an attempt has. */
  timeout: 'TIMEOUT',
  /** Its time was over before it was sent: there was no token, or no room in Teams' limits. */
  notSentInTime: 'NotSentInTime',
  /** The bot's token goes there not. */
  notAllowed: 'ServiceUrlNotAllowed',
  /** Teams' limits leave no room soon. */
  sendLimit: 'SendLimitReached',
  /** In haste, and something else goes into the conversation. */
  overtaken: 'Overtaken',
} as const;
