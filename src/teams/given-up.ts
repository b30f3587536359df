/** What it means that a message was given up. */

import { ConnectorError, ownCodes } from './connector-error.ts';
import { neverSent, retriedStatuses } from './connector-retry.ts';

/**
 * It has not arrived, and another time it may be taken. False where nobody knows whether
 * it arrived, and where Teams will never take it. An error of another kind came before the message was sent.
 */
export function isWorthAnotherTry(error: unknown): boolean {
  if (!(error instanceof ConnectorError)) return true;
  const { status, code = '' } = error;
  if (status !== undefined) return retriedStatuses.has(status);
  return neverSent.has(code) || code === ownCodes.sendLimit;
}
