/**
 * A Bot Framework channel on one local port: announces its signing keys, signs tokens, posts activities as
 * Teams does, and takes the bot's answers with scripted weather.
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import { keyPair } from './key-pair.ts';

export const botId = '00000000-aaaa-bbbb-cccc-0123456789ab';
export const tenantId = '11111111-aaaa-bbbb-cccc-0123456789ab';
export const issuer = 'https://api.botframework.com';

/** One call of the bot to the connector. */
interface Received {
  readonly method: string;
  /** Raw, below the service URL. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
  /** `undefined`: it was not taken. */
  readonly taken: { readonly id: string } | undefined;
}

type Sent = Pick<Received, 'method' | 'path' | 'body'>;

/** A call that stays without an answer. */
export interface Held {
  /** It has come. */
  readonly isThere: boolean;
}

/** `reset`: the connection breaks after the request was read. `hang`: it stays open without an answer. */
export type Scripted =
  { readonly status: number; readonly headers?: object; readonly body?: unknown } | 'reset' | 'hang';

export interface SignOptions {
  readonly claims?: object;
  readonly kid?: string;
  readonly key?: CryptoKey;
  /** Seconds since the epoch. */
  readonly now?: number;
}

export interface Channel {
  readonly url: string;
  /** Of the host list of a bot that should answer here. */
  readonly host: string;
  readonly serviceUrl: string;
  readonly openIdUrl: string;
  readonly received: readonly Received[];
  /** What is answered to a GET, by its raw path below the service URL, with its query or without; 404 for the rest. */
  readonly directory: Map<string, unknown>;
  /** Raw paths of all GETs below the service URL. */
  readonly lookedUp: readonly string[];
  /** Requests for the signing keys so far. */
  readonly keyRequests: number;
  /** The host of the keys is away while true. */
  isDown: boolean;
  /** How long it takes to answer a call to the connector. */
  latencyMs: number;
  /** Published keys; to be replaced by a test at will. */
  keys: readonly object[];
  readonly publicJwk: JWK;
  sign(options?: SignOptions): Promise<string>;
  /** A message in a personal chat, as Teams posts it. */
  message(fields?: object): Record<string, unknown>;
  /** Answers for the next calls to the connector; without any they succeed. */
  script(...answers: readonly Scripted[]): void;
  /** The next call that fits is never answered: it was taken all the same, or it is lost on the way. */
  hold(fate: 'taken' | 'lost', fits: (call: Sent) => boolean): Held;
  /** Rejects when a scripted answer was not used, a held call did not come, or a request was not expected. */
  close(): Promise<void>;
}

export async function createChannel({ endorsements = ['msteams'] as unknown } = {}): Promise<Channel> {
  const pair = await keyPair();
  const publicJwk = await exportJWK(pair.publicKey);
  const received: Received[] = [];
  const directory = new Map<string, unknown>();
  const lookedUp: string[] = [];
  const scripted: Scripted[] = [];
  const holds = new Set<{ fate: 'taken' | 'lost'; fits: (call: Sent) => boolean; isThere: boolean }>();
  const unexpected: string[] = [];
  let keyRequests = 0;
  let made = 0;

  function identity(request: IncomingMessage, response: ServerResponse): void {
    if (channel.isDown) json(response, 503, {});
    else if (request.url === '/openid') json(response, 200, { issuer, jwks_uri: `${channel.url}/keys` });
    else {
      keyRequests++;
      json(response, 200, { keys: channel.keys });
    }
  }

  function lookUp(path: string, response: ServerResponse): void {
    lookedUp.push(path);
    const found = directory.get(path) ?? directory.get(path.replace(/\?.*$/, ''));
    json(response, found === undefined ? 404 : 200, found ?? { error: { code: 'MemberNotFoundInConversation' } });
  }

  async function connector(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = (await request.toArray()).join('');
    const { method = '', url = '', headers } = request;
    const body = text === '' ? undefined : (JSON.parse(text) as unknown);
    const sent = { method, path: url.slice('/teams'.length), body };
    const held = holds.values().find(({ isThere, fits }) => !isThere && fits(sent));
    const next = held === undefined ? scripted.shift() : 'hang';
    const taken =
      (held?.fate ?? (next === undefined ? 'taken' : 'lost')) === 'taken' ? { id: `m${++made}` } : undefined;
    received.push({ ...sent, authorization: headers.authorization, taken });
    if (held !== undefined) held.isThere = true;
    if (channel.latencyMs > 0) await sleep(channel.latencyMs);
    if (next === 'reset') request.socket.resetAndDestroy();
    else if (next !== undefined && next !== 'hang') json(response, next.status, next.body, next.headers);
    else if (next === undefined) json(response, method === 'POST' ? 201 : 200, method === 'DELETE' ? undefined : taken);
  }

  const server = createServer((request, response) => {
    const { url = '' } = request;
    if (url === '/openid' || url === '/keys') identity(request, response);
    else if (request.method === 'GET' && url.startsWith('/teams/v3/')) lookUp(url.slice('/teams'.length), response);
    else if (/^\/teams\/v3\/conversations(\/|$)/.test(url)) void connector(request, response);
    else {
      unexpected.push(`${request.method ?? ''} ${url}`);
      json(response, 404, {});
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  const serviceUrl = `http://${host}/teams/`;

  const channel: Channel = {
    url: `http://${host}`,
    host,
    serviceUrl,
    openIdUrl: `http://${host}/openid`,
    received,
    directory,
    lookedUp,
    isDown: false,
    latencyMs: 0,
    keys: [{ ...publicJwk, kid: 'k1', use: 'sig', endorsements }],
    publicJwk,
    get keyRequests() {
      return keyRequests;
    },
    sign({ claims = {}, kid = 'k1', key = pair.privateKey, now = Date.now() / 1_000 } = {}) {
      const standard = {
        iss: issuer,
        aud: botId,
        serviceurl: serviceUrl,
        nbf: Math.floor(now),
        exp: Math.floor(now) + 3_600,
      };
      return new SignJWT({ ...standard, ...claims }).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(key);
    },
    message: (fields = {}) => ({
      type: 'message',
      id: '1732456789012',
      timestamp: '2026-11-24T14:03:22.123Z',
      channelId: 'msteams',
      serviceUrl,
      from: { id: '29:ana', name: 'Ana', aadObjectId: '22222222-aaaa-bbbb-cccc-0123456789ab' },
      recipient: { id: `28:${botId}`, name: 'Triage' },
      conversation: { id: 'a:chat', conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
      text: 'help',
      textFormat: 'plain',
      entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web' }],
      ...fields,
    }),
    script: (...answers) => void scripted.push(...answers),
    hold(fate, fits) {
      const held = { fate, fits, isThere: false };
      holds.add(held);
      return held;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (scripted.length > 0) throw new Error(`${scripted.length} scripted answers were not used`);
      if (holds.values().some(({ isThere }) => !isThere)) throw new Error('A call that was to be held did not come');
      if (unexpected.length > 0) throw new Error(`Unexpected: ${unexpected.join(', ')}`);
    },
  };
  return channel;
}

/** Two statements: restify, where it is loaded, makes `writeHead` of every server return nothing. */
function json(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
}
