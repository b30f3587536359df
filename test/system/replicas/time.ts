/** The time of a stage: real until it jumps or runs faster, and the same for all who share it. */

import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** At `realMs` by the machine's clock it was `ownMs`; since then it runs `speed` times as fast. */
export interface Pace {
  readonly realMs: number;
  readonly ownMs: number;
  readonly speed: number;
}

export function timeAt({ realMs, ownMs, speed }: Pace, nowMs: number): number {
  return ownMs + (nowMs - realMs) * speed;
}

export interface SharedTime {
  /** Where processes hear of each change: a line of JSON, which they answer with a line. */
  readonly port: number;
  now(): number;
  /** Resolves when the database, and then all processes that live, go by it. */
  change(to: { readonly speed?: number; readonly advanceMs?: number }): Promise<void>;
  close(): void;
}

/** @param tellDatabase - before the others: whoever wakes by it asks there. */
export async function createSharedTime(tellDatabase: (pace: Pace) => Promise<void>): Promise<SharedTime> {
  let pace: Pace = { realMs: Date.now(), ownMs: Date.now(), speed: 1 };
  const listeners = new Set<Socket>();
  const server = createServer((socket) => {
    listeners.add(socket);
    socket.on('error', () => undefined).on('close', () => listeners.delete(socket));
    void tell(socket);
  }).listen(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), tellDatabase(pace)]);
  const address = server.address();

  function tell(socket: Socket): Promise<void> {
    socket.write(`${JSON.stringify(pace)}\n`);
    return new Promise((heard) => {
      const done = (): void => {
        socket.off('data', done).off('close', done);
        heard();
      };
      socket.on('data', done).on('close', done);
    });
  }

  const now = (): number => timeAt(pace, Date.now());
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    now,
    async change({ speed = pace.speed, advanceMs = 0 }) {
      pace = { realMs: Date.now(), ownMs: now() + advanceMs, speed };
      await tellDatabase(pace);
      await Promise.all([...listeners].map(tell));
    },
    close() {
      server.close();
      for (const socket of listeners) socket.destroy();
    },
  };
}
