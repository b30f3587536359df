import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isClosed } from '../../src/teams/closed.ts';
import type { Connector, LookUps } from '../../src/teams/connector.ts';
import type { Channel } from '../support/channel.ts';
import { eventually } from '../support/eventually.ts';
import { createConnectorHarness, type ConnectorHarness } from './connector-harness.ts';

const dayMs = 24 * 60 * 60_000;
const room = '19:room@thread.tacv2';
const thread = `${room};messageid=1`;
const sibling = `${room};messageid=2`;
const hello = { type: 'message', text: 'hello' };

let harness: ConnectorHarness;
let channel: Channel;
let connector: Connector & LookUps;
let gone: string[];

beforeEach(async () => {
  harness = await createConnectorHarness();
  ({ channel } = harness);
  gone = [];
  connector = harness.create({ onGone: (conversationId) => void gone.push(conversationId) });
});

afterEach(() => harness.close());

const to = (conversationId: string) => ({ serviceUrl: channel.serviceUrl, conversationId });
const send = (conversationId = thread) => connector.send(to(conversationId), hello);
const says = (status: number, code: string) => ({ status, body: { error: { code } } });

describe.each([
  [403, 'BotNotInConversationRoster', room],
  [403, 'BotDisabledByAdmin', room],
  [403, 'ConversationBlockedByUser', room],
  [404, 'ConversationNotFound', thread],
])('%i %s', (status, code, closed) => {
  beforeEach(async () => {
    channel.script(says(status, code));
    await expect(send()).rejects.toMatchObject({ status, code });
  });

  test('is the last that is sent there: nothing goes out after it, and it is told again', async () => {
    await expect(send()).rejects.toMatchObject({ name: 'ConnectorError', status, code });
    await expect(connector.update({ ...to(thread), activityId: 'm1' }, hello)).rejects.toMatchObject({ status, code });
    await expect(connector.send(to(thread), hello, { onceWithinMs: 3_000 })).rejects.toMatchObject({ status, code });

    expect(channel.received).toHaveLength(1);
  });

  test('is told on, once', async () => {
    await send().catch(() => undefined);

    expect(gone).toEqual([closed]);
  });

  test('closes the chat or channel, or the thread alone that is not there', async () => {
    const others = await Promise.allSettled([send(sibling), send('19:other@thread.tacv2')]);

    expect(others.map((other) => other.status)).toEqual([closed === room ? 'rejected' : 'fulfilled', 'fulfilled']);
  });

  test('is over when somebody is heard from there', async () => {
    connector.heardFrom(thread);

    expect(await send()).toMatchObject({ id: 'm1' });
  });

  test('is asked about again after a day', async () => {
    await harness.clock.advance(dayMs + 1);

    expect(await send()).toMatchObject({ id: 'm1' });
  });
});

test.each([
  [403, 'NotEnoughPermissions'],
  [404, 'ActivityNotFoundInConversation'],
  [400, 'BotNotInConversationRoster'],
  [403, 'SomethingNew'],
])('%i %s closes nothing', async (status, code) => {
  channel.script(says(status, code));
  await expect(send()).rejects.toMatchObject({ status, code });

  expect(await send()).toMatchObject({ id: 'm1' });
  expect(gone).toEqual([]);
});

test('those who wait in the conversation, or for room in its channel, are told too', async () => {
  const { clock } = harness;
  connector = harness.create({ clock });
  channel.script(says(403, 'BotNotInConversationRoster'));
  const asked = ['1', '1', '2', '3', '4', '5', '6', '7', '8', '9'].map((id) => send(`${room};messageid=${id}`));
  const all = Promise.allSettled(asked);
  await eventually(() => channel.received.length === 7 && clock.sleepers === 1); // one waits for room, others in line

  await clock.advance(2_000);

  expect((await all).filter(({ status }) => status === 'fulfilled')).toHaveLength(6); // on their way already
  expect(channel.received).toHaveLength(7);
});

test('what is looked up there is still answered', async () => {
  channel.script(says(403, 'BotDisabledByAdmin'));
  await send().catch(() => undefined);
  channel.directory.set(`/v3/conversations/${encodeURIComponent(room)}`, { id: room });

  expect(await connector.get({ ...to(room), path: ['v3', 'conversations', room] })).toEqual({ id: room });
});

test('that a conversation takes nothing is told apart from other refusals, now and later', async () => {
  const errorOf = (sent: Promise<unknown>): Promise<unknown> =>
    sent.then(
      () => undefined,
      (error: unknown) => error,
    );
  channel.script(
    says(403, 'SomethingNew'),
    says(404, 'ActivityNotFoundInConversation'),
    says(404, 'ConversationNotFound'),
  );

  const errors = [await errorOf(send()), await errorOf(send()), await errorOf(send()), await errorOf(send())];

  expect(errors.map(isClosed)).toEqual([false, false, true, true]);
  expect(isClosed(new Error('another'))).toBe(false);
});
