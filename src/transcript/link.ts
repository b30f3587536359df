/** Where a result may be fetched from. The link comes from the API, and is still treated as hostile. */

import { isLoopbackHost } from '../loopback.ts';
import { DownloadError } from './errors.ts';

export interface Target {
  readonly origin: string;
  /** Path and query exactly as they came: the signature covers them byte by byte, so they are never re-encoded. */
  readonly path: string;
}

const maxLinkChars = 8_192;

/**
 * @param hosts - `host` (port 443), `host:port`, or `.suffix` for every host below it. Plain http only on loopback.
 * @throws DownloadError of kind `refused`
 */
export function targetOf(link: string, hosts: readonly string[]): Target {
  if (link.length > maxLinkChars || !/^[\x21-\x7E]+$/.test(link)) throw refused('is not a link');
  const [, origin, path] = /^(https?:\/\/[^/?#\\@]+)(\/[^#\\]*)$/i.exec(link) ?? [];
  if (origin === undefined || path === undefined || !URL.canParse(origin)) throw refused('is not a link');
  const url = new URL(origin);
  if (url.protocol !== 'https:' && !isLoopbackHost(url.hostname)) throw refused('is not https');
  if (!hosts.some((host) => matches(url, host.toLowerCase())))
    throw refused('leads to a host that results do not come from');
  return { origin: url.origin, path };
}

function matches(url: URL, allowed: string): boolean {
  if (allowed.startsWith('.')) return url.port === '' && url.hostname.endsWith(allowed);
  return url.host === allowed || (url.port === '' && `${url.hostname}:443` === allowed);
}

function refused(why: string): DownloadError {
  return new DownloadError('refused', `The link of the result ${why}`);
}
