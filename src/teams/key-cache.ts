/** Keeps the signing keys, so that a message costs no request and survives an outage of the key host. */

import type { Clock } from '../clock.ts';
import type { SigningKey, SigningKeySet } from './signing-keys.ts';

/**
 * Source: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication: keys change
 * rarely, look for new ones every 24 hours; the SDK uses them up to 5 days.
 */
export const keyAges = {
  refreshAfterMs: 86_400_000,
  maxMs: 5 * 86_400_000,
  /** Ours: while keys are held. */
  betweenRefreshesMs: 60_000,
  /** Ours: while none are. Every request, forged or not, would else become one to the key host. */
  afterFailureMs: 5_000,
} as const;

/** `undefined`: nobody knows this key. Throws when no keys are to be had at all. */
export type KeyLookup = (kid: string) => Promise<SigningKey | undefined>;

export function createKeyCache(fetchKeys: () => Promise<SigningKeySet>, clock: Clock): KeyLookup {
  let held: { readonly keys: SigningKeySet; readonly at: number } | undefined;
  let triedAt = -Infinity;
  let refreshing: Promise<SigningKeySet> | undefined;
  let failure: { readonly error: unknown; readonly at: number } | undefined;

  function refresh(): Promise<SigningKeySet> {
    triedAt = clock.now();
    refreshing ??= fetchKeys()
      .then((keys) => {
        held = { keys, at: clock.now() };
        failure = undefined;
        return keys;
      })
      .catch((error: unknown) => {
        failure = { error, at: clock.now() };
        throw error;
      })
      .finally(() => {
        refreshing = undefined;
      });
    return refreshing;
  }

  return async (kid) => {
    const now = clock.now();
    if (held === undefined || now - held.at > keyAges.maxMs) {
      if (failure !== undefined && isWithin(keyAges.afterFailureMs, now - failure.at)) throw failure.error;
      return (await refresh()).get(kid);
    }
    const { keys, at } = held;
    const isNeeded = !keys.has(kid) || now - at > keyAges.refreshAfterMs;
    if (!isNeeded || now - triedAt < keyAges.betweenRefreshesMs) return keys.get(kid);
    // The keys at hand are good for some days without the key host.
    return (await refresh().catch(() => keys)).get(kid);
  };
}

/** A clock that was set back is no reason to wait for longer. */
function isWithin(ms: number, ageMs: number): boolean {
  return ageMs >= 0 && ageMs < ms;
}
