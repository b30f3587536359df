/** The whole bot and an invoke of a card: it is closed at once, and answered when its answer is there. */

import { expect, test } from '@jest/globals';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { emulatorEnvironment } from '../scripts/bot-process.ts';
import { openState, type State } from '../src/state/state.ts';
import { createChannel } from './support/channel.ts';
import { manualClock } from './support/clock.ts';
import { eventually } from './support/eventually.ts';
import { post } from './teams/edge.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

test('a press that comes as an invoke is closed while its turn runs; its card goes by the connector', async () => {
  const [channel, clock] = [await createChannel(), manualClock()];
  const state = await openState({ file: ':memory:' });
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  const append: State['audit']['append'] = async (record) => {
    await released;
    return state.audit.append(record);
  };
  const config = readConfig({ BOT_AUTH: 'off', ...emulatorEnvironment('http://127.0.0.1:9') });
  const app = createApp(
    { ...config, listen: { port: 0, host: '127.0.0.1' } },
    { clock, random: () => 0, log: silent, state: { ...state, audit: { ...state.audit, append } } },
  );
  const { port } = await app.start();
  const value = { action: { data: { command: 'help', words: [] } } };

  const reply = await post(
    port,
    channel.message({ id: 'q1', type: 'invoke', name: 'adaptiveCard/action', text: undefined, value }),
    {},
  );

  expect([reply.status, JSON.parse(reply.text)]).toMatchObject([200, { statusCode: 200, value: 'Answered.' }]);
  expect(channel.received).toEqual([]);
  release(undefined);
  await eventually(() => channel.received.length === 1);
  expect(JSON.stringify(channel.received)).toContain('What I can do');
  const stopped = app.stop({ leadMs: 0, deadlineMs: 1_000 });
  await clock.advance(1_000);
  await stopped;
  await state.close();
  await channel.close();
});
