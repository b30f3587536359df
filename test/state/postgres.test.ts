/** What the driver makes of its server’s moods; what is kept there is in the tests of both engines. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openPostgres, postgresLimits, type PostgresSettings, type PostgresTls } from '../../src/state/postgres.ts';
import { openState } from '../../src/state/state.ts';
import { manualClock } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { selfSigned } from '../support/self-signed.ts';
import { onPostgres, type PostgresTestDatabase } from './engines.ts';

const { key, certificate } = selfSigned();
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ways = { clock: manualClock(), log: silent };

let database: PostgresTestDatabase;
let settings: PostgresSettings;
let lost: unknown[];
let db: Kysely<unknown>;

beforeEach(async () => {
  database = await onPostgres();
  settings = database.options;
  lost = [];
  db = new Kysely<unknown>({ dialect: openPostgres(settings, (error) => void lost.push(error)) });
});

afterEach(async () => {
  await db.destroy();
  await database.remove();
});

async function pid(): Promise<number> {
  const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(db);
  return rows[0]?.pid ?? 0;
}

test('large numbers come back as numbers, and text with what PostgreSQL cannot hold without it', async () => {
  const { rows } = await sql`SELECT ${1795529002000}::bigint AS at, ${'a\0b'}::text AS name`.execute(db);

  expect(rows).toEqual([{ at: 1795529002000, name: 'a\uFFFDb' }]);
});

test('a connection that broke while nobody used it is told of, and the next question has another', async () => {
  const first = await pid();
  await database.raw(`SELECT pg_terminate_backend(${first})`);
  await eventually(() => lost.length === 1);

  expect(await pid()).not.toBe(first);
});

test('a connection that breaks amid a question fails that one, and the next has another', async () => {
  const first = await pid();
  const asked = sql`SELECT pg_sleep(600)`.execute(db);
  const refused = expect(asked).rejects.toMatchObject({ name: 'StateError', message: expect.stringContaining('it ') });
  await database.raw(`SELECT pg_terminate_backend(${first})`);

  await refused;
  expect(await pid()).not.toBe(first);
});

test('a connection that breaks between two statements of a transaction fails that one, and ends nothing else', async () => {
  let first = 0;
  const torn = db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(transaction);
    first = rows[0]?.pid ?? 0;
    await database.raw(`SELECT pg_terminate_backend(${first})`);
    await eventually(() => lost.length > 0);
    await sql`SELECT 1`.execute(transaction);
  });

  await expect(torn).rejects.toMatchObject({ name: 'StateError' });
  expect(await pid()).not.toBe(first);
});

test('what takes too long is ended by the server, and what is wrong with a question stays its own error', async () => {
  const hurried = new Kysely<unknown>({
    dialect: openPostgres(settings, () => undefined, { ...postgresLimits, statementMs: 50 }),
  });

  await expect(sql`SELECT pg_sleep(600)`.execute(hurried)).rejects.toMatchObject({
    name: 'StateError',
    message: expect.stringContaining('was too slow'),
  });
  await expect(sql`SELECT nothing`.execute(hurried)).rejects.toMatchObject({ code: '42703' });
  await hurried.destroy();
});

test('a server that says nothing any more is given up', async () => {
  const hurried = new Kysely<unknown>({
    dialect: openPostgres(settings, () => undefined, { ...postgresLimits, answerMs: 50 }),
  });

  await expect(sql`SELECT pg_sleep(600)`.execute(hurried)).rejects.toMatchObject({ name: 'StateError' });
  await hurried.destroy();
});

describe('at the start the operator is told', () => {
  test.each<[string, Partial<PostgresSettings>, string]>([
    ['nobody listens', { port: 9 }, 'nothing listens there'],
    ['the password is wrong', { password: 'wrong-hush' }, 'refuses the password'],
    ['there is no such database', { database: 'none' }, 'has no such database'],
    ['the server has no TLS', { tls: { checks: 'name', caFile: undefined } }, 'does not take TLS'],
    ['the CA is not there', { tls: { checks: 'name', caFile: '/nowhere.pem' } }, '/nowhere.pem'],
    ['the host is not known', { host: 'nobody.invalid' }, 'is not known by that name'],
  ])('that %s', async (_, wrong, why) => {
    const opening = openState({ ...settings, ...wrong }, ways);

    await expect(opening).rejects.toMatchObject({ name: 'StateError', message: expect.stringContaining(why) });
    await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining('hush') });
  });
});

describe('TLS', () => {
  let folder: string;
  let server: Server;
  let sockets: Socket[];
  /** What reached it inside TLS: the name of the user comes first, and a password follows. */
  let heard: string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'triage-ca-'));
    await writeFile(join(folder, 'ca.pem'), certificate);
    [heard, sockets] = [[], []];
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write('S'); // it takes TLS. Source: postgresql.org/docs/current/protocol-flow.html (SSL)
        const inside = new TLSSocket(socket, { isServer: true, key, cert: certificate });
        inside
          .on('error', () => undefined)
          .once('data', (bytes: Buffer) => {
            heard.push(bytes.toString('latin1'));
            inside.destroy();
          });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await rm(folder, { recursive: true });
  });

  test.each<[PostgresTls['checks'], boolean, string, boolean]>([
    ['name', false, 'nobody trusted has signed', false],
    ['name', true, 'for another name', false],
    ['chain', false, 'nobody trusted has signed', false],
    ['chain', true, '', true],
    ['nothing', false, '', true],
  ])('that checks %s, with a CA %s: the server hears who asks only where it is the right one', async (...row) => {
    const [checks, isCaKnown, why, isHeard] = row;
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const caFile = isCaKnown ? join(folder, 'ca.pem') : undefined;

    const opening = openState({ ...settings, port, tls: { checks, caFile } }, ways);

    await expect(opening).rejects.toMatchObject({ name: 'StateError', message: expect.stringContaining(why) });
    expect(heard.some((text) => text.includes(settings.user))).toBe(isHeard);
  });
});
