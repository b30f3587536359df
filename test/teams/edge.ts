/** The whole edge on real sockets, with a bot that says `pong`, for the tests of this folder. */

import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { InvokeResponse, TurnContext } from 'botbuilder';
import { Agent } from 'undici';
import { systemClock, type Clock } from '../../src/clock.ts';
import { createServer } from '../../src/server.ts';
import { createTeamsAdapter } from '../../src/teams/adapter.ts';
import { createConnector } from '../../src/teams/connector.ts';
import { createMessagesEndpoint, type MessagesEndpoint } from '../../src/teams/endpoint.ts';
import { localGate, teamsGate, type Gate } from '../../src/teams/gate.ts';
import { loopbackServiceUrl, serviceUrlAmong } from '../../src/teams/service-url.ts';
import { createTokenVerifier } from '../../src/teams/token.ts';
import { botId, issuer, tenantId, type Channel } from '../support/channel.ts';

interface LogLine {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Edge {
  readonly port: number;
  readonly endpoint: MessagesEndpoint;
  readonly lines: readonly LogLine[];
  /** Turns that the bot has begun. */
  readonly turns: number;
  post(body: string | Buffer | object, headers?: HeaderValues): Promise<Reply>;
  close(): Promise<void>;
}

/** One that is undefined is left out. */
export type HeaderValues = Readonly<Record<string, string | undefined>>;

export interface EdgeOptions {
  readonly mode?: 'required' | 'off';
  readonly clock?: Clock;
  readonly gateClock?: Clock;
  /** Before each activity is taken. */
  readonly take?: () => Promise<void>;
  /** What closes each invoke as soon as it is taken. */
  readonly closing?: InvokeResponse;
  readonly logic?: (context: TurnContext) => Promise<void>;
}

async function pong(context: TurnContext): Promise<void> {
  await context.sendActivity('pong');
}

export async function createEdge(channel: Channel, options: EdgeOptions = {}): Promise<Edge> {
  const { mode = 'required', clock = systemClock, gateClock = clock, logic = pong } = options;
  const dispatcher = new Agent();
  const lines: LogLine[] = [];
  const write = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const log = { info: write('info'), warn: write('warn'), error: write('error') };
  const mayServe = mode === 'off' ? loopbackServiceUrl : serviceUrlAmong({ teams: [], extra: [channel.host] });
  const token = mode === 'off' ? undefined : () => Promise.resolve('outbound-token');
  const connector = createConnector({ token, mayServe, dispatcher, clock, random: () => 0 });
  const adapter = createTeamsAdapter({ appId: botId, connector, clock });
  const verify = createTokenVerifier({
    appId: botId,
    issuers: [issuer],
    openIdUrl: channel.openIdUrl,
    dispatcher,
    clock: gateClock,
  });
  const gate: Gate = mode === 'off' ? localGate : teamsGate({ verify, tenantId, mayServe });
  let turns = 0;
  const endpoint = createMessagesEndpoint({
    gate,
    run: async (activity, taken) => {
      await options.take?.();
      taken();
      turns++;
      return adapter.run(activity, logic);
    },
    closing: () => options.closing,
    clock,
    log,
  });
  const server = createServer({ messages: endpoint.handle, isReady: () => true, clock: systemClock, log });
  const { port } = await server.listen({ port: 0, host: '127.0.0.1' });

  return {
    port,
    endpoint,
    lines,
    get turns() {
      return turns;
    },
    post: (body, headers = {}) => post(port, body, headers),
    async close() {
      await server.close(1_000);
      await dispatcher.destroy();
    },
  };
}

/** Bytes and text go as they are, objects as JSON. A header that is undefined is left out. */
export function post(port: number, body: string | Buffer | object, headers: HeaderValues): Promise<Reply> {
  const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const all: HeaderValues = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(bytes)),
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, method: 'POST', path: '/api/messages', headers: sent as Record<string, string> }, // by the filter
      (response) => {
        response.toArray().then((chunks) => {
          const text = Buffer.concat(chunks as Buffer[]).toString('utf8'); // no encoding is set
          resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
        }, reject);
      },
    );
    request.on('error', reject).end(bytes);
  });
}

/** Writes raw bytes and gives all that comes back until the server closes the connection. */
export function raw(port: number, text: string, onSent: () => void = () => undefined): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, onSent));
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('error', () => undefined).on('close', () => resolve(answer));
  });
}
