/** Before all tests: a PostgreSQL for those that want one, unless `TEST_DATABASE_URL` names one. Nobody waits for it here. */

import { fileURLToPath } from 'node:url';
import { startChild, type Child } from '../../scripts/child.ts';
import { freePort } from '../../scripts/ports.ts';

declare global {
  // What setup and teardown of Jest share. Source: jestjs.io/docs/configuration (globalTeardown)
  var postgresServer: Child | undefined;
}

export default async function setup(): Promise<void> {
  if (process.env['TEST_DATABASE_URL'] !== undefined) return;
  const port = await freePort();
  const server = fileURLToPath(new URL('postgres-server.ts', import.meta.url));
  globalThis.postgresServer = startChild([server, String(port)], { env: process.env });
  process.env['TEST_DATABASE_URL'] = `postgres://triage:triage@127.0.0.1:${port}/postgres`;
}
