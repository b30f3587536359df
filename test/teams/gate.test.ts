import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { localGate } from '../../src/teams/gate.ts';
import { createChannel, type Channel } from '../support/channel.ts';
import { eventually } from '../support/eventually.ts';
import { createEdge, raw, type Edge, type HeaderValues } from './edge.ts';

describe('with BOT_AUTH off', () => {
  let channel: Channel;
  let edge: Edge;

  beforeAll(async () => {
    channel = await createChannel();
    edge = await createEdge(channel, { mode: 'off' });
  });

  afterAll(async () => {
    await edge.close();
    await channel.close();
  });

  test.each<[string, HeaderValues]>([
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page of this machine', { origin: 'http://localhost:8080' }],
    ['a page without a site', { origin: 'null' }],
    ['a browser that names no origin', { 'sec-fetch-site': 'cross-site' }],
    ['a name that leads here', { host: 'evil.example' }],
    ['a name that begins like this machine', { host: '127.0.0.1.nip.io:3978' }],
  ])('%s is refused', async (_, headers) => {
    const reply = await edge.post(channel.message(), headers);

    expect(reply).toMatchObject({ status: 403, text: '' });
    expect(edge.turns).toBe(0);
  });

  test.each(['192.168.0.7', '::ffff:10.0.0.1', undefined])('a caller at %s is refused', (remoteAddress) => {
    const request = { headers: { host: 'localhost:3978' }, socket: { remoteAddress } };

    expect(() => localGate(request)).toThrow(expect.objectContaining({ status: 403, reason: 'not-local' }));
    expect(() => localGate({ ...request, socket: { remoteAddress: '127.0.0.1' } })).not.toThrow();
  });

  test('a caller that names no host is refused', async () => {
    const answer = await raw(edge.port, 'POST /api/messages HTTP/1.1\r\nHost:\r\nContent-Length: 2\r\n\r\n');

    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
    'what a form of any page can send as %s is refused',
    async (type) => {
      const reply = await edge.post(channel.message(), { 'content-type': type });

      expect(reply).toMatchObject({ status: 415, text: '' });
      expect(edge.turns).toBe(0);
    },
  );

  test.each(['https://smba.trafficmanager.net/teams/', 'http://10.0.0.1:3000/', 'http://localhost.evil.example/'])(
    'an answer to %s is refused',
    async (serviceUrl) => {
      const reply = await edge.post(channel.message({ serviceUrl }));

      expect(reply).toMatchObject({ status: 403, text: '' });
      expect(edge.turns).toBe(0);
    },
  );

  test('a program of this machine is answered, without a token and from any tenant', async () => {
    const reply = await edge.post(channel.message({ conversation: { id: 'personal' }, channelData: undefined }), {
      host: 'localhost:3978',
    });

    expect(reply.status).toBe(200);
    await eventually(() => channel.received.length === 1);
    expect(channel.received[0]).toMatchObject({ authorization: undefined, body: { text: 'pong' } });
  });
});

describe('a key', () => {
  let channel: Channel;
  let edge: Edge;

  afterEach(async () => {
    await edge.close();
    await channel.close();
  });

  test.each<[string, unknown]>([
    ['without endorsements', undefined],
    ['with an empty list of them', []],
    ['for another channel', ['directline', 'webchat']],
    ['with text in place of a list', 'msteams'],
    ['for a channel that begins alike', ['msteams2', 'MSTEAMS']],
  ])('%s does not speak for Teams', async (_, endorsements) => {
    channel = await createChannel();
    channel.keys = [{ ...channel.publicJwk, kid: 'k1', endorsements }];
    edge = await createEdge(channel);

    const reply = await edge.post(channel.message(), { authorization: `Bearer ${await channel.sign()}` });

    expect(reply).toMatchObject({ status: 403, text: '' });
    expect(edge.lines).toMatchObject([{ fields: { reason: 'endorsement' } }]);
    expect(edge.turns).toBe(0);
    expect(channel.received).toEqual([]);
  });

  test('for several channels speaks for Teams too', async () => {
    channel = await createChannel({ endorsements: ['webchat', 'msteams'] });
    edge = await createEdge(channel);

    const reply = await edge.post(channel.message(), { authorization: `Bearer ${await channel.sign()}` });

    expect(reply.status).toBe(200);
    await eventually(() => channel.received.length === 1);
  });
});
