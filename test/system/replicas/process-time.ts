/**
 * Loaded before `src/main.ts`: its clock is the stage's. What else the process does by time, such as giving up a
 * connection, goes by the machine's.
 */

import { once } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import timers from 'node:timers/promises';
import { timeAt, type Pace } from './time.ts';

const realNow = Date.now;
const realSleep = timers.setTimeout;

let pace: Pace = { realMs: 0, ownMs: 0, speed: 1 };
let changed = new AbortController();

const now = (): number => timeAt(pace, realNow());

async function sleep<T>(ms: number, value: T, { signal }: { readonly signal?: AbortSignal } = {}): Promise<T> {
  const until = now() + ms;
  do {
    const either = AbortSignal.any([changed.signal, ...(signal === undefined ? [] : [signal])]);
    const waited = realSleep(Math.max(0, until - now()) / pace.speed, undefined, { signal: either });
    await waited.catch((error: unknown) => {
      if (signal?.aborted === true) throw error;
    });
  } while (now() < until);
  return value;
}

const socket = connect(Number(process.env['STAGE_TIME_PORT']), '127.0.0.1');
const paces = createInterface(socket);
paces.on('line', (line) => {
  pace = JSON.parse(line) as Pace; // from the stage
  changed.abort();
  changed = new AbortController();
  socket.write('heard\n');
});
await once(paces, 'line');
socket.unref(); // it keeps nobody alive

Object.assign(Date, { now: () => Math.round(now()) });
Object.assign(timers, { setTimeout: sleep });
syncBuiltinESMExports();
