/** What an attack is: bytes for the bot's port, and the status that has to come back. */

import { connect, type Socket } from 'node:net';
import type { Scene } from './scene.ts';

export type Attack = readonly [
  name: string,
  /** 0: the connection is closed without a word. */
  status: number,
  attempt: (scene: Scene) => Attempt | Promise<Attempt>,
];

/** What differs from a genuine request. A header that is undefined is left out. */
export interface Attempt {
  readonly line?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Bytes and text go as they are, objects as JSON. */
  readonly body?: string | Buffer | object;
}

/** All of a chunked body that is empty. Source: RFC 9112 section 7.1 */
const endOfChunks = '0\r\n\r\n';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

function bytesOf({ line = 'POST /api/messages HTTP/1.1', headers = {}, body }: Attempt, scene: Scene): Buffer {
  const given = body ?? scene.forged();
  const content = Buffer.isBuffer(given)
    ? given
    : Buffer.from(typeof given === 'string' ? given : JSON.stringify(given));
  const all = {
    Host: `127.0.0.1:${scene.port}`,
    Connection: 'close',
    'Content-Type': 'application/json',
    'Content-Length': String(content.length),
    Authorization: scene.authorization,
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => `${name}: ${one}\r\n`),
  );
  return Buffer.concat([Buffer.from(`${line}\r\n${lines.join('')}\r\n`, 'latin1'), content]);
}

/** Writes, and gives what had come back when the bot closed the connection. */
function exchange(port: number, write: (socket: Socket) => void): Promise<Answer> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => write(socket));
    socket.setEncoding('latin1').on('data', (text: string) => (said += text));
    socket.on('error', () => undefined).on('close', () => resolve(answerIn(said)));
  });
}

/** The last one: a `100 Continue` may stand before it. */
function answerIn(said: string): Answer {
  const [, , head = '', text = ''] = /^(HTTP\/1\.1 1\d\d [^]*?\r\n\r\n)?([^]*?)\r\n\r\n([^]*)$/.exec(said) ?? [];
  return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1] ?? 0), text: text === endOfChunks ? '' : text };
}

export async function send(attempt: Attempt, scene: Scene): Promise<Answer> {
  return exchange(scene.port, (socket) => socket.write(bytesOf(attempt, scene)));
}
