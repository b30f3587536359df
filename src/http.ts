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

/** A body of at most `maxBytes`; `undefined`, and the connection ended, when it is larger. */
export async function readBytes(body: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined; // leaving the loop ends the connection
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Name and code of a failed exchange. The errors of undici's parser carry the bytes that it could not read: they go no further. */
export function withoutPayload(error: unknown): Error {
  if (!Error.isError(error)) return new Error('unknown');
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return new Error(error.name + code);
}
