/** What each kind of fault does. */

import { setTimeout as wait } from 'node:timers/promises';
import { tooMany } from '../api/quotas.ts';
import { Refusal, refusalAnswer } from '../api/refusals.ts';
import type { Answer, Request } from '../http/exchange.ts';
import { tenantId } from '../identity.ts';
import { isObject, parseJson, type Json } from '../json.ts';
import type { Fault } from './faults.ts';

/** @param proceed - what the emulator would say without the fault. */
export async function strike(fault: Fault, request: Request, proceed: () => Promise<Answer>): Promise<Answer> {
  if (fault.latencyMs !== undefined) await wait(fault.latencyMs, undefined, { signal: request.signal });
  switch (fault.kind) {
    case 'latency':
    case 'expiredLink': // whoever issues links knows of it
      return proceed();
    case 'status':
      return statusAnswer(fault, request.path);
    case 'html502':
      return { status: 502, headers: { 'content-type': 'text/html' }, body: gatewayPage };
    case 'empty':
      return { status: 200, headers: {}, body: '' };
    case 'redirect':
      return { status: 302, headers: { location: fault.location ?? 'http://redirected.example/' }, body: '' };
    case 'hang':
      return untilGone(request.signal);
    case 'reset':
      return { status: 500, headers: {}, body: '', mishap: 'reset' };
    case 'cut':
      return { ...(await proceed()), mishap: 'cut' };
    case 'slow':
      return { ...(await proceed()), bytesPerSecond: fault.bytesPerSecond ?? 64 * 1024 };
    case 'malformedJson':
      return shortened(await proceed());
    case 'wrongType':
      return retyped(await proceed(), fault.field ?? 'value');
  }
}

const gatewayPage = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n';

/** The code and the text that the API documents for a status, unless the fault brings its own. */
function statusAnswer({ status = 500, code, message, retryAfterSeconds }: Fault, path: string): Answer {
  if (status === 429 && code === undefined) {
    const caller = { tenantId, appId: 'of the caller' };
    return refusalAnswer(tooMany((retryAfterSeconds ?? 10) * 1000, '100 calls per minute', caller), path);
  }
  const [defaultCode, defaultMessage] = documented[status] ?? ['InternalServerError', 'An error has occurred.'];
  const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return refusalAnswer(new Refusal(status, code ?? defaultCode, message ?? defaultMessage, { headers }), path);
}

/** Source: learn.microsoft.com/defender-endpoint/api/common-errors */
const documented: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['BadRequest', 'General bad request.'],
  401: ['Unauthorized', 'Unauthorized request - reason of failure: token is invalid or expired'],
  403: ['Forbidden', 'Valid token but insufficient permission for the action.'],
  404: ['ResourceNotFound', 'The requested resource was not found'],
};

async function untilGone(signal: AbortSignal): Promise<Answer> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return { status: 500, headers: {}, body: '', mishap: 'reset' };
}

function shortened(answer: Answer): Answer {
  const text = answer.body.toString();
  return { ...answer, status: 200, body: text.slice(0, Math.max(1, Math.floor(text.length / 2))) };
}

function retyped(answer: Answer, field: string): Answer {
  const body = parseJson(answer.body.toString());
  return body === undefined ? answer : { ...answer, body: JSON.stringify(replace(body, field)) };
}

function replace(value: Json, field: string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => replace(item, field));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === field ? { unexpected: true } : replace(inner ?? null, field),
    ]),
  );
}
