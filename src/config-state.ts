/** `DATABASE_URL` → where the state is: a file of SQLite, or PostgreSQL as libpq names it. */

import type { Faults } from './config-faults.ts';
import { isLoopbackHost } from './loopback.ts';
import type { PostgresSettings, PostgresTls } from './state/postgres.ts';
import type { StateOptions } from './state/state.ts';
import type { Variables } from './variables.ts';

/** Faults name no part of the URL: it has a password in it. */
export function stateConfig(databaseUrl: string, faults: Faults): StateOptions {
  if (databaseUrl.startsWith('sqlite:')) return { file: databaseUrl.replace(/^sqlite:/, '') };
  const read = postgresIn(databaseUrl);
  if (typeof read !== 'string') return read;
  faults.add('DATABASE_URL', read);
  return { file: ':memory:' };
}

/** The file of the journal; `undefined`: none. */
export function journalConfig({ DATABASE_URL, AUDIT_JOURNAL }: Variables, faults: Faults): string | undefined {
  const isAlone = DATABASE_URL.startsWith('sqlite:');
  if (AUDIT_JOURNAL !== undefined && isAlone)
    faults.add('AUDIT_JOURNAL', 'is for PostgreSQL: with DATABASE_URL=sqlite:… the state is a file already');
  return AUDIT_JOURNAL;
}

const parameters: readonly string[] = ['sslmode', 'sslrootcert', 'host', 'options'];

/**
 * A text: what is wrong with it.
 * Source: postgresql.org/docs/current/libpq-connect.html (connection URIs)
 */
function postgresIn(databaseUrl: string): PostgresSettings | string {
  const url = URL.parse(databaseUrl);
  if (url === null) return 'must be postgres://<user>:<password>@<host>/<database>, percent-encoded';
  const set = url.searchParams;
  const unknown = [...set.keys()].filter((name) => !parameters.includes(name));
  if (unknown.length > 0) return `may have the parameters ${parameters.join(', ')}, and no others`;
  const decoded = decodedParts(url);
  if (decoded === undefined) return 'has a percent sign that encodes nothing';
  const { user, password, database } = decoded;
  const host = set.get('host') ?? url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (user === '' || host === '' || database === '') return 'has to name a user, a host and a database';
  const tls = tlsOf(set.get('sslmode'), set.get('sslrootcert') ?? undefined, isOfThisMachine(host));
  if (typeof tls === 'string') return tls;
  const port = url.port === '' ? defaultPort : Number(url.port);
  const options = set.get('options') ?? undefined;
  return { host, port, user, password: password === '' ? undefined : password, database, options, tls: tls.tls };
}

const defaultPort = 5432;

function decodedParts({ username, password, pathname }: URL) {
  try {
    const [user = '', secret = '', database = ''] = [username, password, pathname.slice(1)].map(decodeURIComponent);
    return { user, password: secret, database };
  } catch {
    return undefined;
  }
}

function isOfThisMachine(host: string): boolean {
  return host.startsWith('/') || isLoopbackHost(host) || isLoopbackHost(`[${host}]`);
}

/**
 * Where nothing is said it is checked who answers, but for this machine. `prefer` and `allow` would go on in the clear
 * for whoever asks for it on the way. Source: postgresql.org/docs/current/libpq-ssl.html
 */
function tlsOf(
  mode: string | null,
  caFile: string | undefined,
  isLocal: boolean,
): { readonly tls: PostgresTls | undefined } | string {
  switch (mode ?? (isLocal && caFile === undefined ? 'disable' : 'verify-full')) {
    case 'disable':
      return { tls: undefined };
    case 'require':
      return { tls: { checks: caFile === undefined ? 'nothing' : 'chain', caFile } };
    case 'verify-ca':
      return { tls: { checks: 'chain', caFile } };
    case 'verify-full':
      return { tls: { checks: 'name', caFile } };
    default:
      return 'has to have an sslmode of disable, require, verify-ca or verify-full';
  }
}
