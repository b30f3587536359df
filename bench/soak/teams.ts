/** Teams on one local port: its keys, what it knows of people and rooms, and its connector in the weather that was drawn. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Random } from '../../emulator/data/large/random.ts';
import { botApp } from '../../emulator/identity.ts';
import type { Clock } from '../../src/clock.ts';
import { isRecord } from '../../test/support/shape.ts';
import { ownChatOf, saysWorking, type Board, type Call } from './board.ts';
import type { Ledger } from './ledger.ts';
import { memberOf } from './places.ts';
import { edited, small, type Fate } from './weather.ts';

export const issuer = 'https://api.botframework.com';

export interface SoakTeams {
  readonly url: string;
  readonly serviceUrl: string;
  /** What an activity is posted with. */
  token(): Promise<string>;
  /** Conversations that the bot was removed from. */
  readonly closed: Set<string>;
  close(): Promise<void>;
}

interface Options {
  readonly clock: Clock;
  readonly random: Random;
  readonly board: Board;
  readonly ledger: Ledger;
}

const tokenSeconds = 3_600;
const calls = /^\/teams\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

export async function startSoakTeams({ clock, random, board, ledger }: Options): Promise<SoakTeams> {
  const pair = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(pair.publicKey)), kid: 'k1', use: 'sig', endorsements: ['msteams'] };
  const closed = new Set<string>();
  const underWay = new Set<string>();

  function fateOf(call: Call): Fate | undefined {
    if (closed.has(call.conversationId)) return { status: 403, code: 'BotNotInConversationRoster' };
    if (call.method === 'PUT' && !board.has(call.activityId ?? ''))
      return { status: 404, code: 'ActivityNotFoundInConversation' };
    if (call.activity['type'] !== 'message') return small(random);
    const fate = board.questionOf(call)?.nextFate();
    if (fate === undefined) return undefined;
    if (call.method === 'PUT') return edited(fate, random);
    // Such a working card would stay: docs/adr/0006-state.md.
    return fate === 'taken, answer lost' && saysWorking(call.activity) ? undefined : fate;
  }

  /** Two of one conversation at once would be out of order. */
  async function inTurn({ conversationId, activity }: Call, work: () => Promise<void>): Promise<void> {
    if (activity['type'] === 'typing') return work();
    if (underWay.has(conversationId)) ledger.complain(`two messages at once into ${conversationId}`);
    underWay.add(conversationId);
    try {
      await work();
    } finally {
      underWay.delete(conversationId);
    }
  }

  async function connector(call: Call, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fate = fateOf(call);
    if (fate === 'lost') {
      request.socket.resetAndDestroy();
      return;
    }
    if (typeof fate === 'object' && 'status' in fate) {
      if (call.method === 'PUT' && fate.status === 404) board.lose(call.activityId ?? '');
      const headers = fate.retryAfter === undefined ? {} : { 'retry-after': String(fate.retryAfter) };
      json(response, fate.status, { error: { code: fate.code } }, headers);
      return;
    }
    const id = call.activity['type'] === 'typing' ? 'typing' : board.take(call);
    if (fate === 'taken, answer lost') {
      request.socket.resetAndDestroy();
      return;
    }
    if (fate !== undefined) await clock.sleep(fate.slowMs);
    json(response, call.method === 'POST' ? 201 : 200, call.method === 'DELETE' ? undefined : { id });
  }

  function other(url: string, body: unknown, request: IncomingMessage, response: ServerResponse): void {
    const fate = url.startsWith('/teams/') ? small(random) : undefined;
    if (fate === 'lost') {
      request.socket.resetAndDestroy();
      return;
    }
    if (typeof fate === 'object' && 'status' in fate) {
      json(response, fate.status, {});
      return;
    }
    const known = knownOf(url, body, serviceRoot(request), key);
    json(response, known === undefined ? 404 : 200, known ?? {});
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = (await request.toArray()).join('');
    const body = text === '' ? undefined : (JSON.parse(text) as unknown);
    const { url = '', method = '' } = request;
    const [, conversation, activity] = calls.exec(url) ?? [];
    if (conversation === undefined) {
      other(url, body, request, response);
      return;
    }
    const conversationId = decodeURIComponent(conversation);
    const activityId = activity === undefined ? undefined : decodeURIComponent(activity);
    const call = { method, conversationId, activityId, activity: isRecord(body) ? body : {} };
    await inTurn(call, () => connector(call, request, response));
  }

  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  const serviceUrl = `${url}/teams/`;
  let signed: { readonly token: string; readonly until: number } | undefined;

  return {
    url,
    serviceUrl,
    closed,
    async token() {
      const seconds = Math.floor(clock.now() / 1_000);
      if (signed === undefined || signed.until < seconds) {
        const claims = {
          iss: issuer,
          aud: botApp.clientId,
          serviceurl: serviceUrl,
          nbf: seconds,
          exp: seconds + tokenSeconds,
        };
        const header = { alg: 'RS256', typ: 'JWT', kid: 'k1' };
        const token = await new SignJWT(claims).setProtectedHeader(header).sign(pair.privateKey);
        signed = { token, until: seconds + tokenSeconds / 2 };
      }
      return signed.token;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serviceRoot({ headers }: IncomingMessage): string {
  return `http://${headers.host ?? ''}`;
}

/** The keys, people, rooms, teams and personal chats; `undefined`: nothing of the kind. */
function knownOf(url: string, body: unknown, root: string, key: object): object | undefined {
  if (url === '/openid') return { issuer, jwks_uri: `${root}/keys` };
  if (url === '/keys') return { keys: [key] };
  if (url.startsWith('/teams/v3/teams/')) return { aadGroupId: '88888888-aaaa-bbbb-cccc-0123456789ab' };
  if (url === '/teams/v3/conversations') return { id: ownChatOf(memberIn(body)) };
  const [, personId] = /\/members\/([^/?]+)$/.exec(url) ?? [];
  if (personId !== undefined) return memberOf(decodeURIComponent(personId));
  return url.includes('/pagedmembers') ? { members: [memberOf('29:person-000000000001')] } : undefined;
}

function memberIn(body: unknown): string {
  const members = isRecord(body) ? body['members'] : undefined;
  const [member] = Array.isArray(members) ? (members as readonly unknown[]) : [];
  return isRecord(member) ? String(member['id']) : '';
}

/** Two statements: restify, where it is loaded, makes `writeHead` of every server return nothing. */
function json(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
