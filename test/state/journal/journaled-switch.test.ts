/** Where a record goes that comes in the moment in which an outage ends. */

import { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { StateError } from '../../../src/state/errors.ts';
import { createJournal, type Journal } from '../../../src/state/journal/journal.ts';
import { journaled, type Kept } from '../../../src/state/journal/journaled.ts';
import { createLine, type Line } from '../../../src/state/journal/line.ts';
import { createOutage, type Outage } from '../../../src/state/journal/outage.ts';
import { migrate } from '../../../src/state/migrate.ts';
import { openSqlite } from '../../../src/state/sqlite.ts';
import { openState, type State } from '../../../src/state/state.ts';
import type { Tables } from '../../../src/state/tables.ts';
import { auditRecordOf } from '../../support/audit.ts';

const away = new StateError('away', { cause: { code: 'ECONNREFUSED' } });
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let shared: State;
let local: Kysely<Tables>;
let journal: Journal;
let outage: Outage;
let line: Line;
/** Ends the outage, as the last of a replay does. */
let ending: PromiseWithResolvers<void>;

beforeEach(async () => {
  shared = await openState({ file: ':memory:' });
  local = new Kysely<Tables>({ dialect: openSqlite(':memory:') });
  await migrate(local as Kysely<unknown>); // it makes the tables
  journal = await createJournal(local, { processId: 'p', now: () => 1, log: silent });
  outage = createOutage(
    () => 1,
    () => undefined,
  );
  line = createLine();
  outage.begin(away);
  ending = Promise.withResolvers();
  void line(() => ending.promise.then(() => outage.end()));
});

afterEach(async () => {
  await shared.close();
  await local.destroy();
});

function kept(overrides: Partial<Kept> = {}): Kept {
  return journaled({ ...shared, ...overrides }, { journal, outage, line });
}

test('what waited for the end of the replay goes to the database', async () => {
  const appended = kept().audit.append(auditRecordOf());
  ending.resolve();
  await appended;

  expect([(await shared.audit.head()).sequence, journal.waiting()]).toEqual([1, 0]);
});

test('what fails then, because it is away again, goes to the journal, and is an outage again', async () => {
  const append = (): Promise<never> => Promise.reject(away);
  const appended = kept({ audit: { ...shared.audit, append } }).audit.append(auditRecordOf());
  ending.resolve();
  await appended;

  expect([journal.waiting(), outage.now()]).toEqual([1, { since: 1, error: away }]);
});
