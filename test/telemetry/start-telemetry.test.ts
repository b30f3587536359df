import { expect, test } from '@jest/globals';
import { alerts } from '../../emulator/data/ids.ts';
import { fullApp } from '../../emulator/identity.ts';
import { textOf } from '../repo/files.ts';
import { tenantId } from '../support/channel.ts';
import type { CollectedPoint } from '../support/collector.ts';
import { key, watching } from './watching.ts';

const watched = watching();

test('a turn is one trace, which a card’s reference finds: the turn, each call at Defender, each message', async () => {
  const { collector, start } = watched();
  const bot = await start();
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
  const { collector, start } = watched();
  const bot = await start();
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
  const { channel, start } = watched();
  const bot = await start();
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
  const points =
    watched()
      .collector.metrics()
      .find((metric) => metric.name === name)?.points ?? [];
  return points.find(
    (point) =>
      JSON.stringify(Object.entries(point.attributes).sort()) === JSON.stringify(Object.entries(attributes).sort()),
  );
}

test('what is told holds no id, no name, no typed word, no evidence and no secret', async () => {
  const { collector, start } = watched();
  const bot = await start();
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
  const { collector, start } = watched();
  const bot = await start();
  collector.manner = { status: 401, body: `the key ${key} is not good` };
  await bot.ask('help');

  await bot.stop();

  expect(collector.requests.length).toBeGreaterThan(0);
  expect(collector.requests.every(({ headers }) => JSON.stringify(headers).includes(key))).toBe(true);
  expect(bot.logged).toContainEqual({ signal: expect.any(String), code: 401, text: 'telemetry did not arrive' });
  expect(JSON.stringify(bot.logged)).not.toContain(key);
});
