/** Fetches the content behind a result link: no bearer, no redirect, a deadline for all of it. */

import type { Dispatcher } from 'undici';
import { DeadlineError, withDeadline, type Clock } from '../clock.ts';
import { withoutPayload } from '../http.ts';
import { DownloadError } from './errors.ts';
import { targetOf } from './link.ts';

export interface DownloadOptions {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly hosts: readonly string[];
  /** For the whole exchange, body included. */
  readonly timeoutMs: number;
}

export interface Download {
  /** From `Content-Disposition`, decoded, without `.gz`. Foreign text. */
  readonly fileName: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

/** @param read - takes the body; the connection is given back when it returns. */
export async function download<T>(
  link: string,
  read: (download: Download) => Promise<T>,
  { dispatcher, clock, hosts, timeoutMs }: DownloadOptions,
  signal?: AbortSignal,
): Promise<T> {
  const { origin, path } = targetOf(link, hosts);
  return withDeadline(clock, timeoutMs, signal, async (abort) => {
    try {
      const response = await dispatcher.request({ origin, path, method: 'GET', signal: abort });
      if (response.statusCode !== 200) throw failure(response);
      try {
        return await read({ fileName: fileNameOf(response.headers['content-disposition']), body: response.body });
      } finally {
        // What was not read is not wanted. The error of a destroyed body has nobody else to catch it.
        response.body.on('error', () => undefined).destroy();
      }
    } catch (cause) {
      signal?.throwIfAborted(); // the asker gave up: not the storage's fault
      if (cause instanceof DownloadError || !isOfTheNetwork(cause)) throw cause;
      throw new DownloadError('unreachable', 'The storage of the results did not answer to the end', {
        cause: withoutPayload(cause),
      });
    }
  });
}

function failure({ statusCode, headers, body }: Dispatcher.ResponseData): DownloadError {
  body.on('error', () => undefined).destroy(); // its words are not needed, and may never end
  const given = headers['x-ms-error-code'];
  const code = typeof given === 'string' && /^\w{1,60}$/.test(given) ? given : undefined;
  if (statusCode === 403) return new DownloadError('expired', 'The link of the result is not valid any more', { code });
  if (statusCode === 404 || statusCode === 410)
    return new DownloadError('gone', 'The result is not in the storage', { code });
  if (statusCode >= 300 && statusCode < 400)
    return new DownloadError('refused', 'The storage redirects elsewhere', { code });
  return new DownloadError('failed', `The storage answered with status ${statusCode}`, { code });
}

/** `attachment; filename="a%20b.txt.gz"` → `a b.txt`. Source: RFC 6266; the encoding as live response writes it. */
export function fileNameOf(disposition: string | string[] | undefined): string | undefined {
  const given = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(
    Array.isArray(disposition) ? disposition.join(';') : (disposition ?? ''),
  );
  const name = given?.[1] ?? given?.[2];
  if (name === undefined || name === '') return undefined;
  return decoded(name).replace(/(?!^)\.gz$/i, '');
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // a stray percent sign: the name as it came is the better evidence
  }
}

/** Errors of sockets and of undici have a code; what has none is a bug of ours, and stays one. */
function isOfTheNetwork(error: unknown): boolean {
  return error instanceof DeadlineError || (typeof error === 'object' && error !== null && 'code' in error);
}
