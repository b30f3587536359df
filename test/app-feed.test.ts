/** The whole bot between a channel and a Defender: a room that subscribed is told of new alerts. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { emulatorEnvironment } from '../scripts/bot-process.ts';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { openState, type State } from '../src/state/state.ts';
import { createChannel, type Channel } from './support/channel.ts';
import { manualClock, type ManualClock } from './support/clock.ts';
import { eventually } from './support/eventually.ts';
import { isRecord } from './support/shape.ts';
import { post } from './teams/edge.ts';

const roomId = '19:room@thread.tacv2';

let emulator: Emulator;
let channel: Channel;
let clock: ManualClock;
let state: State;
let app: App;
let port: number;

beforeEach(async () => {
  clock = manualClock();
  emulator = await startEmulator({ realNow: () => clock.now(), arriving: { perHour: 240 } });
  channel = await createChannel();
  state = await openState({ file: ':memory:' });
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const config = readConfig({ BOT_AUTH: 'off', ...emulatorEnvironment(emulator.url) });
  app = createApp({ ...config, listen: { port: 0, host: '127.0.0.1' } }, { clock, random: () => 0, log, state });
  ({ port } = await app.start());
});

afterEach(async () => {
  const stopped = app.stop({ leadMs: 0, deadlineMs: 1_000 });
  await clock.advance(1_000);
  await stopped;
  await state.close();
  await channel.close();
  await emulator.close();
});

const begun = (): readonly unknown[] =>
  channel.received
    .filter(({ method, path }) => method === 'POST' && path === '/v3/conversations')
    .map(({ body }) => body);

test('in threads of its channel', async () => {
  const conversation = { id: `${roomId};messageid=1`, conversationType: 'channel' };
  const team = { tenant: { id: 'tenant' }, team: { id: '19:team@thread.tacv2' } };
  await post(port, channel.message({ text: 'subscribe alerts informational', conversation, channelData: team }), {});
  await eventually(() =>
    channel.received.some(({ body }) => isRecord(body) && body['summary'] === 'Subscribed: new alerts are told here'),
  );

  await clock.advance(30_000); // to the next look, and no further: its answers come by real sockets
  await eventually(() => begun().length > 0);

  expect(begun()[0]).toMatchObject({
    isGroup: true,
    channelData: { channel: { id: roomId } },
    activity: { type: 'message', summary: expect.stringMatching(/^(New alert on |\d+ new alerts)/) },
  });
});
