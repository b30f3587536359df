/** The whole bot while its database is away: whoever asks is told, and it comes back by itself. */

import { expect, test } from '@jest/globals';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { emulatorEnvironment } from '../scripts/bot-process.ts';
import { StateError } from '../src/state/errors.ts';
import { openState } from '../src/state/state.ts';
import { createChannel } from './support/channel.ts';
import { manualClock } from './support/clock.ts';
import { eventually } from './support/eventually.ts';
import { post } from './teams/edge.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

test.each(['message', 'invoke'])(
  'a %s is refused with a card, and answered once the database is back',
  async (type) => {
    const channel = await createChannel();
    const clock = manualClock();
    const state = await openState({ file: ':memory:' });
    let isAway = true;
    const begin: typeof state.activities.begin = (...of) =>
      isAway ? Promise.reject(new StateError('PostgreSQL is away')) : state.activities.begin(...of);
    const config = readConfig({ BOT_AUTH: 'off', ...emulatorEnvironment('http://127.0.0.1:9') });
    const app = createApp(
      { ...config, listen: { port: 0, host: '127.0.0.1' } },
      { clock, random: () => 0, log: silent, state: { ...state, activities: { ...state.activities, begin } } },
    );
    const { port } = await app.start();
    const name = type === 'invoke' ? { name: 'adaptiveCard/action', value: {} } : {};
    const ask = async (): Promise<number> =>
      (await post(port, channel.message({ id: 'q1', type, text: 'help', ...name }), {})).status;

    expect(await ask()).toBe(200);
    await eventually(() => channel.received.length === 1);
    expect(JSON.stringify(channel.received[0])).toContain('I could not record who asked for this, so it is not done.');
    isAway = false;
    expect(await ask()).toBe(200);
    await eventually(() => channel.received.length === 2);
    expect(JSON.stringify(channel.received[1])).not.toContain('could not record');

    const stopped = app.stop({ leadMs: 0, deadlineMs: 1_000 });
    await clock.advance(1_000);
    await stopped;
    await state.close();
    await channel.close();
  },
);
