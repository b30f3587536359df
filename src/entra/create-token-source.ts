/** Tokens for one resource by one credential: what the composition root calls. */

import type { Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import { acquireToken, type AcquireOptions } from './acquire.ts';
import { createMsalNetwork } from './msal-network.ts';
import { createTokenCache } from './token-cache.ts';
import type { TokenSource } from './token-source.ts';

export interface TokenSourceOptions extends Omit<AcquireOptions, 'network'> {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
}

const timeoutMs = 20_000;

export function createTokenSource({ dispatcher, clock, ...request }: TokenSourceOptions): TokenSource {
  const network = createMsalNetwork({ dispatcher, clock, timeoutMs });
  return createTokenCache(() => acquireToken({ ...request, network }), clock);
}
