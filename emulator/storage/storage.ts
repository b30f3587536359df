/** The blob storage behind result links. Source: learn.microsoft.com/rest/api/storageservices/get-blob */

import { createHash, randomUUID } from 'node:crypto';
import type { CommandResult } from '../actions/script.ts';
import type { EmulatorClock } from '../clock.ts';
import type { Answer, Request } from '../http/exchange.ts';
import { decodePath } from '../http/path.ts';
import type { Links } from './links.ts';
import { storageRefusal, storageVersion } from './refusals.ts';

export interface StoredResult extends CommandResult {
  readonly modifiedMs: number;
}

/** @param find - what lies at a path; `undefined`: nothing does. */
export function serveBlob(
  request: Request,
  links: Links,
  clock: EmulatorClock,
  find: (path: string) => StoredResult | undefined,
): Answer {
  const now = clock.now();
  if (request.method !== 'GET' && request.method !== 'HEAD') return storageRefusal('UnsupportedHttpVerb', now);
  if (decodePath(request.path) === undefined) return storageRefusal('InvalidUri', now);
  // A signed link and a bearer at once is refused: it also shows a client that leaks its token.
  if (request.headers.authorization !== undefined) return storageRefusal('InvalidAuthenticationInfo', now);
  const check = links.check(request.target);
  if (check.kind === 'unsigned') return storageRefusal('ResourceNotFound', now);
  if (check.kind === 'forged') {
    return storageRefusal(
      'AuthenticationFailed',
      now,
      'Signature did not match. String to sign used was not issued here.',
    );
  }
  if (check.kind === 'expired') {
    const expiry = new Date(check.expiry).toUTCString();
    const detail = `Signature not valid in the specified time frame: Expiry [${expiry}] - Current [${new Date(now).toUTCString()}]`;
    return storageRefusal('AuthenticationFailed', now, detail);
  }
  const result = find(request.path);
  return result === undefined ? storageRefusal('BlobNotFound', now) : blobAnswer(result, request.headers.range);
}

function blobAnswer({ body, downloadName, modifiedMs }: StoredResult, range: string | undefined): Answer {
  const bytes = body();
  const md5 = createHash('md5').update(bytes).digest();
  const headers = {
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    'content-md5': md5.toString('base64'),
    etag: `"0x${md5.toString('hex').slice(0, 15).toUpperCase()}"`,
    'last-modified': new Date(modifiedMs).toUTCString(),
    'x-ms-blob-type': 'BlockBlob',
    'x-ms-request-id': randomUUID(),
    'x-ms-version': storageVersion,
    ...(downloadName === undefined ? {} : { 'content-disposition': contentDisposition(downloadName) }),
  };
  const part = rangeOf(range, bytes.length);
  if (part === undefined) return { status: 200, headers, body: bytes };
  const { first, last } = part;
  const contentRange = `bytes ${first}-${last}/${bytes.length}`;
  return { status: 206, headers: { ...headers, 'content-range': contentRange }, body: bytes.subarray(first, last + 1) };
}

/** The name is percent-encoded and ends in `.gz`: the content is always compressed. */
function contentDisposition(name: string): string {
  return `attachment; filename="${encodeURIComponent(name.toWellFormed())}.gz"`;
}

/** One range of the form `bytes=a-b` or `bytes=a-`; anything else gets the whole, as RFC 9110 section 14.2 allows. */
function rangeOf(header: string | undefined, size: number): { first: number; last: number } | undefined {
  const match = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '');
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Math.min(match[2] === '' ? Infinity : Number(match[2]), size - 1);
  return first <= last ? { first, last } : undefined;
}
