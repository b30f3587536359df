/**
 * Links to results: a path, an expiry and a signature over both.
 * Source: learn.microsoft.com/rest/api/storageservices/create-service-sas
 */

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EmulatorClock } from '../clock.ts';

/** Source: learn.microsoft.com/defender-endpoint/api/get-live-response-result */
const linkLifetimeMs = 30 * 60_000;

type LinkCheck =
  | { readonly kind: 'valid' }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'forged' }
  | { readonly kind: 'expired'; readonly expiry: string };

export interface Links {
  /** Path and query of a link that is good for 30 minutes, less a few seconds. */
  issue(path: string, lifetimeMs?: number): string;
  /** @param target - path and query exactly as they came. */
  check(target: string): LinkCheck;
}

export function blobPath(actionId: string, commandIndex: number): string {
  const name = createHash('md5').update(`${actionId}:${commandIndex}`).digest('hex');
  return `/investigation-actions-data/${actionId}/CustomPlaybookCommandOutput/${name}`;
}

export function createLinks(clock: EmulatorClock): Links {
  const key = randomBytes(32);

  function signed(path: string, expiry: string): string {
    const signature = createHmac('sha256', key).update(`${path}\n${expiry}`).digest('base64');
    const query = `se=${encodeURIComponent(expiry)}&sp=r&sv=2019-07-07&sr=b&sig=`;
    return `${path}?${query}${signature.replaceAll('+', '%2B').replaceAll('=', '%3D')}`;
  }

  return {
    // Second by second earlier until the signature holds a bare "/", as real ones often do: a client that
    // encodes links anew is then refused every time and not every other time.
    issue(path, lifetimeMs = linkLifetimeMs) {
      for (let ms = clock.now() + lifetimeMs; ; ms -= 1000) {
        const link = signed(path, wholeSeconds(ms));
        if (link.includes('/', link.indexOf('&sig='))) return link;
      }
    },
    check(target) {
      const [path = '', query = ''] = target.split(/\?([^]*)/);
      const expiry = /(?:^|&)se=([^&]*)/.exec(query)?.[1];
      if (expiry === undefined || !/(?:^|&)sig=./.test(query)) return { kind: 'unsigned' };
      const decoded = decode(expiry);
      if (!isSame(signed(path, decoded), target)) return { kind: 'forged' };
      return Date.parse(decoded) > clock.now() ? { kind: 'valid' } : { kind: 'expired', expiry: decoded };
    },
  };
}

function wholeSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** What cannot be decoded was not issued here, so it may stand as it is: the signature will not fit. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
