/** The engines that keep the state: every test of what is kept runs on each. */

import { DatabaseSync } from 'node:sqlite';
import type { Dialect } from 'kysely';
import { Client } from 'pg';
import type { Clock } from '../../src/clock.ts';
import { readStateConfig } from '../../src/config.ts';
import { postgresEngine, sqliteEngine, type Engine as EngineWays } from '../../src/state/engine.ts';
import { openPostgres, type PostgresSettings } from '../../src/state/postgres.ts';
import { openSqlite } from '../../src/state/sqlite.ts';
import { openState, type State, type StateOptions } from '../../src/state/state.ts';
import { manualClock } from '../support/clock.ts';
import { until } from '../support/until.ts';
import { databaseFile } from './database-file.ts';

/** A database of a test's own, opened as often as it likes. */
export interface TestDatabase {
  /** For a process of its own: `DATABASE_URL`. */
  readonly url: string;
  readonly options: StateOptions;
  open(): Promise<State>;
  /** Without the bot's tables. */
  dialect(): Dialect;
  /** As a process has it whose clock this is. */
  engine(clock: Clock): EngineWays;
  /** Past the bot: statements that both engines know. */
  raw(statement: string): Promise<readonly object[]>;
  /** What is kept, as text: the bytes of the files, or all rows. */
  contents(): Promise<string>;
  /** Closes what was opened and takes it away. */
  remove(): Promise<void>;
}

export interface PostgresTestDatabase extends TestDatabase {
  readonly options: PostgresSettings;
}

export type Engine = readonly [name: 'SQLite' | 'PostgreSQL', create: () => Promise<TestDatabase>];

export const engines: readonly Engine[] = [
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
];

async function onSqlite(): Promise<TestDatabase> {
  const file = await databaseFile();
  const { path } = file;
  return {
    url: `sqlite:${path}`,
    options: { file: path },
    open: () => file.open(),
    dialect: () => openSqlite(path),
    engine: () => sqliteEngine,
    raw(statement) {
      const database = new DatabaseSync(path);
      const rows = database.prepare(statement).all();
      database.close();
      return Promise.resolve(rows);
    },
    contents: () => file.contents(),
    remove: () => file.remove(),
  };
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
let schemas = 0;

/** A schema for each test: a database would cost ten times as much. */
export async function onPostgres(): Promise<PostgresTestDatabase> {
  const server = await postgresServer();
  const schema = `test_${process.pid}_${++schemas}`;
  await server.query(`CREATE SCHEMA ${schema}`);
  await server.query(`SET search_path TO ${schema}`);
  const url = new URL(serverUrl());
  url.searchParams.set('options', `-c search_path=${schema}`);
  const options = readStateConfig({ DATABASE_URL: url.href });
  if (!('host' in options)) throw new TypeError(`${url.protocol} is not PostgreSQL`);
  const opened: State[] = [];
  return {
    url: url.href,
    options,
    async open() {
      const state = await openState(options, { clock: manualClock(), log: silent });
      opened.push(state);
      return state;
    },
    dialect: () => openPostgres(options, () => undefined),
    engine: postgresEngine,
    raw: async (statement) => (await server.query<object>(statement)).rows,
    async contents() {
      const tables = await server.query<{ name: string }>(
        'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1',
        [schema],
      );
      const rows: unknown[] = [];
      for (const { name } of tables.rows) rows.push((await server.query<object>(`SELECT * FROM ${name}`)).rows);
      return JSON.stringify(rows);
    },
    async remove() {
      await Promise.all(opened.map((state) => state.close().catch(() => undefined))); // some a test has closed
      await server.query(`DROP SCHEMA ${schema} CASCADE`);
      await server.end();
    },
  };
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('Start the tests with npm test: it starts PostgreSQL too');
  return url;
}

/** It may be starting. */
function postgresServer(): Promise<Client> {
  return until(async () => {
    const client = new Client({ connectionString: serverUrl() });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch {
      return undefined;
    }
  }, 30_000);
}
