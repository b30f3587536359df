import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Connector } from '../../src/teams/connector.ts';
import { createChannel, type Channel } from '../support/channel.ts';
import { createConnectorHarness, type ConnectorHarness } from './connector-harness.ts';

const hello = { type: 'message', text: 'hello' };
const dayMs = 24 * 60 * 60_000;
const wrongHost = { status: 403, body: { error: { code: 'InvalidBotApiHost' } } };

let harness: ConnectorHarness;
let other: Channel;
let connector: Connector;

beforeEach(async () => {
  harness = await createConnectorHarness();
  other = await createChannel();
  connector = harness.create({ otherOrigin: other.url });
});

afterEach(async () => {
  await harness.close();
  await other.close();
});

const send = (conversationId = 'a:chat') =>
  connector.send({ serviceUrl: harness.channel.serviceUrl, conversationId }, hello);

/** Calls at the named host, and at the other. */
function counts(): readonly number[] {
  return [harness.channel.received.length, other.received.length];
}

test('a host that says that it is the wrong one: the same call goes to the other, and the next go there at once', async () => {
  harness.channel.script(wrongHost);

  expect(await send()).toMatchObject({ id: 'm1' });
  await send('b:chat');

  expect(counts()).toEqual([1, 2]);
  expect(other.received[0]).toEqual({ ...harness.channel.received[0], taken: { id: 'm1' } });
  expect(other.received[0]?.authorization).toBe('Bearer held');
});

test('both say so: that is the end, and the next asks the named host again', async () => {
  harness.channel.script(wrongHost, wrongHost);
  other.script(wrongHost, wrongHost);

  await expect(send()).rejects.toMatchObject({ status: 403, code: 'InvalidBotApiHost' });
  await expect(send()).rejects.toMatchObject({ status: 403, code: 'InvalidBotApiHost' });

  expect(counts()).toEqual([2, 2]);
});

test('the other says so later: the named host is asked again', async () => {
  harness.channel.script(wrongHost);
  await send();
  other.script(wrongHost);
  await expect(send()).rejects.toMatchObject({ code: 'InvalidBotApiHost' });

  await send();

  expect(counts()).toEqual([2, 2]);
});

test('what was learnt is asked about again after a day', async () => {
  harness.channel.script(wrongHost);
  await send();
  await harness.clock.advance(dayMs + 1);

  await send();

  expect(counts()).toEqual([2, 1]);
});

test('the other host’s weather is waited out there', async () => {
  harness.channel.script(wrongHost);
  other.script({ status: 503 });

  await send();

  expect(counts()).toEqual([1, 2]);
});

test.each([
  [403, 'NotEnoughPermissions'],
  [400, 'InvalidBotApiHost'],
  [421, undefined],
])('%i %s goes nowhere else', async (status, code) => {
  harness.channel.script({ status, body: { error: { code } } });

  await expect(send()).rejects.toMatchObject({ status });

  expect(counts()).toEqual([1, 0]);
});

test('where there is no other host, the token goes nowhere else', async () => {
  connector = harness.create();
  harness.channel.script(wrongHost);

  await expect(send()).rejects.toMatchObject({ code: 'InvalidBotApiHost' });

  expect(counts()).toEqual([1, 0]);
});
