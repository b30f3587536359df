/** Tokens that prove nothing, or something else. The key is the good one wherever only a claim is wrong. */

import { createHmac } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, type CryptoKey } from 'jose';
import type { Attack } from './attack.ts';
import type { Scene } from './scene.ts';

const foreignTenant = '99999999-aaaa-bbbb-cccc-0123456789ab';
const hourS = 3_600;
const nowS = (): number => Math.floor(Date.now() / 1_000);

type TokenCase = readonly [name: string, status: number, token: (scene: Scene) => Promise<string>];
type ClaimsCase = readonly [name: string, claims: (scene: Scene) => object];

const forms: readonly Attack[] = [
  ['no token', 401, () => ({ headers: { Authorization: undefined } })],
  ['an empty token', 401, () => ({ headers: { Authorization: '' } })],
  ['a scheme without a token', 401, () => ({ headers: { Authorization: 'Bearer' } })],
  ['garbage for a token', 401, () => ({ headers: { Authorization: 'Bearer garbage' } })],
  ['three parts of garbage', 401, () => ({ headers: { Authorization: 'Bearer a.b.c' } })],
  ['bytes beyond ASCII', 401, () => ({ headers: { Authorization: 'Bearer é.ÿ.\u0080' } })],
  ['a token of another scheme', 401, async ({ sign }) => ({ headers: { Authorization: `Basic ${await sign()}` } })],
  [
    'a good token behind a bad one',
    401,
    async ({ sign }) => ({ headers: { Authorization: ['Bearer a.b.c', `Bearer ${await sign()}`] } }),
  ],
  [
    'two tokens in one',
    401,
    async ({ sign }) => ({ headers: { Authorization: `Bearer ${await sign()}, Bearer ${await sign()}` } }),
  ],
  ['a token of five parts', 401, () => ({ headers: { Authorization: 'Bearer a.b.c.d.e' } })],
  ['a token beyond its length', 431, () => ({ headers: { Authorization: `Bearer ${'a'.repeat(9_000)}.b.c` } })],
  [
    'a good token in the query alone',
    401,
    async ({ sign }) => ({
      line: `POST /api/messages?access_token=${await sign()} HTTP/1.1`,
      headers: { Authorization: undefined },
    }),
  ],
  [
    'a good token in a cookie alone',
    401,
    async ({ sign }) => ({ headers: { Authorization: undefined, Cookie: `token=${await sign()}` } }),
  ],
];

const keys: readonly TokenCase[] = [
  ['alg none without a signature', 401, (scene) => unsigned(scene, { alg: 'none', kid: 'k1' }, '')],
  ['alg none with a signature', 401, (scene) => unsigned(scene, { alg: 'none', kid: 'k1' }, 'AA')],
  ['alg None', 401, (scene) => unsigned(scene, { alg: 'None', kid: 'k1' }, 'AA')],
  ['no alg', 401, (scene) => unsigned(scene, { kid: 'k1' }, 'AA')],
  ['HS256 with the public key in PEM', 401, async (scene) => signedBySecret(scene, 'k1', await publicPem(scene))],
  [
    'HS256 with the public key in JSON',
    401,
    (scene) => signedBySecret(scene, 'k1', JSON.stringify(scene.channel.publicJwk)),
  ],
  ['HS256 with a secret that is announced', 401, (scene) => signedBySecret(scene, 'shared', 'shared secret')],
  ['RS512', 401, (scene) => unsigned(scene, { alg: 'RS512', kid: 'k1' }, 'AA')],
  ['a signature of another key', 401, async ({ sign }) => sign({ key: (await generateKeyPair('RS256')).privateKey })],
  ['a signature that was cut off', 401, async ({ sign }) => (await sign()).slice(0, -10)],
  [
    'claims that were changed',
    401,
    async ({ sign }) => (await sign()).replace(/\.[^.]+\./, `.${encoded({ iss: 'x' })}.`),
  ],
  ['a key that nobody knows', 401, ({ sign }) => sign({ kid: 'unknown' })],
  ['no key id', 401, (scene) => unsigned(scene, { alg: 'RS256' }, 'AA')],
  ['a key id that is an object', 401, (scene) => unsigned(scene, { alg: 'RS256', kid: { toString: 'k1' } }, 'AA')],
  ['a key id that is a list', 401, (scene) => unsigned(scene, { alg: 'RS256', kid: ['k1'] }, 'AA')],
  ['the key id __proto__', 401, ({ sign }) => sign({ kid: '__proto__' })],
  ['a key id that is a path', 401, ({ sign }) => sign({ kid: '../../keys/k1' })],
  ['an elliptic key', 401, (scene) => unsigned(scene, { alg: 'ES256', kid: 'elliptic' }, 'AA')],
  ['a key of 1024 bits', 401, ({ sign }) => sign({ kid: 'weak' })],
  ['a key that it brings along', 401, bringsItsKey],
  [
    'a place of keys that it brings along',
    401,
    (scene) =>
      unsigned(
        scene,
        { alg: 'RS256', kid: 'k9', jku: `${scene.channel.url}/evil`, x5u: `${scene.channel.url}/evil` },
        'AA',
      ),
  ],
  [
    'an extension that it calls critical',
    401,
    (scene) => unsigned(scene, { alg: 'RS256', kid: 'k1', crit: ['x'], x: 1 }, 'AA'),
  ],
  ['a key without endorsements', 403, ({ sign }) => sign({ kid: 'unendorsed' })],
  ['a key with an empty list of endorsements', 403, ({ sign }) => sign({ kid: 'endorsed-for-nothing' })],
  ['a key that is endorsed for other channels', 403, ({ sign }) => sign({ kid: 'endorsed-for-others' })],
  ['a key whose endorsements are a text', 403, ({ sign }) => sign({ kid: 'endorsed-by-a-text' })],
];

const claims: readonly ClaimsCase[] = [
  ['another issuer', () => ({ iss: 'https://evil.example' })],
  ['an issuer that begins alike', () => ({ iss: 'https://api.botframework.com.evil.example' })],
  ['a list of issuers', () => ({ iss: ['https://api.botframework.com'] })],
  ['no issuer', () => ({ iss: undefined })],
  ['another audience', () => ({ aud: foreignTenant })],
  ['the audience in capitals', ({ appId }) => ({ aud: appId.toUpperCase() })],
  ['a list of audiences', ({ appId }) => ({ aud: [appId] })],
  ['a list of audiences with others', ({ appId }) => ({ aud: ['https://evil.example', appId] })],
  ['no audience', () => ({ aud: undefined })],
  ['an end in the past', () => ({ nbf: nowS() - 2 * hourS, exp: nowS() - hourS })],
  ['no end', () => ({ exp: undefined })],
  ['an end that is a text', () => ({ exp: String(nowS() + hourS) })],
  ['a start in the future', () => ({ nbf: nowS() + hourS, exp: nowS() + 2 * hourS })],
  ['a start that is a text', () => ({ nbf: 'now' })],
  ['no service URL', () => ({ serviceurl: undefined })],
  ['an empty service URL', () => ({ serviceurl: '' })],
  ['a list of service URLs', ({ channel }) => ({ serviceurl: [channel.serviceUrl] })],
  ['its own app in another tenant', ({ appId }) => ownApp(appId, `https://sts.windows.net/${foreignTenant}/`)],
  [
    'its own app in another tenant, version 2',
    ({ appId }) => ownApp(appId, `https://login.microsoftonline.com/${foreignTenant}/v2.0`),
  ],
  [
    'its own app in its own tenant',
    ({ appId, tenantId }) => ({ ...ownApp(appId, `https://sts.windows.net/${tenantId}/`), tid: tenantId }),
  ],
  [
    'a person who signed in to the bot',
    ({ tenantId }) => person(`https://login.microsoftonline.com/${tenantId}/v2.0`, tenantId),
  ],
  [
    'a person, for all its service URL',
    ({ tenantId, channel }) => ({
      ...person(`https://sts.windows.net/${tenantId}/`, tenantId),
      serviceurl: channel.serviceUrl,
    }),
  ],
  [
    'the old emulator of Bot Framework',
    ({ appId }) => ownApp(appId, 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/'),
  ],
];

const withAuthorization = ([name, status, token]: TokenCase): Attack => [
  name,
  status,
  async (scene) => ({ headers: { Authorization: `Bearer ${await token(scene)}` } }),
];

export const tokenAttacks: readonly Attack[] = [
  ...forms,
  ...keys.map(withAuthorization),
  ...claims.map(([name, wrong]) =>
    withAuthorization([`a token of ${name}`, 401, (scene) => scene.sign({ claims: wrong(scene) })]),
  ),
  [
    'the token that the bot itself sends, sent back',
    401,
    ({ channel }) => ({ headers: { Authorization: channel.received.at(-1)?.authorization ?? 'none was sent yet' } }),
  ],
];

/** What one names without proving it must not make the other true. */
export const primingToken = (scene: Scene): Promise<string> =>
  unsigned(scene, { alg: 'none', typ: 'JWT' }, '', ownApp(scene.appId, `https://sts.windows.net/${foreignTenant}/`));
export const primedToken = ({ sign, appId }: Scene): Promise<string> =>
  sign({ claims: ownApp(appId, `https://sts.windows.net/${foreignTenant}/`) });

function ownApp(appId: string, iss: string): object {
  return { iss, tid: foreignTenant, appid: appId, azp: appId, idtyp: 'app' };
}

function person(iss: string, tid: string): object {
  return { iss, tid, azp: foreignTenant, oid: foreignTenant, scp: 'access_as_user', ver: '2.0', serviceurl: undefined };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Good claims under a header of one's own. */
async function unsigned({ sign }: Scene, header: object, signature: string, claims: object = {}): Promise<string> {
  const [, payload = ''] = (await sign({ claims })).split('.');
  return `${encoded(header)}.${payload}.${signature}`;
}

async function signedBySecret(scene: Scene, kid: string, secret: string): Promise<string> {
  const text = (await unsigned(scene, { alg: 'HS256', kid }, '')).slice(0, -1);
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

async function publicPem({ channel }: Scene): Promise<string> {
  const key = await importJWK(channel.publicJwk, 'RS256', { extractable: true });
  return exportSPKI(key as CryptoKey); // an RSA key is no bytes
}

async function bringsItsKey({ appId, channel }: Scene): Promise<string> {
  const pair = await generateKeyPair('RS256');
  const jwk = await exportJWK(pair.publicKey);
  const good = { iss: 'https://api.botframework.com', aud: appId, serviceurl: channel.serviceUrl };
  return new SignJWT({ ...good, exp: nowS() + hourS })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1', jwk })
    .sign(pair.privateKey);
}
