/** The public keys with which the Bot Framework signs, fetched from where its OpenID metadata says. */

import { importJWK, type CryptoKey } from 'jose';
import { isRecord } from '../json.ts';
import { fetchJson, type FetchJsonOptions } from './fetch-json.ts';

export interface SigningKey {
  readonly key: CryptoKey;
  /** Channels that this key may speak for. */
  readonly endorsements: readonly string[];
}

export type SigningKeySet = ReadonlyMap<string, SigningKey>;

/** Many times what is published today. */
const maxKeys = 200;

/** Throws when the documents are not to be had or hold no key: an empty set is never an answer. */
export async function fetchSigningKeys(openIdUrl: string, options: FetchJsonOptions): Promise<SigningKeySet> {
  const metadata = await fetchJson(openIdUrl, options);
  if (!isRecord(metadata) || typeof metadata['jwks_uri'] !== 'string') throw new TypeError('No jwks_uri');
  const document = await fetchJson(metadata['jwks_uri'], options);
  if (!isRecord(document) || !Array.isArray(document['keys'])) throw new TypeError('No keys');
  const entries = await Promise.all(document['keys'].slice(0, maxKeys).map(signingKey));
  const keys = new Map(entries.filter((entry) => entry !== undefined));
  if (keys.size === 0) throw new TypeError('No usable key');
  return keys;
}

/** `undefined`: of another kind, or broken; the others are good all the same. */
async function signingKey(jwk: unknown): Promise<readonly [string, SigningKey] | undefined> {
  if (!isRecord(jwk)) return undefined;
  const { kty, kid, n, e, endorsements } = jwk;
  if (kty !== 'RSA' || typeof kid !== 'string' || typeof n !== 'string' || typeof e !== 'string') return undefined;
  try {
    const key = await importJWK({ kty, n, e }, 'RS256');
    if (key instanceof Uint8Array) return undefined;
    return [kid, { key, endorsements: Array.isArray(endorsements) ? endorsements.filter(isText) : [] }];
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
