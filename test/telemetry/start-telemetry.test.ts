/** The whole bot, watched by a collector. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alerts } from '../../emulator/data/ids.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { fullApp } from '../../emulator/identity.ts';
import { emulatorEnvironment } from '../../scripts/bot-process.ts';
import { createApp, type App } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { withFields } from '../../src/log.ts';
import { openState } from '../../src/state/state.ts';
import { openTelemetry } from '../../src/telemetry/open-telemetry.ts';
import type { TelemetryWays } from '../../src/telemetry/start-telemetry.ts';
import { textOf } from '../repo/files.ts';
import { createChannel, tenantId, type Channel } from '../support/channel.ts';
import { startCollector, type Collector, type CollectedPoint } from '../support/collector.ts';
import { eventually } from '../support/eventually.ts';
import { post } from '../teams/edge.ts';

const key = 'k3y-of-the-collector';

let channel: Channel;
let collector: Collector;
let emulator: Emulator;
beforeEach(async () => {
  [channel, collector, emulator] = await Promise.all([createChannel(), startCollector(), startEmulator()]);
});
afterEach(() => Promise.all([channel.close(), collector.close(), emulator.close()]));

interface Watched {
  readonly logged: readonly Readonly<Record<string, unknown>>[];
  /** Asks, and waits for the answer. */
  ask(text: string, fields?: object, headers?: Record<string, string>): Promise<number>;
  /** With it all that is left to tell is told. */
  stop(): Promise<boolean>;
}

/** No export is tried again within this time, so that none outlives its test. */
const impatient = { exportTimeoutMs: 500 };

/** @param ways - of the telemetry alone. */
async function startWatched(ways: Partial<TelemetryWays> = {}): Promise<Watched> {
  const logged: Record<string, unknown>[] = [];
  const note = (fields: object, text: string): void => void logged.push({ ...fields, text });
  const plain = { debug: note, info: note, warn: note, error: note };
  const config = readConfig({
    BOT_AUTH: 'off',
    ...emulatorEnvironment(emulator.url),
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: `x-key=${key}`,
  });
  const state = await openState({ file: ':memory:' });
  const telemetry = await openTelemetry(config.telemetry, { clock: systemClock, log: plain, ...ways });
  const log = withFields(plain, telemetry.logFields);
  const app: App = createApp(
    { ...config, listen: { port: 0, host: '127.0.0.1' } },
    { clock: systemClock, random: () => 0, log, state, telemetry },
  );
  const { port } = await app.start();
  let asked = 0;
  return {
    logged,
    async ask(text, fields = {}, headers = {}) {
      const { status } = await post(port, channel.message({ id: `q${++asked}`, text, ...fields }), headers);
      if (status === 200)
        await eventually(() => logged.filter(({ text: said }) => String(said).startsWith('turn ')).length === asked);
      return status;
    },
    async stop() {
      const isDone = await app.stop({ leadMs: 0, deadlineMs: 5_000 });
      await state.close();
      return isDone;
    },
  };
}

test('a turn is one trace, which a card’s reference finds: the turn, each call at Defender, each message', async () => {
  const bot = await startWatched();
  await bot.ask(`files ${alerts.hackTool}`);

  await bot.stop();

  const turns = collector.spans().filter(({ name }) => name === 'turn');
  const line = bot.logged.find(({ text }) => text === 'turn answered');
  expect(turns).toHaveLength(1);
  expect(turns[0]).toMatchObject({
    parentSpanId: undefined,
    isError: false,
    traceId: line?.['traceId'],
    attributes: { 'turn.id': line?.['turnId'], command: 'files', outcome: 'answered', delivered: 'posted' },
  });
  const inside = collector.spans().filter(({ parentSpanId }) => parentSpanId === turns[0]?.spanId);
  expect(new Set(inside.map(({ name }) => name))).toEqual(
    new Set(['GET /api/alerts/{id}', 'GET /api/alerts/{id}/files', 'GET /api/files/{id}/stats', 'teams send POST']),
  );
  expect(inside.every(({ traceId }) => traceId === turns[0]?.traceId)).toBe(true);
  expect(inside.find(({ name }) => name === 'GET /api/alerts/{id}')?.attributes).toEqual({
    'http.request.method': 'GET',
    'url.template': '/api/alerts/{id}',
    'http.response.status_code': 200,
  });
});

test('the metrics are those that docs/operations.md describes, each of its kind and unit', async () => {
  const bot = await startWatched();
  await bot.ask(`files ${alerts.hackTool}`);
  await bot.ask('help', {}, { origin: 'https://evil.example' });

  await bot.stop();

  const table = [...textOf('docs/operations.md').matchAll(/^\| `([\w.]+)` +\| ([\w -]+?) +\| ([^|]+?) +\|/gm)];
  expect(
    collector
      .metrics()
      .map(({ name, kind, unit }) => [name, kind, unit])
      .sort(),
  ).toEqual(table.map(([, name, kind, unit]) => [name, kind, unit]).sort());
});

test('turns, calls, quota, refusals and sizes are counted by closed words', async () => {
  const bot = await startWatched();
  await bot.ask(`files ${alerts.hackTool}`);
  await bot.ask(`files ${alerts.hackTool.replace('6', '7')}`);
  await bot.ask('xyzzy');
  expect(await bot.ask('help', {}, { origin: 'https://evil.example' })).toBe(403);

  await bot.stop();

  const [files, failed, unknown] = [
    { command: 'files', outcome: 'answered' },
    { command: 'files', outcome: 'failed' },
    { command: 'none', outcome: 'refused' },
  ];
  for (const by of [files, failed, unknown]) {
    expect(pointOf('bot.turns', { ...by, delivered: 'posted' })?.value).toBe(1);
    expect(pointOf('bot.turn.duration', by)?.count).toBe(1);
  }
  expect(pointOf('bot.turns.running', {})?.value).toBe(0);
  expect(
    pointOf('defender.call.duration', { method: 'GET', endpoint: '/api/alerts/{id}/files', outcome: '404' })?.count,
  ).toBe(1);
  const alert = { endpoint: '/api/alerts/{id}/files' };
  expect(pointOf('defender.quota.left', { ...alert, window: '60 s' })?.value).toBe(98);
  expect(pointOf('defender.quota.left', { ...alert, window: '3600 s' })?.value).toBe(1_498);
  expect(pointOf('defender.quota.wait', { ...alert, urgency: 'interactive', outcome: 'served' })?.count).toBe(2);
  expect(pointOf('bot.refused', { reason: 'browser' })?.value).toBe(1);
  expect(pointOf('teams.call.duration', { method: 'POST', kind: 'send', outcome: '201' })?.count).toBe(3);
  expect(pointOf('teams.limit.wait', { kind: 'send', outcome: 'served' })?.count).toBe(3);
  const sizes = channel.received.map(({ body }) => JSON.stringify(body).length).reduce((sum, units) => sum + units, 0);
  expect(pointOf('teams.message.size', { method: 'POST' })).toMatchObject({ count: 3, sum: sizes });
});

function pointOf(name: string, attributes: object): CollectedPoint | undefined {
  const points = collector.metrics().find((metric) => metric.name === name)?.points ?? [];
  return points.find(
    (point) =>
      JSON.stringify(Object.entries(point.attributes).sort()) === JSON.stringify(Object.entries(attributes).sort()),
  );
}

test('what is told holds no id, no name, no typed word, no evidence and no secret', async () => {
  const bot = await startWatched();
  await bot.ask(`files ${alerts.hackTool}`);
  await bot.ask('file s3cr3t-word', { conversation: { id: 'a:0f9e8d', conversationType: 'personal', tenantId } });

  await bot.stop();

  const bodies = collector.requests.map(({ body }) => body).join('\n');
  expect(bodies).toContain('/api/alerts/{id}/files');
  const { clientId, clientSecret = '' } = fullApp;
  const words = [
    alerts.hackTool,
    'kms.exe',
    'HackTool',
    'LAPTOP-042',
    's3cr3t-word',
    'a:chat',
    'a:0f9e8d',
    '29:ana',
    'Ana',
  ];
  const secrets = [tenantId, clientId, clientSecret, key, 'Bearer', 'eyJ', '22222222-aaaa', '127.0.0.1', 'sig='];
  expect([...words, ...secrets].filter((word) => bodies.includes(word))).toEqual([]);
});

test('the collector gets the headers that it asks for, and the log does not', async () => {
  const bot = await startWatched();
  collector.manner = { status: 401, body: `the key ${key} is not good` };
  await bot.ask('help');

  await bot.stop();

  expect(collector.requests.length).toBeGreaterThan(0);
  expect(collector.requests.every(({ headers }) => JSON.stringify(headers).includes(key))).toBe(true);
  expect(bot.logged).toContainEqual({ signal: expect.any(String), code: 401, text: 'telemetry did not arrive' });
  expect(JSON.stringify(bot.logged)).not.toContain(key);
});

/** Chats of their own, so that the limits of Teams hold up nothing. */
function inChat(chat: number): object {
  return { conversation: { id: `a:chat${chat}`, conversationType: 'personal', tenantId } };
}

describe('a collector that is away costs the bot nothing', () => {
  test('down: everybody is answered, and the log says so', async () => {
    const bot = await startWatched({ limits: impatient });
    await collector.close();
    await bot.ask('help');
    await bot.ask(`files ${alerts.hackTool}`);

    expect(await bot.stop()).toBe(true);
    expect(channel.received).toHaveLength(2);
    expect(bot.logged).toContainEqual({
      signal: expect.any(String),
      code: 'ECONNREFUSED',
      text: 'telemetry did not arrive',
    });
    collector = await startCollector();
  });

  test('silent: everybody is answered, and the stop gives it 2 s and no more', async () => {
    const slept: number[] = [];
    const sleep = (ms: number): Promise<void> => {
      slept.push(ms);
      return eventually(() => collector.requests.length === 2);
    };
    const bot = await startWatched({ clock: { ...systemClock, sleep } });
    collector.manner = 'hang';
    await bot.ask('help');

    expect(await bot.stop()).toBe(true);
    expect(slept).toEqual([2_000]);
    expect(channel.received).toHaveLength(1);
    expect(collector.requests.map(({ path }) => path).sort()).toEqual(['/v1/metrics', '/v1/traces']);
    expect(bot.logged.map(({ text }) => text)).not.toContain('telemetry did not arrive'); // it still waits for it
    collector.release();
  });

  test('silent for long: what does not fit is dropped', async () => {
    const bot = await startWatched({ limits: { spans: 4, spansPerExport: 2, exports: 20 } });
    collector.manner = 'hang';
    for (let chat = 0; chat < 10; chat++) await bot.ask('help', inChat(chat)); // two spans each

    collector.release();
    await bot.stop();

    expect(channel.received).toHaveLength(10);
    expect(collector.spans()).toHaveLength(6); // two were on their way, four waited
  });

  test('back again: all that waited for it is told at the end, however much', async () => {
    const bot = await startWatched({ limits: { spans: 8, spansPerExport: 2 } });
    collector.manner = 'hang';
    for (let chat = 0; chat < 5; chat++) await bot.ask('help', inChat(chat)); // two spans each

    const stopped = bot.stop();
    collector.release();
    await stopped;

    expect(collector.spans()).toHaveLength(10);
  });
});
