import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createChannel, type Channel } from '../support/channel.ts';
import { createEdge, eventually, type Edge } from './edge.ts';

let channel: Channel;
let edge: Edge;

beforeEach(async () => {
  channel = await createChannel();
  edge = await createEdge(channel);
});

afterEach(async () => {
  await edge.close();
  await channel.close();
});

describe('a genuine message', () => {
  test('is answered through the connector, in the thread of the question, with the bot’s own token', async () => {
    const reply = await edge.post(channel.message(), { authorization: `Bearer ${await channel.sign()}` });

    expect(reply).toMatchObject({ status: 200, text: '' });
    await eventually(() => channel.received.length === 1);
    expect(channel.received[0]).toMatchObject({
      method: 'POST',
      path: '/v3/conversations/a%3Achat/activities/1732456789012',
      authorization: 'Bearer outbound-token',
      body: { type: 'message', text: 'pong', replyToId: '1732456789012', recipient: { id: '29:ana' } },
    });
  });
});
