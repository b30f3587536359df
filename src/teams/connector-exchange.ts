/** One attempt to reach the connector, from bytes to a plain answer. */

import type { Dispatcher } from 'undici';
import { DeadlineError, withDeadline, type Clock } from '../clock.ts';
import { parsedJson, recordOf, type JsonObject } from '../json.ts';
import { ConnectorError, ownCodes } from './connector-error.ts';
import type { CallKind } from './teams-quotas.ts';
import { readText } from './read-text.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Call {
  readonly method: Method;
  readonly origin: string;
  /** Raw: its parts are encoded already. */
  readonly path: string;
  /** JSON; `undefined` for a call without a body. */
  readonly body: string | undefined;
  readonly kind: CallKind;
  readonly serviceUrl: string;
  /** What the path is about: a conversation, or a team; '' for one that is to be made. */
  readonly conversationId: string;
  /** Not worth a wait. */
  readonly isSpare: boolean;
}

export interface Answer {
  readonly status: number;
  /** Of the activity that was made. */
  readonly id: string | undefined;
  readonly code: string | undefined;
  readonly retryAfter: string | undefined;
  /** All that was said; empty where it was no object, or too much. */
  readonly said: JsonObject;
}

/** Gives an answer of any status; throws ConnectorError where there is none, also when the signal ends it. */
export type Exchange = (call: Call, token: string | undefined, signal: AbortSignal | undefined) => Promise<Answer>;

/** Ours, for one attempt. Only what is asked for by GET is long: a chat's roster comes in one page. */
const limits = { timeoutMs: 15_000, maxAnswerBytes: 65_536, maxResourceBytes: 2 * 1024 * 1024 } as const;

export function createExchange(dispatcher: Dispatcher, clock: Clock): Exchange {
  return async ({ method, origin, path, body }, token, parent) => {
    const maxBytes = method === 'GET' ? limits.maxResourceBytes : limits.maxAnswerBytes;
    try {
      return await withDeadline(clock, limits.timeoutMs, parent, async (signal) => {
        const response = await dispatcher.request({
          method,
          origin,
          path,
          headers: {
            accept: 'application/json',
            ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
          body: body ?? null,
          signal,
        });
        const { statusCode: status, headers } = response;
        const retryAfter = [headers['retry-after'] ?? []].flat()[0];
        return { status, retryAfter, ...said(await answerText(response, maxBytes)) };
      });
    } catch (cause) {
      throw new ConnectorError(method, { code: networkCode(cause), cause });
    }
  };
}

/** The status alone tells what happened: an answer that breaks off after it is an answer without words. */
async function answerText({ body }: Dispatcher.ResponseData, maxBytes: number): Promise<string> {
  try {
    return (await readText(body, maxBytes)) ?? '';
  } catch {
    return '';
  }
}

/** `{ id }` of a message that was taken, `{ error: { code } }` of one that was not. A gateway may answer in HTML. */
function said(text: string): Pick<Answer, 'id' | 'code' | 'said'> {
  const body = recordOf(parsedJson(text));
  const error = recordOf(body['error']);
  return {
    id: typeof body['id'] === 'string' ? body['id'] : undefined,
    code: typeof error['code'] === 'string' && /^\w{1,64}$/.test(error['code']) ? error['code'] : undefined,
    said: body,
  };
}

function networkCode(error: unknown): string {
  if (error instanceof DeadlineError) return ownCodes.timeout;
  const code = Error.isError(error) && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'UNKNOWN';
}
