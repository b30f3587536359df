import { createHash } from 'node:crypto';
import type { Digest } from './model.ts';

/** Counts and hashes what streams through. */
export interface Digester {
  readonly update: (chunk: Uint8Array) => void;
  /** So far. */
  readonly bytes: () => number;
  /** Once, at the end. Lower-case hex. */
  readonly digest: () => Digest & { readonly sha1: string; readonly md5: string };
}

export function digester(): Digester {
  const [sha256, sha1, md5] = [createHash('sha256'), createHash('sha1'), createHash('md5')];
  let bytes = 0;
  return {
    update(chunk) {
      bytes += chunk.length;
      for (const hash of [sha256, sha1, md5]) hash.update(chunk);
    },
    bytes: () => bytes,
    digest: () => ({ bytes, sha256: sha256.digest('hex'), sha1: sha1.digest('hex'), md5: md5.digest('hex') }),
  };
}

export interface Sha256 {
  readonly update: (chunk: Uint8Array) => void;
  /** So far; more may follow. */
  readonly digest: () => Digest;
}

export function sha256(): Sha256 {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    update(chunk) {
      bytes += chunk.length;
      hash.update(chunk);
    },
    digest: () => ({ bytes, sha256: hash.copy().digest('hex') }),
  };
}
