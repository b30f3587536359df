/** When the other side says that it is worth asking again. */

import { errorAnswer } from './error-answer.ts';
import type { Response } from './send.ts';

/** In ms from `now`; `undefined`: it did not say. */
export function retryAfterMs({ status, headers, body }: Response, now: number): number | undefined {
  return fromHeader(headers['retry-after'], now) ?? (status === 429 ? fromText(body) : undefined);
}

/** Seconds or an HTTP date. Source: RFC 9110 section 10.2.3 */
function fromHeader(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const date = /^[A-Za-z]{3,9},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The gateway's 429 says it in its message too. Source: learn.microsoft.com/defender-endpoint/api/common-errors */
function fromText(body: unknown): number | undefined {
  const seconds = /again in (\d{1,9}) seconds/i.exec(errorAnswer(body).detail ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
