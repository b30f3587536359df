/** Hostile requests without number, each with a long word of its own, so that whatever remembers one kind of them grows in sight. */

import { gzipSync } from 'node:zlib';
import { Pool } from 'undici';
import type { Scene } from './scene.ts';

interface Hostile {
  readonly path?: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

type Kind = (i: number) => Hostile;

export interface Flood {
  /** Sends `count` more, a few at a time; gives how often each status came back. */
  readonly send: (count: number) => Promise<ReadonlyMap<number, number>>;
  readonly close: () => Promise<void>;
}

const atATime = 8;

export async function createFlood(scene: Scene): Promise<Flood> {
  const kinds = await kindsFor(scene);
  const pool = new Pool(`http://127.0.0.1:${scene.port}`, { connections: atATime });
  let sent = 0;

  async function one(): Promise<number> {
    const i = sent++;
    const { path = '/api/messages', method = 'POST', headers, body } = kinds[i % kinds.length]?.(i) ?? {};
    const response = await pool.request({
      path,
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'POST' ? { body: body ?? JSON.stringify(scene.forged({ id: `t${i}` })) } : {}),
    });
    await response.body.dump();
    return response.statusCode;
  }

  return {
    async send(count) {
      const statuses = new Map<number, number>();
      const end = sent + count;
      const worker = async (): Promise<void> => {
        while (sent < end) {
          const status = await one();
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      };
      await Promise.all(Array.from({ length: atATime }, worker));
      return statuses;
    },
    close: () => pool.close(),
  };
}

/** Signed once: it is reading them that is looked at. */
async function kindsFor(scene: Scene): Promise<readonly Kind[]> {
  const authorization = scene.authorization ?? '';
  const bomb = gzipSync('a'.repeat(1_000_000));
  const [head = '', payload = '', signature = ''] = (await scene.sign()).split('.');
  const foreign = await Promise.all(
    Array.from({ length: 500 }, (_, i) => scene.sign({ claims: { iss: `https://sts.windows.net/${word(i)}/` } })),
  );
  const message = (fields: object): string => JSON.stringify(scene.forged(fields));
  const bearing = (token: string, rest: Hostile = {}): Hostile => ({
    ...rest,
    headers: { ...rest.headers, authorization: `Bearer ${token}` },
  });
  const genuine = (rest: Hostile): Hostile => ({ ...rest, headers: { ...rest.headers, authorization } });
  const claims = (i: number): string =>
    encoded({ iss: `https://sts.windows.net/${word(i)}/`, tid: word(i), aud: scene.appId });

  return [
    (i) => ({ headers: { 'x-word': word(i) } }),
    (i) => bearing(`garbage-${word(i)}`),
    (i) => bearing(`${encoded({ alg: 'none', kid: word(i) })}.${payload}.AA`),
    (i) => bearing(`${encoded({ alg: 'RS256', kid: word(i) })}.${claims(i)}.AA`),
    (i) => bearing(`${head}.${claims(i)}.${signature}`),
    (i) => bearing(foreign[i % foreign.length] ?? ''),
    (i) => genuine({ body: message({ conversation: { id: `a:${i}`, tenantId: word(i) } }) }),
    (i) => genuine({ body: message({ serviceUrl: `https://evil.example/${word(i)}` }) }),
    (i) => genuine({ body: message({ from: { id: i, name: word(i) } }) }),
    (i) => genuine({ body: `{"${word(i)}":` }),
    (i) => genuine({ body: `["${word(i)}",${'[{"a":'.repeat(1_000)}` }),
    (i) => genuine({ body: bomb, headers: { 'content-encoding': `gzip, ${word(i)}` } }),
    (i) => genuine({ body: word(i).repeat(300) }),
    (i) => genuine({ headers: { host: `${word(i)}/` } }),
    (i) => ({ path: `/nowhere/${word(i)}?${word(i)}=1` }),
    (i) => ({ method: 'GET', path: `/api/messages?word=${word(i)}` }),
  ];
}

/** A kilobyte that never comes again. */
function word(i: number): string {
  return `${i}-`.padEnd(1_000, 'x');
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
