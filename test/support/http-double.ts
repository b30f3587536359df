/** A real HTTP server on a free port that answers what a test expects, and fails the test on anything else. */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Received {
  readonly method: string;
  /** As it stood in the request line, query included. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text and bytes go out as they are, everything else as JSON. */
  readonly body?: unknown;
}

/** `reset`: the connection breaks. `hang`: no answer comes. `raw`: these characters instead of an HTTP answer, after which the connection ends or stays `open`. */
export type Behaviour =
  | Answer
  | 'reset'
  | 'hang'
  | { readonly raw: string; readonly open?: boolean }
  | ((request: Received) => Answer | Promise<Answer>);

export interface HttpDouble {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** Everything that came in, in order. */
  readonly requests: readonly Received[];
  /** One request that has to come; a text is its whole path with query. Several for the same path are used in order. */
  expect(method: string, path: string | RegExp, behaviour?: Behaviour): void;
  /** Throws when a request was unexpected or an expected one did not come. */
  close(): Promise<void>;
}

interface Expectation {
  readonly method: string;
  readonly path: string | RegExp;
  readonly behaviour: Behaviour;
}

export async function httpDouble(): Promise<HttpDouble> {
  const requests: Received[] = [];
  const unexpected: string[] = [];
  const expected: Expectation[] = [];

  const server = createServer((request, response) => {
    void received(request).then((seen) => {
      requests.push(seen);
      const at = expected.findIndex(({ method, path }) => method === seen.method && isFor(path, seen.path));
      const [expectation] = at < 0 ? [] : expected.splice(at, 1);
      if (expectation === undefined) unexpected.push(`${seen.method} ${seen.path}`);
      return behave(expectation?.behaviour ?? { status: 418, body: 'unexpected' }, seen, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server on TCP has an address object.
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    expect: (method, path, behaviour = {}) => void expected.push({ method, path, behaviour }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      const missing = expected.map(({ method, path }) => `${method} ${String(path)}`);
      if (unexpected.length > 0) throw new Error(`Unexpected requests: ${unexpected.join(', ')}`);
      if (missing.length > 0) throw new Error(`Requests that did not come: ${missing.join(', ')}`);
    },
  };
}

function isFor(path: string | RegExp, seen: string): boolean {
  return typeof path === 'string' ? path === seen : path.test(seen);
}

async function received(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  // Without an encoding set, a request gives buffers.
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = request;
  return { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
}

async function behave(behaviour: Behaviour, seen: Received, response: ServerResponse): Promise<void> {
  if (behaviour === 'hang') return;
  if (behaviour === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (typeof behaviour === 'function') return behave(await behaviour(seen), seen, response);
  if ('raw' in behaviour) {
    response.socket?.write(behaviour.raw);
    if (behaviour.open !== true) response.socket?.end();
    return;
  }
  const { status = 200, headers = {}, body } = behaviour;
  const plain = typeof body === 'string' || Buffer.isBuffer(body);
  response.writeHead(status, {
    ...(plain || body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  });
  response.end(plain || body === undefined ? body : JSON.stringify(body));
}
