import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TokenError } from '../../src/entra/token-source.ts';
import type { Connector } from '../../src/teams/connector.ts';
import { serviceUrlAmong } from '../../src/teams/service-url.ts';
import type { Channel } from '../support/channel.ts';
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

const to = (conversationId = 'a:chat') => ({ serviceUrl: channel.serviceUrl, conversationId });
const at = () => ({ ...to(), activityId: 'm1' });
const hello = { type: 'message', text: 'hello' };

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
    connector = harness.create({ mayServe: serviceUrlAmong({ teams: ['smba.trafficmanager.net'], extra: [] }) });

    await expect(connector.send(to(), hello)).rejects.toMatchObject({ code: 'ServiceUrlNotAllowed' });
    expect(channel.received).toEqual([]);
  });

  test('without a token source there is no authorization', async () => {
    connector = harness.create({ token: undefined });

    await connector.send(to(), hello);

    expect(channel.received[0]?.authorization).toBeUndefined();
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
    connector = harness.create({ token: () => Promise.reject(new TokenError('No token', { code: 'invalid_client' })) });

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
