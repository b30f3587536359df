/** How the whole bot stops. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startEmulator } from '../emulator/emulator.ts';
import { emulatorEnvironment } from '../scripts/bot-process.ts';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { contextMaxAgeMs } from '../src/state/context.ts';
import { memory } from '../src/state/run-once.ts';
import { openState, type State } from '../src/state/state.ts';
import { noTelemetry } from '../src/telemetry/telemetry.ts';
import { createChannel, type Channel } from './support/channel.ts';
import { manualClock, type ManualClock } from './support/clock.ts';
import { eventually } from './support/eventually.ts';
import { post, raw } from './teams/edge.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let channel: Channel;
let clock: ManualClock;
let app: App;
let state: State;
let port: number;
/** Of the audit trail, as they were logged. */
let heads: unknown[];

beforeEach(async () => {
  channel = await createChannel();
  clock = manualClock();
  heads = [];
  const info = (fields: object): void => {
    if ('head' in fields) heads.push(fields.head);
  };
  const log = { ...silent, info };
  const config = readConfig({
    BOT_AUTH: 'off',
    DEFENDER_TENANT_ID: '11111111-aaaa-bbbb-cccc-0123456789ab',
    DEFENDER_CLIENT_ID: '00000000-aaaa-bbbb-cccc-0123456789ab',
    DEFENDER_CLIENT_SECRET: 'not used',
    DEFENDER_TOKEN_URL: 'http://127.0.0.1:9/token', // nobody is there
  });
  state = await openState({ file: ':memory:' });
  app = createApp({ ...config, listen: { port: 0, host: '127.0.0.1' } }, { clock, random: () => 0, log, state });
  ({ port } = await app.start());
});

afterEach(async () => {
  await state.close().catch(() => undefined); // a test may have closed it
  await channel.close();
});

/** One with nothing to do: else its port would keep the process. */
async function stopIdle(idle: App): Promise<void> {
  const stopped = idle.stop({ leadMs: 0, deadlineMs: 1_000 });
  await clock.advance(1_000);
  await stopped;
}

let ids = 0;

async function ask(): Promise<number> {
  const { status } = await post(port, channel.message({ id: `q${++ids}`, text: 'help' }), {});
  return status;
}

async function isReady(): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
}

test('a question that cannot be recorded is worth sending again, and is not answered', async () => {
  await state.close();

  expect(await ask()).toBe(503);
  expect(channel.received).toEqual([]);
  await stopIdle(app);
});

test('what was opened eight hours ago is not kept for longer than a minute more', async () => {
  const by = { personId: '29:ana', conversationId: 'c' };
  const openedAt = clock.now() - contextMaxAgeMs;
  await state.context.remember(by, { kind: 'alert', id: '636688558380765161_2136280442', openedAt });
  const isKept = async (): Promise<boolean> => (await state.context.latest(by, ['alert'], openedAt)) !== undefined;

  const before = await isKept();
  await clock.advance(memory.sweepMs);
  await stopIdle(app);

  expect([before, await isKept()]).toEqual([true, false]);
});

test('first it says that it is not ready, and still takes messages; then it takes none and finishes what it began', async () => {
  channel.script({ status: 201 }, 'hang');
  expect(await isReady()).toBe(true);

  const stopped = app.stop({ leadMs: 2_000, deadlineMs: 25_000 });
  await clock.advance(1_999);
  expect([await isReady(), await ask()]).toEqual([false, 200]);
  await eventually(() => channel.received.length === 1);
  expect(await ask()).toBe(200);
  await eventually(() => channel.received.length === 2); // and hangs

  await clock.advance(1);
  expect(await ask()).toBe(503);
  await clock.advance(15_000); // the attempt to send is given up

  expect(await stopped).toBe(true);
  await expect(fetch(`http://127.0.0.1:${port}/readyz`)).rejects.toThrow();
});

test('with nothing to do, and nobody to wait for, it stops at once', async () => {
  const startedAt = clock.now();

  const stopped = app.stop({ leadMs: 0, deadlineMs: 25_000 });
  await clock.advance(0);

  expect(await stopped).toBe(true);
  expect(clock.now()).toBe(startedAt);
});

test('the head of the audit trail is logged at the start, each hour and when all is answered', async () => {
  expect(heads).toEqual([expect.stringMatching(/^0:0{64}$/)]);

  await ask();
  await eventually(() => channel.received.length === 1);
  await clock.advance(60 * 60_000);
  expect(heads).toEqual([expect.anything(), expect.stringMatching(/^1:/)]);

  await ask();
  const stopped = app.stop({ leadMs: 0, deadlineMs: 25_000 });
  await eventually(() => channel.received.length === 2);
  await clock.advance(25_000);
  await stopped;
  expect(heads.at(-1)).toMatch(/^2:[\da-f]{64}$/);
});

test('all of it is over by its deadline, whoever hangs', async () => {
  channel.script('hang');
  const gone = raw(port, '');
  expect(await ask()).toBe(200);
  await eventually(() => channel.received.length === 1);

  const stopped = app.stop({ leadMs: 2_000, deadlineMs: 10_000 });
  await clock.advance(10_000);

  expect(await stopped).toBe(false);
  await gone;
  await clock.advance(5_000); // the attempt to send is given up
});

test('telling what is left has its part of the deadline, and no more', async () => {
  const telemetry = { ...noTelemetry, stopMs: 2_000, stop: () => clock.sleep(2_000) };
  const config = readConfig({ BOT_AUTH: 'off', ...emulatorEnvironment('http://127.0.0.1:9') });
  const told = createApp(
    { ...config, listen: { port: 0, host: '127.0.0.1' } },
    { clock, random: () => 0, log: silent, state, telemetry },
  );
  ({ port } = await told.start());
  channel.script('hang');
  expect(await ask()).toBe(200);
  await eventually(() => channel.received.length === 1);

  const stopped = told.stop({ leadMs: 0, deadlineMs: 10_000 });
  await clock.advance(10_000);

  expect(await stopped).toBe(false);
  await clock.advance(5_000); // the attempt to send is given up
  await stopIdle(app);
});

test('once it listens it says what its permissions allow, and while Entra ID is away that it does not know', async () => {
  const emulator = await startEmulator();
  const config = readConfig({ BOT_AUTH: 'off', ...emulatorEnvironment(emulator.url) });
  emulator.addFault({ kind: 'status', status: 503, match: '/token$', times: 1 });
  const logged: string[] = [];
  const note = (fields: object, text: string): void => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const log = { debug: note, info: note, warn: note, error: note };
  const other = createApp(
    { ...config, listen: { port: 0, host: '127.0.0.1' } },
    { clock, random: () => 0, log, state },
  );

  await other.start();
  await eventually(() => logged.some((line) => line.includes('no token was had')));
  await clock.advance(3_600_000);
  await eventually(() => logged.some((line) => /^what the permissions allow .*"files":"works"/.test(line)));

  await stopIdle(other);
  await stopIdle(app);
  await emulator.close();
});
