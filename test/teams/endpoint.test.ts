import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createChannel, type Channel } from '../support/channel.ts';
import { manualClock } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { createEdge, raw, type Edge, type EdgeOptions } from './edge.ts';

let channel: Channel;
let edge: Edge;

async function open(options: EdgeOptions = {}): Promise<void> {
  edge = await createEdge(channel, options);
}

async function post(fields: object = {}): ReturnType<Edge['post']> {
  return edge.post(channel.message(fields), { authorization: `Bearer ${await channel.sign()}` });
}

beforeEach(async () => {
  channel = await createChannel();
});

afterEach(async () => {
  await edge.close();
  await channel.close();
});

describe('a genuine message', () => {
  test('is answered through the connector, in the thread of the question, with the bot’s own token', async () => {
    await open();

    const reply = await post();

    expect(reply).toMatchObject({ status: 200, text: '' });
    await eventually(() => channel.received.length === 1);
    expect(channel.received[0]).toMatchObject({
      method: 'POST',
      path: '/v3/conversations/a%3Achat/activities/1732456789012',
      authorization: 'Bearer outbound-token',
      body: { type: 'message', text: 'pong', replyToId: '1732456789012', recipient: { id: '29:ana' } },
    });
    expect(edge.lines).toEqual([]);
  });

  test('gets its 200 before the bot has done anything', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
    await open({
      logic: async (context) => {
        await released;
        await context.sendActivity('late but there');
      },
    });

    const reply = await post();

    expect(reply.status).toBe(200);
    expect(channel.received).toEqual([]);
    release(undefined);
    await eventually(() => channel.received.length === 1);
  });

  test('leaves the text of the message as it came', async () => {
    let text: string | undefined;
    await open({
      logic: (context) => {
        text = context.activity.text;
        return Promise.resolve();
      },
    });

    await post({ text: ' <at>Triage</at>&nbsp;files\u202E x ', entities: null });

    await eventually(() => text !== undefined);
    expect(text).toBe(' <at>Triage</at>&nbsp;files\u202E x ');
  });

  test('is answered through the connector, even where it asks to be answered in the same exchange', async () => {
    await open();

    const reply = await post({ deliveryMode: 'expectReplies' });

    expect(reply.text).toBe('');
    await eventually(() => channel.received.length === 1);
  });

  test('whose turn fails is logged and answered 200 all the same', async () => {
    await open({ logic: () => Promise.reject(new Error('our bug')) });

    const reply = await post();

    expect(reply.status).toBe(200);
    await eventually(() => edge.lines.length > 0);
    expect(edge.lines).toMatchObject([{ level: 'error', message: 'a turn failed', fields: { message: 'our bug' } }]);
  });
});

describe('an invoke', () => {
  const invoke = { type: 'invoke', name: 'adaptiveCard/action', value: { action: {} } };

  test('is answered in the same exchange', async () => {
    await open({
      logic: async (context) => {
        await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: { statusCode: 200 } } });
      },
    });

    const reply = await post(invoke);

    expect(reply).toMatchObject({ status: 200, text: '{"statusCode":200}' });
    expect(channel.received).toEqual([]);
  });

  test('whose answer goes another way is closed before its turn has done anything', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
    await open({
      closing: { status: 200, body: { statusCode: 200 } },
      logic: async (context) => {
        await released;
        await context.sendActivity('late but there');
        await context.sendActivity({ type: 'invokeResponse', value: { status: 200 } });
      },
    });

    const reply = await post(invoke);

    expect(reply).toMatchObject({ status: 200, text: '{"statusCode":200}' });
    expect(channel.received).toEqual([]);
    release(undefined);
    await eventually(() => channel.received.length === 1);
    expect(edge.lines).toEqual([]);
  });

  test('whose answer goes another way is not closed before it is taken', async () => {
    await open({
      closing: { status: 200 },
      take: () => Promise.reject(new Error('disk full')),
    });

    expect(await post(invoke)).toMatchObject({ status: 500, text: '' });
    expect(edge.turns).toBe(0);
  });

  test('that nobody answers is 501', async () => {
    await open({ logic: () => Promise.resolve() });

    expect(await post(invoke)).toMatchObject({ status: 501, text: '' });
  });

  test('whose turn fails is 500, with the reason in the log only', async () => {
    await open({ logic: () => Promise.reject(new Error('our bug')) });

    expect(await post(invoke)).toMatchObject({ status: 500, text: '' });
    expect(edge.lines).toMatchObject([{ level: 'error', message: 'a turn failed' }]);
  });

  test('that its turn answers is 504 when that takes too long, and the late answer is dropped', async () => {
    const clock = manualClock();
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
    let isBegun = false;
    await open({
      clock,
      logic: async (context) => {
        isBegun = true;
        await released;
        await context.sendActivity({ type: 'invokeResponse', value: { status: 200 } });
      },
    });
    const token = await channel.sign({ now: clock.now() / 1_000 });
    const reply = edge.post(channel.message(invoke), { authorization: `Bearer ${token}` });
    await eventually(() => isBegun);

    await clock.advance(5_000);

    expect(await reply).toMatchObject({ status: 504, text: '' });
    release(undefined);
    expect(await edge.endpoint.drain(1_000)).toBe(true);
    expect(edge.lines).toMatchObject([{ level: 'warn', message: 'An invoke took too long' }]);
  });
});

describe('the stop', () => {
  test('waits for turns under way, and lets nobody in meanwhile', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
    await open({
      logic: async (context) => {
        await released;
        await context.sendActivity('done');
      },
    });
    await post();

    const drained = edge.endpoint.drain(60_000);
    const refused = await post();
    release(undefined);

    expect(refused).toMatchObject({ status: 503, text: '' });
    expect(await drained).toBe(true);
    expect(channel.received).toHaveLength(1);
    expect(edge.turns).toBe(1);
  });

  test('does not wait longer than it is told', async () => {
    await open({ logic: () => new Promise<never>(() => undefined) });
    await post();

    expect(await edge.endpoint.drain(1)).toBe(false);
  });

  test('with nothing under way is immediate', async () => {
    await open();

    expect(await edge.endpoint.drain(60_000)).toBe(true);
  });
});

describe('a body that is held back until it is asked for', () => {
  const text = (headers: string): string =>
    `POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Length: 2\r\nExpect: 100-continue\r\n${headers}\r\n`;

  test.each([
    [401, 'Content-Type: application/json\r\n', false],
    [415, 'Content-Type: text/plain\r\n', true],
  ])('is not asked for when the headers are refused with %i', async (status, headers, isSigned) => {
    await open();
    const authorization = isSigned ? `Authorization: Bearer ${await channel.sign()}\r\n` : '';

    const answer = await raw(edge.port, text(headers + authorization));

    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*connection: close`, 'i'));
  });

  test('is asked for once the gate has let its headers in', async () => {
    await open();
    const body = JSON.stringify(channel.message());
    const head = { authorization: `Bearer ${await channel.sign()}`, 'content-type': 'application/json' };
    const request = httpRequest({
      ...{ host: '127.0.0.1', port: edge.port, method: 'POST', path: '/api/messages' },
      headers: { ...head, 'content-length': Buffer.byteLength(body), expect: '100-continue' },
    });
    request.on('continue', () => request.end(body)).flushHeaders();

    expect(await once(request, 'response')).toMatchObject([{ statusCode: 200 }]);
    await eventually(() => channel.received.length === 1);
  });
});
