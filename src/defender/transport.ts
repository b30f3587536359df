/** The undici end of the client: JSON over HTTPS, one deadline per attempt. */

import type { Dispatcher } from 'undici';
import { DeadlineError, withDeadline, type Clock } from '../clock.ts';
import { readBytes, withoutPayload } from '../http.ts';
import { parsedJson } from '../json.ts';
import { DefenderError } from './errors.ts';
import type { Limits } from './limits.ts';
import type { Request, Response, Send } from './send.ts';

export interface TransportOptions extends Pick<Limits, 'attemptMs' | 'maxBodyBytes'> {
  /** Root of the API, without `/api`. */
  readonly apiUrl: string;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
}

/** Names the app, so that Microsoft can tell whose calls these are. */
const userAgent = 'defender-triage-bot';

export function transport(options: TransportOptions): Send {
  const { origin, pathname } = new URL(options.apiUrl);
  const root = pathname.replace(/\/$/, '');
  return async (request) => {
    const path = request.origin === undefined ? root + request.path : request.path;
    const askedAt = options.clock.now();
    const { content, ...head } = await exchange(request, options, request.origin ?? origin, path);
    return { ...head, body: decode(content, head.status, request), bytes: content.length, askedAt };
  };
}

interface Exchange extends Pick<Response, 'status' | 'headers'> {
  readonly content: Buffer;
}

async function exchange(request: Request, options: TransportOptions, origin: string, path: string): Promise<Exchange> {
  const { method, headers, signal } = request;
  try {
    return await withDeadline(options.clock, options.attemptMs, signal, async (inner) => {
      const answer = await options.dispatcher.request({
        origin,
        path, // as it stands: a parsed URL would be written anew
        method,
        headers: { accept: 'application/json', 'user-agent': userAgent, ...headers },
        signal: inner,
      });
      const content = await readBytes(answer.body, options.maxBodyBytes);
      if (content === undefined) throw malformed(request, `the answer is larger than ${options.maxBodyBytes} bytes`);
      return { status: answer.statusCode, headers: single(answer.headers), content };
    });
  } catch (error) {
    if (error instanceof DefenderError) throw error;
    signal?.throwIfAborted(); // the asker gave up: not Defender's fault
    const cause = error instanceof DeadlineError ? error : withoutPayload(error);
    throw new DefenderError('unreachable', `${method} ${request.endpoint.template}: no answer`, { cause });
  }
}

/** A gateway may answer an error in HTML or not at all: then the status says enough, and the text is kept as it came. */
function decode(content: Buffer, status: number, request: Request): unknown {
  if (content.length === 0) return undefined;
  const text = content.toString('utf8');
  const value = parsedJson(text);
  if (value !== undefined) return value;
  if (status < 200 || status >= 300) return text;
  throw malformed(request, 'the answer is not JSON');
}

function malformed({ method, endpoint }: Request, why: string): DefenderError {
  return new DefenderError('malformed', `${method} ${endpoint.template}: ${why}`);
}

/** undici gives repeated headers as arrays; the client reads single values only. */
function single(headers: Readonly<Record<string, string | string[] | undefined>>): Response['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));
}
