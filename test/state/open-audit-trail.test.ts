/** The audit trail beside the bot that writes it. */

import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { verifyChain } from '../../src/state/audit-chain.ts';
import { openAuditTrail } from '../../src/state/open-audit-trail.ts';
import type { State } from '../../src/state/state.ts';
import { auditRecordOf } from '../support/audit.ts';
import { databaseFile } from './database-file.ts';
import { engines, onPostgres, type TestDatabase } from './engines.ts';

describe.each(engines)('on %s whoever only reads', (_, create) => {
  let database: TestDatabase;
  let state: State;

  beforeEach(async () => {
    database = await create();
    state = await database.open();
  });

  afterEach(async () => {
    await database.remove();
  });

  test('reads beside the bot that writes, what it has written by then', async () => {
    await state.audit.append(auditRecordOf());
    const trail = await openAuditTrail(database.options);
    await state.audit.append(auditRecordOf());

    expect(await verifyChain(trail.entries(), [await trail.head()])).toMatchObject({ ok: true, head: { sequence: 2 } });
    await state.audit.append(auditRecordOf());
    expect(await trail.head()).toMatchObject({ sequence: 3 });
    await trail.close();
  });

  test('has nothing to write with', async () => {
    const trail = await openAuditTrail(database.options);

    expect(Object.keys(trail).sort()).toEqual(['close', 'entries', 'findings', 'head', 'page']);
    await trail.close();
  });

  test('is told where no bot has made a trail yet', async () => {
    await database.raw('ALTER TABLE audit_head RENAME TO other');

    await expect(openAuditTrail(database.options)).rejects.toMatchObject({
      name: 'StateError',
      message: expect.stringContaining('has no audit trail'),
    });
  });
});

test('PostgreSQL takes nothing from whoever only reads', async () => {
  const database = await onPostgres();
  await (await database.open()).close();
  const trail = await openAuditTrail(database.options);
  await database.raw('ALTER TABLE audit_head RENAME TO other');
  await database.raw('CREATE SEQUENCE looks');
  await database.raw(`CREATE VIEW audit_head AS SELECT nextval('looks') AS sequence, '' AS hash`);

  await expect(trail.head()).rejects.toMatchObject({ message: expect.stringContaining('read-only transaction') });

  await trail.close();
  await database.remove();
});

describe('on SQLite', () => {
  test('the file takes nothing from whoever only reads', async () => {
    const database = await databaseFile();
    await (await database.open()).close();
    const raw = new DatabaseSync(database.path, { readOnly: true });

    expect(() => raw.exec('DELETE FROM audit')).toThrow('readonly');

    raw.close();
    await database.remove();
  });

  test.each([
    ['there is no file', '/nowhere/none.db', 'cannot be opened'],
    ['nothing was kept', ':memory:', 'in memory is read by the process that holds it'],
  ])('whoever only reads is told where %s', async (_, file, why) => {
    await expect(openAuditTrail({ file })).rejects.toMatchObject({
      name: 'StateError',
      message: expect.stringContaining(why),
    });
  });
});
