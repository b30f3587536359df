/** Callers that take their time: all that is sent in one piece, and what drips in after it, a byte a second. */

import { connect } from 'node:net';
import type { Scene } from './scene.ts';

export type SlowAttack = readonly [name: string, status: number, head: (scene: Scene) => string, drip?: string];

const line = 'POST /api/messages HTTP/1.1\r\nHost: bot\r\n';
const json = 'Content-Type: application/json\r\n';
const good = ({ authorization = '' }: Scene): string => `${line}${json}Authorization: ${authorization}\r\n`;

export const slowAttacks: readonly SlowAttack[] = [
  ['that says nothing', 408, () => ''],
  ['that stops in its request line', 408, () => 'POST /api/mess'],
  ['that stops in its headers', 408, () => line],
  ['whose headers drip in', 408, () => `${line}X-Slow: `, 'a'],
  ['that stops before its body', 408, (scene) => `${good(scene)}Content-Length: 100\r\n\r\n`],
  ['that stops in its body', 408, (scene) => `${good(scene)}Content-Length: 100\r\n\r\n{"type":`],
  ['whose body drips in', 408, (scene) => `${good(scene)}Content-Length: 100\r\n\r\n{`, ' '],
  ['whose chunks drip in', 408, (scene) => `${good(scene)}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
  ['without a token, that stops before its body', 401, () => `${line}${json}Content-Length: 100\r\n\r\n`],
];

export interface SlowAnswer {
  readonly status: number;
  readonly afterMs: number;
}

/** Resolves when the bot has closed the connection. */
export function sendSlowly([, , head, drip]: SlowAttack, scene: Scene): Promise<SlowAnswer> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(scene.port, '127.0.0.1', () => socket.write(head(scene)));
    const dripping = setInterval(() => drip !== undefined && socket.write(drip), 1_000);
    socket.setEncoding('latin1').on('data', (text: string) => (said += text));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(dripping);
      const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(said)?.[1] ?? 0);
      resolve({ status, afterMs: performance.now() - startedAt });
    });
  });
}
