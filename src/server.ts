/** The HTTP server: its routes, its limits, and bodies that say nothing. */

import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import type { Clock } from './clock.ts';
import { errorFields, type Log } from './log.ts';
import { createRefusalLog, type RefusalLogOptions } from './teams/refusal-log.ts';
import { answer } from './teams/response.ts';
import { isRoutable } from './teams/target.ts';
import { late, within } from './teams/within.ts';

export interface ServerOptions extends Pick<RefusalLogOptions, 'onRefused'> {
  readonly messages: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Of the bot's own state only: an outage of somebody else must not take it out of rotation. */
  readonly isReady: () => boolean | Promise<boolean>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Server {
  /** `port` 0: any free one. Rejects when the port is taken. */
  listen(at: { readonly port: number; readonly host: string }): Promise<{ readonly port: number }>;
  /** Takes no more connections and waits for the answers under way; after `graceMs` it ends what is still open. */
  close(graceMs: number): Promise<void>;
}

/** Ours: a request of Teams is small and arrives at once. */
const limits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000, // how often the first two are looked at
};

/** The framework would say in its errors what it was asked for. */
const bare = () => '';
const formatters = {
  'application/json': bare,
  'application/javascript': bare,
  'text/plain': bare,
  'application/octet-stream': bare,
};

export function createServer(options: ServerOptions): Server {
  const { messages, isReady, clock, log } = options;
  const noteRefusal = createRefusalLog(options);
  const routes = restify.createServer({ name: '', formatters });
  const route = (handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>) => {
    return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      try {
        await handle(request, response);
      } catch (err) {
        log.error(errorFields(err), 'a route failed');
        answer(response, 500);
      }
    };
  };
  routes.post('/api/messages', route(messages));
  const look = (path: string, isGood: () => boolean | Promise<boolean>): void => {
    const handle = route(async (_, response) => answer(response, (await isGood()) ? 200 : 503));
    routes.get(path, handle);
    routes.head(path, handle);
  };
  look('/healthz', () => true);
  look('/readyz', isReady);

  // restify makes its own HTTP server without any option: ours listens, and hands over.
  const http = createHttpServer(limits, handOver);
  http.on('checkContinue', handOver); // nobody is asked for a body before the gate has looked at the headers

  function handOver(request: IncomingMessage, response: ServerResponse): void {
    response.once('close', () => {
      if (!http.listening) http.closeIdleConnections(); // else it would be kept alive, and the stop waiting
    });
    if (isRoutable(request)) routes.server.emit('request', request, response);
    else refuse(response);
  }

  function refuse(response: ServerResponse): void {
    noteRefusal({ status: 400, reason: 'target' });
    response.shouldKeepAlive = false;
    answer(response, 400);
  }

  return {
    async listen({ port, host }) {
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject).listen(port, host, () => {
          http.off('error', reject);
          resolve();
        });
      });
      const address = http.address() as AddressInfo; // it listens on a port, not on a pipe
      return { port: address.port };
    },
    async close(graceMs) {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      if ((await within(clock, graceMs, closed)) !== late) return;
      http.closeAllConnections(); // one that says nothing, or half of something, would never end by itself
      await closed;
    },
  };
}
