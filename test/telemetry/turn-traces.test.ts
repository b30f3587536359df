import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Attempt } from '../../src/defender/observe.ts';
import { startTelemetry } from '../../src/telemetry/start-telemetry.ts';
import type { Telemetry } from '../../src/telemetry/telemetry.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { startCollector, type Collector, type CollectedSpan } from '../support/collector.ts';
import { thrown } from '../support/thrown.ts';

let clock: ManualClock;
let collector: Collector;
let telemetry: Telemetry;
beforeEach(async () => {
  clock = manualClock();
  collector = await startCollector();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const way = { endpoint: collector.url, headers: {}, httpsProxy: undefined, noProxy: undefined };
  telemetry = startTelemetry({ ...way, serviceName: 'triage' }, { clock, log });
});
afterEach(() => collector.close());

const call: Attempt = { method: 'GET', endpoint: '/api/alerts/{id}', outcome: 200, durationMs: 250 };

/** A turn that waits, asks Defender once and is answered. */
async function turn(turnId: string, waitMs: number, attempt = call): Promise<object> {
  telemetry.turnBegan({ turnId, command: 'files' });
  await clock.sleep(waitMs);
  telemetry.onAttempt(attempt);
  const fields = telemetry.logFields();
  telemetry.turnEnded({ outcome: 'answered', delivered: 'posted' });
  return fields;
}

function turnOf(turnId: string): CollectedSpan | undefined {
  return collector.spans().find(({ attributes }) => attributes['turn.id'] === turnId);
}

test('turns side by side are traces of their own, each with its own calls and its own lines of the log', async () => {
  const turns = [telemetry.turn(() => turn('t1', 3_000)), telemetry.turn(() => turn('t2', 1_000))];
  await clock.advance(3_000);
  const lines = await Promise.all(turns);

  await telemetry.stop();

  for (const [at, turnId, durationMs] of [[0, 't1', 3_000] as const, [1, 't2', 1_000] as const]) {
    const span = turnOf(turnId);
    expect(span).toMatchObject({ name: 'turn', durationMs, isError: false });
    expect(lines[at]).toEqual({ traceId: span?.traceId });
    const calls = collector.spans().filter(({ traceId, name }) => traceId === span?.traceId && name !== 'turn');
    expect(calls).toEqual([
      expect.objectContaining({
        name: 'GET /api/alerts/{id}',
        parentSpanId: span?.spanId,
        durationMs: 250,
        isError: false,
      }),
    ]);
  }
});

test.each([
  [200, false, { 'http.response.status_code': 200 }],
  [404, true, { 'http.response.status_code': 404 }],
  ['unreachable', true, { 'error.type': 'unreachable' }],
] as const)('a call that ended with %s is an error: %s', async (outcome, isError, attributes) => {
  const work = telemetry.turn(() => turn('t1', 0, { ...call, outcome }));
  await clock.advance(0);
  await work;

  await telemetry.stop();

  const [span] = collector.spans().filter(({ name }) => name !== 'turn');
  expect(span).toMatchObject({ isError, attributes });
});

test('a turn that rejects has failed, and rejects as it did', async () => {
  const why = new Error('Teams takes nothing');
  const work = telemetry.turn(() => {
    telemetry.turnBegan({ turnId: 't1', command: 'help' });
    return Promise.reject(why);
  });

  expect(await thrown(work)).toBe(why);
  await telemetry.stop();
  const facts = { command: 'help', outcome: 'failed', delivered: 'failed' };
  expect(turnOf('t1')).toMatchObject({ isError: true, attributes: facts });
  expect(pointsOf('bot.turns')).toEqual([expect.objectContaining({ value: 1, attributes: facts })]);
});

test('what the bot does by itself is counted, and is in no trace', async () => {
  telemetry.onAttempt(call);
  telemetry.turnBegan({ turnId: 't1', command: 'help' });
  telemetry.turnEnded({ outcome: 'answered', delivered: 'posted' });

  expect(telemetry.logFields()).toEqual({});
  await telemetry.stop();
  expect(collector.spans()).toEqual([]);
  expect(pointsOf('defender.call.duration')).toEqual([expect.objectContaining({ count: 1, sum: 0.25 })]);
});

test('a turn that is not over is running', async () => {
  void telemetry.turn(() => new Promise(() => undefined));
  const work = telemetry.turn(() => Promise.resolve());
  await work;

  await telemetry.stop();

  expect(pointsOf('bot.turns.running')).toEqual([expect.objectContaining({ value: 1 })]);
});

function pointsOf(name: string): readonly object[] {
  return collector.metrics().find((metric) => metric.name === name)?.points ?? [];
}
