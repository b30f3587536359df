/** Keeps a token until shortly before it expires, and asks for one token at a time however many wait for it. */

import { untilAborted, type Clock } from '../clock.ts';
import type { TokenSource } from './token-source.ts';

export interface AcquiredToken {
  readonly token: string;
  readonly lifetimeMs: number;
}

/** A token lives about an hour. Source: learn.microsoft.com/entra/identity-platform/access-tokens */
const renewBeforeMs = 5 * 60_000;

interface KeptToken {
  readonly token: string;
  readonly renewAt: number;
  readonly expiresAt: number;
}

/** @param acquire - ends by itself in bounded time: it is shared, so no caller's signal reaches it. */
export function createTokenCache(acquire: () => Promise<AcquiredToken>, clock: Clock): TokenSource {
  let kept: KeptToken | undefined;
  let flight: Promise<string> | undefined;

  function fetchToken(): Promise<string> {
    flight ??= keep().finally(() => (flight = undefined));
    return flight;
  }

  async function keep(): Promise<string> {
    const { token, lifetimeMs } = await acquire();
    const expiresAt = clock.now() + lifetimeMs;
    kept = { token, expiresAt, renewAt: expiresAt - Math.min(renewBeforeMs, lifetimeMs / 2) };
    return token;
  }

  return async ({ refresh, signal }) => {
    signal?.throwIfAborted();
    if (refresh) kept = undefined; // whoever asks meanwhile waits for the new one
    // A caller who gives up stops waiting; the others still get their token.
    if (kept === undefined || clock.now() >= kept.expiresAt) return untilAborted(fetchToken(), signal);
    // Nobody waits for a renewal, and nobody fails with it while the old token is good.
    if (clock.now() >= kept.renewAt) fetchToken().catch(() => undefined);
    return kept.token;
  };
}
