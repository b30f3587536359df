/**
 * Teams' connector in any weather: each message brings along what happens to its attempts, one after the other; then it
 * is taken. It keeps what stands in each conversation, and looks at Teams' limits itself.
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/clock.ts';
import { teamsLimits, type TeamsLimits } from './teams-limits.ts';

/** What one attempt meets. */
export type Weather =
  /** Refused, by status; with what Teams says, and when to come back in seconds. */
  | { readonly status: number; readonly code?: string; readonly retryAfter?: number }
  /** Taken, and answered that much later. */
  | { readonly slowMs: number }
  /** The connection breaks: before it was taken, or after. */
  | 'lost'
  | 'taken, answer lost'
  /** Neither taken nor answered. */
  | 'silence';

export interface Sky {
  readonly host: string;
  readonly origin: string;
  readonly serviceUrl: string;
  /** Texts that stand in a conversation, in order; an edit stands where its message stood. */
  shown(conversationId: string): readonly string[];
  /** Texts of all attempts, in the order of their arrival. */
  readonly arrived: readonly string[];
  readonly limits: TeamsLimits;
  /** Requests that it keeps waiting. */
  readonly parked: number;
  close(): Promise<void>;
}

/** An activity: `text` tells it apart, `weather` is what its attempts meet. */
interface Sent {
  readonly text: string;
  readonly weather?: readonly Weather[];
  readonly type?: string;
}

const sendPath = /^\/teams\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

/** @param isClear - what messages bring along does not happen here. */
export async function createSky(clock: Clock, { isClear = false } = {}): Promise<Sky> {
  const standing = new Map<string, Map<string, string>>();
  const attempts = new Map<string, number>();
  const arrived: string[] = [];
  const limits = teamsLimits();
  let parked = 0;

  function take(method: string, conversationId: string, activityId: string | undefined, { text, type }: Sent): string {
    const messages = standing.get(conversationId) ?? new Map<string, string>();
    standing.set(conversationId, messages);
    const id = method === 'PUT' && activityId !== undefined ? activityId : `m${arrived.length}`;
    if (type !== 'typing') messages.set(id, text);
    return id;
  }

  async function park(response: ServerResponse, until: Promise<unknown>): Promise<void> {
    parked++;
    try {
      await Promise.race([until, new Promise((resolve) => response.once('close', resolve))]);
    } finally {
      parked--;
    }
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = JSON.parse((await request.toArray()).join('')) as Sent; // the tests send nothing else
    const [, conversation = '', activityId] = sendPath.exec(request.url ?? '') ?? [];
    const conversationId = decodeURIComponent(conversation);
    arrived.push(sent.text);
    limits.called(conversationId, clock.now());
    const attempt = attempts.get(sent.text) ?? 0;
    attempts.set(sent.text, attempt + 1);
    const weather = (isClear ? undefined : sent.weather?.[attempt]) ?? { slowMs: 0 };
    if (weather === 'silence') return park(response, new Promise(() => undefined));
    if (typeof weather === 'object' && 'status' in weather) {
      refuse(response, weather);
      return;
    }
    if (weather === 'lost') {
      request.socket.resetAndDestroy();
      return;
    }
    const id = take(request.method ?? '', conversationId, activityId, sent);
    if (weather === 'taken, answer lost') {
      request.socket.resetAndDestroy();
      return;
    }
    if (weather.slowMs > 0) await park(response, clock.sleep(weather.slowMs));
    json(response, request.method === 'POST' ? 201 : 200, { id });
  }

  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  return {
    host,
    origin: `http://${host}`,
    serviceUrl: `http://${host}/teams/`,
    shown: (conversationId) => [...(standing.get(conversationId)?.values() ?? [])],
    arrived,
    limits,
    get parked() {
      return parked;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(
  response: ServerResponse,
  { status, code, retryAfter }: Exclude<Weather, string | { slowMs: number }>,
): void {
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  json(response, status, { error: { code } }, headers);
}

/** Two statements: restify, where it is loaded, makes `writeHead` of every server return nothing. */
function json(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
