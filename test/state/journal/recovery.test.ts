import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Kysely } from 'kysely';
import { expect, test } from '@jest/globals';
import { StateError } from '../../../src/state/errors.ts';
import { createJournal } from '../../../src/state/journal/journal.ts';
import { createLine } from '../../../src/state/journal/line.ts';
import { createOutage } from '../../../src/state/journal/outage.ts';
import { createRecovery } from '../../../src/state/journal/recovery.ts';
import { migrate } from '../../../src/state/migrate.ts';
import { openPostgres } from '../../../src/state/postgres.ts';
import { openSqlite } from '../../../src/state/sqlite.ts';
import type { Tables } from '../../../src/state/tables.ts';
import { manualClock } from '../../support/clock.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('while a database that says nothing is waited for, the journal takes what comes', async () => {
  const clock = manualClock();
  const now = (): number => clock.now();
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const settings = { host: '127.0.0.1', port, user: 'u', password: undefined, database: 'd' };
  const dialect = openPostgres({ ...settings, options: undefined, tls: undefined }, () => undefined);
  const db = new Kysely<Tables>({ dialect });
  const local = new Kysely<Tables>({ dialect: openSqlite(':memory:') });
  await migrate(local as Kysely<unknown>); // it makes the tables
  const journal = await createJournal(local, { processId: 'p', now, log: silent });
  const key = { conversationId: 'c', activityId: 'a' };
  await journal.activities.begin(key, '{}', 1);
  const outage = createOutage(now, () => undefined);
  outage.begin(new StateError('away'));
  const line = createLine();
  const quotas = { tell: () => Promise.resolve() };
  const recovery = createRecovery({ processId: 'p', db, journal, outage, line, quotas, clock, log: silent });

  const replayed = recovery.replayNow();
  const connected = once(server, 'connection');
  if (sockets.length === 0) await connected;
  await line(() => journal.activities.end(key, 'answered'));
  const wasAway = outage.now() !== undefined;
  for (const socket of sockets) socket.destroy();

  expect([wasAway, await replayed]).toEqual([true, false]);
  server.close();
  await db.destroy();
  await local.destroy();
});
