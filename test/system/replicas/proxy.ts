/** Hands each request to the next replica in turn, and to another one where that takes nothing, as a load balancer does. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

export interface Proxy {
  readonly url: string;
  close(): void;
}

/** @param living - where each of those that live is posted to. */
export async function createProxy(living: () => readonly string[]): Promise<Proxy> {
  let turn = 0;

  async function passOn(body: string): Promise<number> {
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    for (const url of inTurn(living(), turn++)) {
      const status = await fetch(url, sent).then(
        (response) => response.status,
        () => 503, // it has just ended
      );
      if (status !== 503) return status;
    }
    return 503;
  }

  const server = createServer((request, response) => {
    void (async () => {
      response.writeHead(await passOn((await request.toArray()).join('')));
      response.end();
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server)}/api/messages`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

function inTurn<T>(items: readonly T[], turn: number): readonly T[] {
  const first = items.length === 0 ? 0 : turn % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
