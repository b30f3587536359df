/** A plain HTTP client that sends paths exactly as given, and an emulator whose time stands still until moved. */

import { request, type IncomingHttpHeaders } from 'node:http';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator/emulator.ts';
import { fullApp, tenantId, type AppRegistration } from '../../emulator/identity.ts';
import { keyPair } from '../support/key-pair.ts';

export const startMs = Date.parse('2026-11-24T14:03:22Z');
export const defender = 'https://api.securitycenter.microsoft.com';

export async function startStill(options: EmulatorOptions = {}): Promise<Emulator> {
  return startEmulator({ keyPair: await keyPair(), realNow: () => startMs, ...options });
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** Of JSON; `undefined`: something else. */
  readonly json: unknown;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | object;
}

export function send(
  emulator: Emulator,
  target: string,
  { method = 'GET', headers, body }: Sent = {},
): Promise<Received> {
  const bytes = typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : body;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port: emulator.port, path: target, method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const whole = Buffer.concat(chunks);
          const text = whole.toString();
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: whole,
            text,
            json: parse(text),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(bytes);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function tokenForm(app: AppRegistration, fields: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: app.clientId,
    client_secret: app.clientSecret ?? '',
    scope: `${defender}/.default`,
    ...fields,
  }).toString();
}

export async function tokenFor(emulator: Emulator, app = fullApp, resource = defender): Promise<string> {
  const body = tokenForm(app, { scope: `${resource}/.default` });
  const { json } = await send(emulator, `/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body });
  return textAt(json, 'access_token');
}

/** A client of the API that is signed in. */
export async function signedIn(emulator: Emulator, app = fullApp) {
  const authorization = `Bearer ${await tokenFor(emulator, app)}`;
  return (path: string, { headers, ...sent }: Sent = {}): Promise<Received> =>
    send(emulator, path, { headers: { authorization, ...headers }, ...sent });
}

/** The text under `key`; throws when there is none. */
export function textAt(json: unknown, key: string): string {
  const value = at(json, key);
  if (typeof value !== 'string') throw new TypeError(`no text at ${key}`);
  return value;
}

export function at(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null
    ? Object.entries(json).find(([name]) => name === key)?.[1]
    : undefined;
}

/** What a collection holds; throws when the answer is none. */
export function valuesIn({ json }: Received): readonly unknown[] {
  const value = at(json, 'value');
  if (!Array.isArray(value)) throw new TypeError('no collection');
  return value;
}

export function idsIn(received: Received): readonly string[] {
  return valuesIn(received).map((entity) => textAt(entity, 'id'));
}

/** Path and query of a link. */
export function targetOf(link: string): string {
  return link.slice(link.indexOf('/', 'http://'.length));
}
