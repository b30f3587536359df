/** When the other side says that it is worth asking again. */

import { retryAfterHeaderMs } from '../retry-after.ts';
import { errorAnswer } from './error-answer.ts';
import type { Response } from './send.ts';

/** In ms from `now`; `undefined`: it did not say. */
export function retryAfterMs({ status, headers, body }: Response, now: number): number | undefined {
  return retryAfterHeaderMs(headers['retry-after'], now) ?? (status === 429 ? fromText(body) : undefined);
}

/** The gateway's 429 says it in its message too. Source: learn.microsoft.com/defender-endpoint/api/common-errors */
function fromText(body: unknown): number | undefined {
  const seconds = /again in (\d{1,9}) seconds/i.exec(errorAnswer(body).detail ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
