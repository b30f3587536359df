/** The whole bot, on a clock twenty times as fast: Defender's quota of 100 calls a minute would else be what is measured. */

import { createApp } from '../src/app.ts';
import { systemClock, type Clock } from '../src/clock.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { openState } from '../src/state/state.ts';

const speed = 20;
const start = systemClock.now();
const clock: Clock = {
  now: () => start + (systemClock.now() - start) * speed,
  sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
};

const config = readConfig();
const log = createLog(config.logLevel);
const state = await openState(config.state, { clock, log });
const app = createApp(config, { clock, random: Math.random, log, state });
await app.start();
