import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TokenSource } from '../../src/entra/token-source.ts';
import type { Connector } from '../../src/teams/connector.ts';
import { createChannel, type Channel, type Scripted } from '../support/channel.ts';
import type { ManualClock } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { createConnectorHarness, type ConnectorHarness } from './connector-harness.ts';

let harness: ConnectorHarness;
let channel: Channel;
let clock: ManualClock;
let waits: readonly number[];
let connector: Connector;

beforeEach(async () => {
  harness = await createConnectorHarness();
  ({ channel, clock, waits } = harness);
  connector = harness.create();
});

afterEach(async () => {
  await harness.close();
});

const to = () => ({ serviceUrl: channel.serviceUrl, conversationId: 'a:chat' });
const at = () => ({ ...to(), activityId: 'm1' });
const hello = { type: 'message', text: 'hello' };

const calls: Readonly<Record<string, () => Promise<unknown>>> = {
  POST: () => connector.send(to(), hello),
  PUT: () => connector.update(at(), hello),
  DELETE: () => connector.delete(at()),
};

async function call(method: string): Promise<unknown> {
  return calls[method]?.();
}

describe('another try', () => {
  test.each(
    ['POST', 'PUT', 'DELETE'].flatMap((method) => [412, 429, 502, 503, 504].map((status) => [method, status] as const)),
  )('%s is repeated after %i', async (method, status) => {
    channel.script({ status, body: '<html>' }, { status, body: '' });

    await call(method);

    expect(channel.received.map((each) => each.method)).toEqual([method, method, method]);
    expect(waits).toEqual([500, 1_000]);
  });

  test.each(
    ['POST', 'PUT', 'DELETE'].flatMap((method) =>
      [400, 403, 404, 413, 500, 501].map((status) => [method, status] as const),
    ),
  )('%s is not repeated after %i', async (method, status) => {
    channel.script({ status, body: { error: { code: 'SomeCode', message: 'words' } } });

    await expect(call(method)).rejects.toMatchObject({ name: 'ConnectorError', status, code: 'SomeCode' });
    expect(channel.received).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  test.each<[string, string, readonly number[]]>([
    ['seconds', '7', [7_000]],
    ['a date', 'Tue, 24 Nov 2026 14:03:25 GMT', [3_000]],
    ['a date that has gone by', 'Tue, 24 Nov 2026 14:03:00 GMT', [0]],
    ['nonsense', 'soon', [500]],
  ])('waits as Retry-After says in %s', async (_, value, expected) => {
    channel.script({ status: 429, headers: { 'retry-after': value } });

    await connector.send(to(), hello);

    expect(waits).toEqual(expected);
  });

  test('does not wait for a Retry-After of more than a minute', async () => {
    channel.script({ status: 429, headers: { 'retry-after': '61' }, body: { error: { code: 'Throttled' } } });

    await expect(connector.send(to(), hello)).rejects.toMatchObject({ status: 429, code: 'Throttled' });
    expect(waits).toEqual([]);
  });

  test('is not made for what Teams’ limits leave no room for', async () => {
    channel.script({ status: 429, headers: { 'retry-after': '400' } });
    await expect(call('PUT')).rejects.toMatchObject({ status: 429 });

    await expect(call('PUT')).rejects.toMatchObject({ status: undefined, code: 'SendLimitReached' });
    expect(waits).toEqual([]);
  });

  test('ends after four', async () => {
    channel.script(...Array.from({ length: 4 }, (): Scripted => ({ status: 503 })));

    await expect(connector.send(to(), hello)).rejects.toMatchObject({ status: 503 });
    expect(waits).toEqual([500, 1_000, 2_000]);
  });

  test('comes after half to the whole of the backoff', async () => {
    connector = harness.create({ random: () => 0 });
    channel.script({ status: 502 }, { status: 502 });

    await connector.send(to(), hello);

    expect(waits).toEqual([250, 500]);
  });
});

describe('a send in haste', () => {
  const hasty = () => connector.send(to(), { type: 'typing' }, { onceWithinMs: 3_000 });

  test.each([412, 429, 502, 503, 504])('is not repeated after %i', async (status) => {
    channel.script({ status });

    await expect(hasty()).rejects.toMatchObject({ status });
    expect(await connector.send(to(), hello)).toMatchObject({ id: 'm1' });
    expect(waits).toEqual([]);
  });

  test('is not repeated where no connection was made', async () => {
    const gone = await createChannel();
    await gone.close();
    connector = harness.create({ mayServe: () => true });

    await expect(
      connector.send({ ...to(), serviceUrl: gone.serviceUrl }, { type: 'typing' }, { onceWithinMs: 3_000 }),
    ).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(waits).toEqual([]);
  });

  test('is given up when its time is over', async () => {
    channel.script('hang');
    const refused = expect(hasty()).rejects.toMatchObject({ name: 'ConnectorError', code: 'TIMEOUT' });
    await eventually(() => channel.received.length === 1);

    await clock.advance(3_000);

    await refused;
  });

  test('holds up nothing: what comes after it goes out at once', async () => {
    channel.script('hang');
    const refused = expect(hasty()).rejects.toMatchObject({ name: 'ConnectorError', code: 'Overtaken' });
    await eventually(() => channel.received.length === 1);

    expect(await connector.send(to(), hello)).toMatchObject({ id: 'm1' });
    await refused;
  });

  test('is not made where something else goes out already', async () => {
    channel.script('hang');
    const answer = expect(connector.send(to(), hello)).rejects.toMatchObject({ code: 'TIMEOUT' });
    await eventually(() => channel.received.length === 1);

    await expect(hasty()).rejects.toMatchObject({ code: 'Overtaken' });
    await clock.advance(15_000);
    await answer;
    expect(channel.received).toHaveLength(1);
  });

  test('waits no longer for the token either', async () => {
    const token: TokenSource = ({ signal }) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))); // as a token source does
    connector = harness.create({ token });
    const refused = expect(hasty()).rejects.toMatchObject({ name: 'ConnectorError', code: 'NotSentInTime' });

    await clock.advance(3_000);

    await refused;
    expect(channel.received).toEqual([]);
  });
});

describe('a call whose fate nobody knows', () => {
  test('is not repeated where it could show a message twice', async () => {
    channel.script('reset');

    await expect(connector.send(to(), hello)).rejects.toMatchObject({ name: 'ConnectorError', status: undefined });
    expect(channel.received).toHaveLength(1);
  });

  test.each(['PUT', 'DELETE'])('is repeated as %s, which comes to the same', async (method) => {
    channel.script('reset');

    await call(method);

    expect(channel.received).toHaveLength(2);
  });

  test.each([
    ['POST', 1],
    ['PUT', 4],
  ])('is a %s without an answer within 15 s: %i attempts', async (method, attempts) => {
    channel.script(...Array.from({ length: attempts }, (): Scripted => 'hang'));
    const refused = expect(call(method)).rejects.toMatchObject({ code: 'TIMEOUT' });

    for (let i = 1; i <= attempts; i++) {
      await eventually(() => channel.received.length === i);
      await clock.advance(15_000);
    }

    await refused;
    expect(channel.received).toHaveLength(attempts);
  });

  test('is none where no connection was made: then even a message is sent again', async () => {
    const gone = await createChannel();
    await gone.close();
    connector = harness.create({ mayServe: () => true });

    await expect(connector.send({ ...to(), serviceUrl: gone.serviceUrl }, hello)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    expect(waits).toEqual([500, 1_000, 2_000]);
  });

  test('is none where the answer breaks off after its status', async () => {
    channel.script({ status: 201, headers: { 'content-length': '100' }, body: '{' });
    const sending = connector.send(to(), hello);
    await eventually(() => channel.received.length === 1);

    await clock.advance(15_000);

    expect(await sending).toMatchObject({ id: undefined });
  });
});
