import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Agent } from 'undici';
import { TokenError, type TokenSource } from '../../src/entra/token-source.ts';
import { createConnector, type Connector, type ConnectorOptions } from '../../src/teams/connector.ts';
import { serviceUrlAmong } from '../../src/teams/service-url.ts';
import { createChannel, type Channel, type Scripted } from '../support/channel.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { eventually } from './edge.ts';

let channel: Channel;
let clock: ManualClock;
let dispatcher: Agent;
/** Waits between attempts, in ms; they cost no time here. Deadlines of attempts run on the manual clock. */
let waits: number[];
let connector: Connector;

function create(options: Partial<ConnectorOptions> = {}): Connector {
  const patient = {
    now: () => clock.now(),
    sleep(ms: number, signal?: AbortSignal) {
      if (signal !== undefined) return clock.sleep(ms, signal);
      waits.push(ms);
      return Promise.resolve();
    },
  };
  const token: TokenSource = ({ refresh }) => Promise.resolve(refresh ? 'fresh' : 'held');
  const mayServe = serviceUrlAmong({ teams: [], extra: [channel.host] });
  return createConnector({ token, mayServe, dispatcher, clock: patient, random: () => 1, ...options });
}

beforeEach(async () => {
  channel = await createChannel();
  clock = manualClock();
  dispatcher = new Agent();
  waits = [];
  connector = create();
});

afterEach(async () => {
  await dispatcher.destroy();
  await channel.close();
});

const to = (conversationId = 'a:chat') => ({ serviceUrl: channel.serviceUrl, conversationId });
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

describe('addresses', () => {
  test('a message goes to its conversation, or into the thread that it replies to', async () => {
    const sent = await connector.send(to('19:x@thread.tacv2;messageid=17/../5'), hello);
    await connector.send({ ...to(), replyToId: 'q?1' }, hello);

    expect(sent).toEqual(expect.objectContaining({ id: 'm1' }));
    expect(channel.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D17%2F..%2F5/activities',
      'POST /v3/conversations/a%3Achat/activities/q%3F1',
    ]);
    expect(channel.received[0]).toMatchObject({ body: hello, authorization: 'Bearer held' });
  });

  test('an edit and a removal name their message', async () => {
    await connector.update(at(), hello);
    await connector.delete(at());

    expect(channel.received).toMatchObject([
      { method: 'PUT', path: '/v3/conversations/a%3Achat/activities/m1', body: hello },
      { method: 'DELETE', path: '/v3/conversations/a%3Achat/activities/m1', body: undefined },
    ]);
  });

  test('the token goes to no host that is not on the list', async () => {
    connector = create({ mayServe: serviceUrlAmong({ teams: ['smba.trafficmanager.net'], extra: [] }) });

    await expect(connector.send(to(), hello)).rejects.toMatchObject({ code: 'ServiceUrlNotAllowed' });
    expect(channel.received).toEqual([]);
  });

  test('without a token source there is no authorization', async () => {
    connector = create({ token: undefined });

    await connector.send(to(), hello);

    expect(channel.received[0]?.authorization).toBeUndefined();
  });
});

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

  test('ends after four', async () => {
    channel.script(...Array.from({ length: 4 }, (): Scripted => ({ status: 503 })));

    await expect(connector.send(to(), hello)).rejects.toMatchObject({ status: 503 });
    expect(waits).toEqual([500, 1_000, 2_000]);
  });

  test('comes after half to the whole of the backoff', async () => {
    connector = create({ random: () => 0 });
    channel.script({ status: 502 }, { status: 502 });

    await connector.send(to(), hello);

    expect(waits).toEqual([250, 500]);
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
    connector = create({ mayServe: () => true });

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

describe('401', () => {
  test('gets one fresh token', async () => {
    channel.script({ status: 401 });

    await connector.send(to(), hello);

    expect(channel.received.map(({ authorization }) => authorization)).toEqual(['Bearer held', 'Bearer fresh']);
  });

  test('with the fresh token too is the end', async () => {
    channel.script({ status: 401 }, { status: 401, body: { error: { code: 'BotNotRegistered' } } });

    await expect(connector.send(to(), hello)).rejects.toMatchObject({ status: 401, code: 'BotNotRegistered' });
    expect(waits).toEqual([]);
  });

  test('and no token to be had: nothing is sent', async () => {
    connector = create({ token: () => Promise.reject(new TokenError('No token', { code: 'invalid_client' })) });

    await expect(connector.send(to(), hello)).rejects.toMatchObject({ name: 'TokenError', code: 'invalid_client' });
    expect(channel.received).toEqual([]);
  });
});

describe('an answer', () => {
  test.each<[string, unknown]>([
    ['no JSON', '<html>'],
    ['null', null],
    ['a list', []],
    ['an id that is no text', { id: 7 }],
    ['more than 64 KB', { id: 'x'.repeat(70_000) }],
  ])('of %s is a message without an id', async (_, body) => {
    channel.script({ status: 201, body });

    expect((await connector.send(to(), hello)).id).toBeUndefined();
  });

  test.each<[unknown]>([[{ error: { code: 'a b\nc' } }], [{ error: { code: 7 } }], [{ error: 'x' }], ['x'], [null]])(
    'that refuses with %j has no code',
    async (body) => {
      channel.script({ status: 400, body });

      await expect(connector.send(to(), hello)).rejects.toMatchObject({ status: 400, code: undefined });
    },
  );

  test('that refuses leaves neither token nor link in the error', async () => {
    channel.script({ status: 413, body: { error: { code: 'MessageSizeTooBig', message: `held ${channel.url}` } } });

    const error = await connector.send(to(), hello).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ message: 'The connector did not take a POST: 413 MessageSizeTooBig' });
    expect(JSON.stringify(error)).not.toMatch(/held|http/);
  });
});

describe('order', () => {
  test('one conversation’s messages go out one after the other, whatever the weather', async () => {
    channel.script({ status: 429, headers: { 'retry-after': '1' } }, { status: 502 });

    await Promise.all([
      connector.send(to(), { text: '1' }),
      connector.update(at(), { text: '2' }),
      connector.send(to(), { text: '3' }),
    ]);

    expect(channel.received.map(({ body }) => (body as { text: string }).text)).toEqual(['1', '1', '1', '2', '3']); // as sent
  });

  test('a message that fails does not hold up the next', async () => {
    channel.script({ status: 413 });

    const results = await Promise.allSettled([connector.send(to(), hello), connector.send(to(), hello)]);

    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  test('another conversation does not wait', async () => {
    channel.script('hang');
    const stuck = connector.send(to(), hello);
    await eventually(() => channel.received.length === 1);

    await connector.send(to('b:other'), hello);

    const refused = expect(stuck).rejects.toMatchObject({ code: 'TIMEOUT' });
    await clock.advance(15_000);
    await refused;
  });
});
