/** A small document by GET: bounded in time and size, no redirect followed. */

import type { Dispatcher } from 'undici';
import { withDeadline, type Clock } from '../clock.ts';
import { isLoopbackHost } from '../loopback.ts';
import { readText } from './read-text.ts';

export interface FetchJsonOptions {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** Throws for anything but a 200 with JSON. `url`: https, or http on loopback. */
export async function fetchJson(url: string, options: FetchJsonOptions): Promise<unknown> {
  const { protocol, hostname, origin, pathname, search } = new URL(url);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopbackHost(hostname))) {
    throw new TypeError('Neither https nor loopback');
  }
  return withDeadline(options.clock, options.timeoutMs, undefined, async (signal) => {
    const { statusCode, body } = await options.dispatcher.request({
      origin,
      path: pathname + search,
      method: 'GET',
      headers: { accept: 'application/json' },
      signal,
    });
    const text = await readText(body, options.maxBytes);
    if (statusCode !== 200) throw new TypeError(`Status ${statusCode}`);
    if (text === undefined) throw new RangeError(`More than ${options.maxBytes} bytes`);
    return JSON.parse(text) as unknown;
  });
}
