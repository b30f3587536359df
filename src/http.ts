/** The one way out: every request of the bot goes through this dispatcher, and so through one proxy setting. */

import { Agent, EnvHttpProxyAgent, type Dispatcher } from 'undici';

export interface DispatcherOptions {
  /** E.g. `http://proxy.example:8080`; `undefined`: none. */
  readonly httpsProxy: string | undefined;
  /** Hosts that are reached directly, separated by commas. */
  readonly noProxy: string | undefined;
}

/** Shorter than the idle time after which gateways drop a connection, so that none is reused dead. */
const keepAliveTimeoutMs = 30_000;
const connectTimeoutMs = 10_000;

/** Deadlines of requests are their callers': each has an injected clock, this has none. */
export function createDispatcher({ httpsProxy, noProxy }: DispatcherOptions): Dispatcher {
  const connection = { keepAliveTimeout: keepAliveTimeoutMs, connect: { timeout: connectTimeoutMs } };
  if (httpsProxy === undefined) return new Agent(connection);
  // Plain http goes to this machine and its metadata service only: never through a proxy. The empty texts matter:
  // where one is left out, undici reads the environment by itself.
  return new EnvHttpProxyAgent({ ...connection, httpProxy: '', httpsProxy, noProxy: noProxy ?? '' });
}
