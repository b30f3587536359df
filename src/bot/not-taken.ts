/** What it means that Teams did not take a message. Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages */

/** The message that an edit or a removal was for is not there any more. */
export function isGone(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** It is too large; a smaller one may be taken. */
export function isTooLarge(error: unknown): boolean {
  return statusOf(error) === 413;
}

/** Teams will never take this message, such as one that is too large: another one may be taken. */
export function isRefused(error: unknown): boolean {
  return statusOf(error) === 400 || isTooLarge(error);
}

/** Nobody said that it was not taken: it may stand there. */
export function mayStand(error: unknown): boolean {
  const status = statusOf(error);
  return typeof status !== 'number' || status >= 500;
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
}
