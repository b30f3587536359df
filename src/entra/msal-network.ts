/** MSAL's network over our dispatcher, so that tokens take the same proxy and the same clock as everything else. */

import { AuthError, type INetworkModule, type NetworkRequestOptions, type NetworkResponse } from '@azure/msal-node';
import type { Dispatcher } from 'undici';
import { withDeadline, type Clock } from '../clock.ts';
import { readBytes, withoutPayload } from '../http.ts';
import { isRecord, parsedJson } from '../json.ts';

export interface MsalNetworkOptions {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  /** For one request, connection and body included. */
  readonly timeoutMs: number;
}

/** A token answer is a few KB. */
const maxBodyBytes = 256 * 1024;

/** MSAL lets an AuthError through and replaces every other error: what went wrong rides on one. */
export const noAnswer = 'no_answer';

export function createMsalNetwork(options: MsalNetworkOptions): INetworkModule {
  return {
    sendGetRequestAsync: (url, request) => send(options, 'GET', url, request),
    sendPostRequestAsync: (url, request) => send(options, 'POST', url, request),
  };
}

async function send<T>(
  { dispatcher, clock, timeoutMs }: MsalNetworkOptions,
  method: 'GET' | 'POST',
  url: string,
  { headers = {}, body }: NetworkRequestOptions = {},
): Promise<NetworkResponse<T>> {
  const { origin, pathname, search } = new URL(url);
  try {
    return await withDeadline(clock, timeoutMs, undefined, async (signal) => {
      const answer = await dispatcher.request({
        origin,
        path: pathname + search,
        method,
        headers,
        body: body ?? null,
        signal,
      });
      const bytes = await readBytes(answer.body, maxBodyBytes);
      if (bytes === undefined) throw new RangeError(`The answer is larger than ${maxBodyBytes} bytes`);
      return {
        status: answer.statusCode,
        headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
        // MSAL chooses T by what it asked, and reads each field with care; that it is an object is made sure of.
        body: jsonObject(bytes.toString('utf8'), answer.statusCode) as T,
      };
    });
  } catch (cause) {
    throw Object.assign(new AuthError(noAnswer, ''), { cause: withoutPayload(cause) });
  }
}

/** A gateway answers in HTML, Azure Arc's challenge with nothing: then the status is the error. */
function jsonObject(text: string, status: number): object {
  const value = parsedJson(text);
  if (!isRecord(value)) return { error: `http_${status}` };
  return status < 400 || 'error' in value ? value : { ...value, error: `http_${status}` };
}
