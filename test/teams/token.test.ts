import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { Agent } from 'undici';
import { createTokenVerifier, type TokenVerifier } from '../../src/teams/token.ts';
import { botId, createChannel, issuer, type Channel } from '../support/channel.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';

let channel: Channel;
let clock: ManualClock;
let dispatcher: Agent;
let verify: TokenVerifier;

function verifier(openIdUrl: string): TokenVerifier {
  return createTokenVerifier({
    appId: botId,
    issuers: ['https://other.example', issuer],
    openIdUrl,
    dispatcher,
    clock,
  });
}

async function signed(options: Parameters<Channel['sign']>[0] = {}): Promise<string> {
  return `Bearer ${await channel.sign({ now: clock.now() / 1_000, ...options })}`;
}

beforeEach(async () => {
  channel = await createChannel();
  clock = manualClock();
  dispatcher = new Agent();
  verify = verifier(channel.openIdUrl);
});

afterEach(async () => {
  await dispatcher.destroy();
  await channel.close();
});

test('a genuine token gives the service URL and the channels that its key may speak for', async () => {
  expect(await verify(await signed())).toEqual({ serviceUrl: channel.serviceUrl, endorsements: ['msteams'] });
});

test('five minutes of clock skew are forgiven, on the bot’s own clock', async () => {
  const token = await signed();

  await clock.advance((3_600 + 299) * 1_000);
  await expect(verify(token)).resolves.toBeDefined();
  await clock.advance(2_000);
  await expect(verify(token)).rejects.toMatchObject({ reason: 'token-expired' });
  await expect(verify(await signed({ now: clock.now() / 1_000 + 299 }))).resolves.toBeDefined();
});

test('thousands of forged tokens cost one look at the keys', async () => {
  await verify(await signed());

  for (let i = 0; i < 200; i++) {
    await expect(verify(await signed({ kid: `forged-${i}`, claims: { tid: `t${i}` } }))).rejects.toMatchObject({
      reason: 'key-unknown',
    });
  }

  expect(channel.keyRequests).toBe(1);
});

describe('keys', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['no endorsements', undefined, []],
    ['no list of endorsements', 'msteams', []],
    ['odd endorsements', [1, null, 'msteams', {}], ['msteams']],
  ])('with %s', async (_, endorsements, expected) => {
    channel.keys = [{ ...channel.publicJwk, kid: 'k1', endorsements }];

    expect((await verify(await signed())).endorsements).toEqual(expected);
  });

  test('that are broken or of another kind do not spoil the others', async () => {
    const elliptic = await exportJWK((await generateKeyPair('ES256')).publicKey);
    const odd = [
      null,
      'key',
      {},
      { ...elliptic, kid: 'e1' },
      { kty: 'RSA', kid: 'k0', n: '', e: '' },
      { kty: 'oct', kid: 'o1', k: 'AA' },
    ];
    channel.keys = [...(odd as object[]), ...channel.keys]; // odd on purpose

    await expect(verify(await signed())).resolves.toBeDefined();
  });

  test('of 1024 bits are not taken', async () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1_024 });
    channel.keys = [{ ...weak.publicKey.export({ format: 'jwk' }), kid: 'k1', endorsements: ['msteams'] }];
    const text = (await signed()).split('.').slice(0, 2).join('.');
    const signature = sign('sha256', Buffer.from(text.replace('Bearer ', '')), weak.privateKey).toString('base64url');

    await expect(verify(`${text}.${signature}`)).rejects.toMatchObject({ status: 401, reason: 'token-malformed' });
  });

  test('that are not to be had refuse with 503, and nothing is let in', async () => {
    channel.isDown = true;

    await expect(verify(await signed())).rejects.toMatchObject({ status: 503, reason: 'keys-unavailable' });
    channel.isDown = false;
    await expect(verify(await signed())).rejects.toMatchObject({ status: 503, reason: 'keys-unavailable' }); // from memory
    await clock.advance(5_000);
    await expect(verify(await signed())).resolves.toBeDefined();
    expect(channel.keyRequests).toBe(1);
  });

  test('are asked for over https, or on this machine, only', async () => {
    let asked = 0;
    class Recorder extends Agent {
      override request(): Promise<never> {
        asked++;
        return Promise.reject(new Error('asked'));
      }
    }
    const recorder = new Recorder();
    const asking = (openIdUrl: string) =>
      createTokenVerifier({ appId: botId, issuers: [issuer], openIdUrl, dispatcher: recorder, clock });

    for (const url of ['http://keys.example/openid', 'ftp://127.0.0.1/openid', 'http://127.0.0.1.keys.example/']) {
      await expect(asking(url)(await signed())).rejects.toMatchObject({ reason: 'keys-unavailable' });
    }
    expect(asked).toBe(0);
    await expect(asking('https://keys.example/openid')(await signed())).rejects.toMatchObject({ status: 503 });
    expect(asked).toBe(1);
  });

  test('that do not come in time refuse', async () => {
    const { createServer } = await import('node:http');
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number }; // it listens on a port
    const verifying = verifier(`http://127.0.0.1:${port}/openid`)(await signed());
    const refused = expect(verifying).rejects.toMatchObject({ reason: 'keys-unavailable' });

    await clock.advance(5_000);

    await refused;
    silent.closeAllConnections();
    silent.close();
  });

  test('an empty set is never an answer', async () => {
    channel.keys = [];

    await expect(verify(await signed())).rejects.toMatchObject({ reason: 'keys-unavailable' });
  });
});
