/** A PostgreSQL of the stage's own, which can be stopped and started on what it keeps, and whose clock is the stage's. */

import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { startChild, type Child } from '../../../scripts/child.ts';
import { freePort } from '../../../scripts/ports.ts';
import { until } from '../../support/until.ts';
import type { Pace } from './time.ts';

export interface StageDatabase {
  /** For `DATABASE_URL`. */
  readonly url: string;
  /** Statements of whoever looks on from outside. */
  rows(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** All that is kept, by `table.column`: a value a line. */
  texts(): Promise<ReadonlyMap<string, string>>;
  /** Files in which one of these stands, also where it was kept for a moment only: the log that is written ahead too. */
  filesWith(texts: readonly string[]): readonly string[];
  /** From now on it goes by this. */
  setPace(pace: Pace): Promise<void>;
  /** `immediate`: without a word to anybody, as if it were killed. Source: postgresql.org/docs/current/server-shutdown.html */
  stop(how: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

const server = fileURLToPath(new URL('../../support/postgres-server.ts', import.meta.url));
const signals = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

export async function createStageDatabase(): Promise<StageDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'triage-replicas-'));
  const port = await freePort();
  const plain = `postgres://triage:triage@127.0.0.1:${port}/postgres`;
  let running: Child | undefined;

  async function start(): Promise<void> {
    const child = startChild([server, String(port), folder], { env: process.env });
    running = child;
    await until(() => child.output().includes('is ready') || child.hasExited() || undefined, 30_000);
    if (child.hasExited()) throw new Error(`PostgreSQL did not start: ${child.output()}`);
  }

  async function stop(how: 'fast' | 'immediate'): Promise<void> {
    const [pid = ''] = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), signals[how]);
    await until(() => !isAlive(Number(pid)) || undefined);
    await running?.stop(100);
    running = undefined;
  }

  async function rows(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const client = new Client({ connectionString: plain });
    await client.connect();
    try {
      return (await client.query<Readonly<Record<string, unknown>>>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  async function texts(): Promise<ReadonlyMap<string, string>> {
    const tables = await rows(
      `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const found = new Map<string, string>();
    for (const { name } of tables)
      for (const row of await rows(`SELECT * FROM ${String(name)}`))
        for (const [column, value] of Object.entries(row)) {
          const key = `${String(name).replace('public.', '')}.${column}`;
          found.set(key, `${found.get(key) ?? ''}${String(value).replaceAll(/\s+/g, ' ')}\n`);
        }
    return found;
  }

  await start();
  return {
    // What stands before pg_catalog takes the place of its clock. Source: postgresql.org/docs/current/ddl-schemas.html
    url: `${plain}?options=${encodeURIComponent('-c search_path=public,pg_catalog')}`,
    rows,
    texts,
    filesWith(texts) {
      const { stdout, status } = spawnSync('grep', ['-rlaF', '-f', '-', folder], { input: texts.join('\n') });
      if (status !== 0 && status !== 1) throw new Error('grep could not look through the files of the database');
      return stdout
        .toString()
        .split('\n')
        .filter((file) => file !== '');
    },
    async setPace({ realMs, ownMs, speed }) {
      await rows(`
        CREATE OR REPLACE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS $$
          SELECT to_timestamp((${ownMs} + (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000 - ${realMs}) * ${speed}) / 1000)
        $$`);
    },
    stop,
    start,
    async remove() {
      if (running !== undefined) await stop('immediate');
      await rm(folder, { recursive: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
