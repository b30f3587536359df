/** A request as the client makes it, and a Send that answers from a list. */

import { endpoints } from '../../src/defender/endpoints.ts';
import type { Request, Response, Send } from '../../src/defender/send.ts';

export const minuteMs = 60_000;

export function request(now: number, changes: Partial<Request> = {}): Request {
  return {
    method: 'GET',
    path: '/api/alerts/a1',
    endpoint: endpoints.alert,
    deadlineAt: now + minuteMs,
    quotaWaitMs: 20_000,
    caller: { conversation: 'c1' },
    ...changes,
  };
}

export function response(status: number, changes: Partial<Response> = {}): Response {
  return { status, headers: {}, body: undefined, bytes: 0, askedAt: 0, ...changes };
}

export interface FakeSend {
  readonly send: Send;
  readonly requests: readonly Request[];
}

export type FakeAnswer = Response | Error;

/** Answers in order, the last one again and again. */
export function answers(...list: readonly FakeAnswer[]): FakeSend {
  const requests: Request[] = [];
  return {
    requests,
    send: (sent) => {
      const answer = list[Math.min(requests.length, list.length - 1)];
      requests.push(sent);
      if (answer === undefined) return Promise.reject(new TypeError('No answer was given to the fake'));
      return Error.isError(answer) ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
}
