/** What it means that a message was given up. */

import { ConnectorError, ownCodes } from './connector-error.ts';
import { neverSent, retriedStatuses } from './connector-retry.ts';

/** What was not sent by our own decision, and may be another time. */
const notSentForNow: ReadonlySet<string> = new Set([ownCodes.sendLimit, ownCodes.notSentInTime]);
const notSent: ReadonlySet<string> = new Set([ownCodes.notAllowed, ownCodes.overtaken]);

/**
 * It has not arrived, and another time it may be taken. False where nobody knows whether
 * it arrived, and where Teams will never take it. An error of another kind came before the message was sent.
 */
export function isWorthAnotherTry(error: unknown): boolean {
  if (!(error instanceof ConnectorError)) return true;
  const { status, code = '' } = error;
  if (status !== undefined) return retriedStatuses.has(status);
  return neverSent.has(code) || notSentForNow.has(code);
}

/** Nobody knows whether it arrived: sent again, it might stand there twice. */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof ConnectorError) || isWorthAnotherTry(error)) return false;
  const { status, code = '' } = error;
  return status === undefined ? !notSent.has(code) : status >= 500;
}

/** Teams throttles or does not answer: what is sent next would fare no better. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof ConnectorError)) return false;
  const { status } = error;
  return status === undefined || status === 429 || status >= 500;
}

/** Of a 4xx, what is about the bot or the moment, and not about what was sent. */
const passingStatuses: ReadonlySet<number> = new Set([401, 408, ...retriedStatuses]);

/** Teams does not want it, and would not another time. */
export function isLasting(error: unknown): boolean {
  if (!(error instanceof ConnectorError)) return false;
  const { status = 0 } = error;
  return status >= 400 && status < 500 && !passingStatuses.has(status);
}
