/** PostgreSQL, on which several replicas meet: a pool of connections behind kysely's dialect. */

import { readFileSync } from 'node:fs';
import { PostgresDialect, type PostgresPoolClient } from 'kysely';
import { Pool, TypeOverrides, types, type PoolClient, type PoolConfig } from 'pg';
import { StateError } from './errors.ts';
import { isAway, postgresError } from './postgres-faults.ts';

export interface PostgresSettings {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string;
  /** For the server, as `-c search_path=triage`. Source: postgresql.org/docs/current/libpq-connect.html (options) */
  readonly options: string | undefined;
  /** `undefined`: in the clear. */
  readonly tls: PostgresTls | undefined;
}

export interface PostgresTls {
  /** What of its certificate: that there is one, who signed it, and for whom as well. */
  readonly checks: 'nothing' | 'chain' | 'name';
  /** A PEM file; `undefined`: those that Node trusts. */
  readonly caFile: string | undefined;
}

/** Hears of connections that broke while nobody used them. */
export type OnLost = (error: unknown) => void;

/** In ms, but for the first: by the server, by us, and for what a replica may leave hanging when it dies. */
export const postgresLimits = {
  connections: 10,
  connectMs: 5_000,
  statementMs: 10_000,
  /** A server that does not even say that it gave up is gone: the connection is given up with it. */
  answerMs: 15_000,
  transactionIdleMs: 10_000,
  connectionIdleMs: 30_000,
} as const;

export type PostgresLimits = Readonly<Record<keyof typeof postgresLimits, number>>;

/** Connects when it is first used. Throws StateError where the file of the CA cannot be read. */
export function openPostgres(
  settings: PostgresSettings,
  onLost: OnLost,
  limits: PostgresLimits = postgresLimits,
): PostgresDialect {
  const pool = new Pool(configOf(settings, limits));
  pool.on('error', onLost); // of those that nobody uses
  const told = (cause: unknown): StateError => postgresError(settings, cause);

  /** One that failed by itself, and not by what was asked of it, is not used again. */
  function connectionOf(client: PoolClient): PostgresPoolClient {
    let isBroken = false;
    const lost = (error: unknown): void => {
      isBroken = true;
      onLost(error);
    };
    client.on('error', lost); // between two statements too: nobody listening would end the process

    async function query(statement: string, parameters: readonly unknown[] = []): Promise<object> {
      try {
        return await client.query(statement, parameters.map(storable));
      } catch (error) {
        if (!isAway(error)) throw error;
        isBroken = true;
        throw told(error);
      }
    }
    return {
      query: query as PostgresPoolClient['query'], // there are no cursors
      release(isDiscarded = false) {
        client.off('error', lost);
        client.release(isDiscarded || isBroken);
      },
    };
  }

  async function connect(): Promise<PostgresPoolClient> {
    try {
      return connectionOf(await pool.connect());
    } catch (error) {
      throw told(error);
    }
  }

  return new PostgresDialect({ pool: { options: {}, connect, end: () => pool.end() } });
}

function configOf({ tls, ...settings }: PostgresSettings, limits: PostgresLimits): PoolConfig {
  return {
    ...settings,
    ssl: tls === undefined ? false : tlsOf(tls),
    application_name: 'defender-triage-bot',
    types: withNumbers(),
    keepAlive: true,
    max: limits.connections,
    connectionTimeoutMillis: limits.connectMs,
    idleTimeoutMillis: limits.connectionIdleMs,
    statement_timeout: limits.statementMs,
    query_timeout: limits.answerMs,
    idle_in_transaction_session_timeout: limits.transactionIdleMs,
  };
}

function tlsOf({ checks, caFile }: PostgresTls): PoolConfig['ssl'] {
  return {
    ca: caFile === undefined ? undefined : textOf(caFile),
    rejectUnauthorized: checks !== 'nothing',
    ...(checks === 'chain' ? { checkServerIdentity: () => undefined } : {}),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StateError(`The file ${file} with the CA of PostgreSQL cannot be read`, { cause });
  }
}

/** Ours are below 2^53: times and counts. */
function withNumbers(): TypeOverrides {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.INT8, Number);
  return overrides;
}

/** Text of PostgreSQL holds no NUL, and text of others may. Source: postgresql.org/docs/current/datatype-character.html */
function storable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
}
