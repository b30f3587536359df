/** The socket end: loopback only, bounded requests, and no request that can end the process. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Request } from './exchange.ts';

export const httpLimits = {
  maxTargetBytes: 4096,
  maxHeaderBytes: 32 * 1024,
  maxBodyBytes: 1024 * 1024,
} as const;

const plain = { 'content-type': 'text/plain; charset=utf-8' };

export interface Listener {
  readonly port: number;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** @param port - 0: any free one. Rejects when the port is taken. */
export async function listen(port: number, handle: (request: Request) => Promise<Answer>): Promise<Listener> {
  const server = createServer({ maxHeaderSize: httpLimits.maxHeaderBytes }, (incoming, response) => {
    void exchange(incoming, response, handle);
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) }; // a TCP server has no other kind
}

async function exchange(
  incoming: IncomingMessage,
  response: ServerResponse,
  handle: (request: Request) => Promise<Answer>,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    send(response, await answer(incoming, gone.signal, handle));
  } catch {
    // The client hung up, or the emulator has a fault of its own: both are told apart by who is left to listen.
    if (!response.headersSent) send(response, { status: 500, headers: plain, body: 'The emulator itself failed.' });
    else response.destroy();
  }
}

async function answer(
  incoming: IncomingMessage,
  signal: AbortSignal,
  handle: (request: Request) => Promise<Answer>,
): Promise<Answer> {
  const target = incoming.url ?? '/';
  if (target.length > httpLimits.maxTargetBytes) return { status: 400, headers: plain, body: 'The URL is too long.' };
  const body = await read(incoming);
  if (body === undefined) {
    return { status: 413, headers: { ...plain, connection: 'close' }, body: 'The request body is too large.' };
  }
  const mark = target.indexOf('?');
  return handle({
    method: incoming.method ?? 'GET',
    target,
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    headers: incoming.headers,
    body,
    signal,
  });
}

/** `undefined`: larger than the limit; the rest is not read. */
async function read(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    const part = chunk as Buffer; // no encoding is set, so chunks are Buffers
    bytes += part.length;
    if (bytes > httpLimits.maxBodyBytes) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body, mishap, bytesPerSecond }: Answer): void {
  if (mishap === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...(status === 204 ? {} : { 'content-length': bytes.length }), ...headers });
  if (mishap === 'cut') response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
  else if (bytesPerSecond !== undefined) void trickle(response, bytes, bytesPerSecond);
  else response.end(bytes);
}

/** A part every tenth of a second, until all is gone or nobody takes it any more. */
async function trickle(response: ServerResponse, bytes: Buffer, bytesPerSecond: number): Promise<void> {
  const partBytes = Math.max(1, Math.floor(bytesPerSecond / 10));
  for (let at = 0; at < bytes.length && !response.destroyed; at += partBytes) {
    if (at > 0) await wait(100);
    response.write(bytes.subarray(at, at + partBytes));
  }
  response.end();
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
