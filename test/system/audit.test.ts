/** `npm run audit` as a process, beside a bot that has the database open. */

import { readFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startChild } from '../../scripts/child.ts';
import { headWords } from '../../src/state/audit-record.ts';
import type { State } from '../../src/state/state.ts';
import { databaseFile, type DatabaseFile } from '../state/database-file.ts';
import { auditRecordOf } from '../support/audit.ts';

let database: DatabaseFile;
let state: State;

beforeEach(async () => {
  database = await databaseFile();
  state = await database.open();
  for (let day = 1; day <= 5; day++)
    await state.audit.append(auditRecordOf({ turnId: `turn${day}`, at: Date.parse(`2026-11-0${day}T12:00:00Z`) }));
});

afterEach(async () => {
  await database.remove();
});

const script = fileURLToPath(new URL('../../scripts/audit.ts', import.meta.url));

async function audit(
  ...args: readonly string[]
): Promise<{ readonly code: number | undefined; readonly said: string }> {
  const child = startChild([script, ...args], { env: { DATABASE_URL: `sqlite:${database.path}` } });
  const code = await child.exited();
  return { code, said: child.output() };
}

function tamper(sql: string): void {
  const raw = new DatabaseSync(database.path);
  raw.exec(sql);
  raw.close();
}

describe('verify', () => {
  test('finds the trail whole while the bot has it open and goes on writing', async () => {
    const going = audit('verify');
    for (let i = 0; i < 50; i++) await state.audit.append(auditRecordOf());

    const { code, said } = await going;

    expect(said).toMatch(/^The audit trail is whole: \d+ records, head \d+:[\da-f]{64}\n$/);
    expect(code).toBe(0);
  });

  test.each([
    ['was changed', `UPDATE audit SET name = 'Somebody else' WHERE sequence = 3`, 'Record 3: its hash is not'],
    ['had its ids changed', `UPDATE audit SET ids = '[]' WHERE sequence = 2`, 'Record 2: its hash is not'],
    ['was taken out', 'DELETE FROM audit WHERE sequence = 3', 'Record 4: it follows on 2'],
    ['is the last and was taken out', 'DELETE FROM audit WHERE sequence = 5', 'Record 5: the chain ends with 4:'],
    [
      'changed places with another',
      'UPDATE audit SET sequence = 9 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = 9',
      'Record 2: it does not name the hash',
    ],
    [
      'was put in',
      `CREATE TABLE t AS SELECT * FROM audit WHERE sequence = 5; UPDATE t SET sequence = 6; INSERT INTO audit SELECT * FROM t`,
      'Record 6: it does not name the hash',
    ],
    [
      'was put in before the first',
      `CREATE TABLE t AS SELECT * FROM audit WHERE sequence = 1; UPDATE t SET sequence = -1; INSERT INTO audit SELECT * FROM t`,
      'Record -1: it follows on 0',
    ],
  ])('names a record that %s', async (_, sql, fault) => {
    tamper(sql);

    const { code, said } = await audit('verify');

    expect(said).toContain(`The audit trail is not whole. ${fault}`);
    expect(code).toBe(1);
  });

  test('finds a tail that was cut together with the head, when told a head from the log', async () => {
    const head = headWords(await state.audit.head());
    tamper(
      'DELETE FROM audit WHERE sequence > 3; UPDATE audit_head SET sequence = 3, hash = (SELECT hash FROM audit WHERE sequence = 3)',
    );

    expect((await audit('verify')).code).toBe(0);
    const { code, said } = await audit('verify', '--head', head);
    expect(said).toContain('Record 4: the chain ends with 3:');
    expect(code).toBe(1);
  });

  test('changes nothing', async () => {
    await state.close();
    const before = await readFile(database.path);

    expect((await audit('verify')).code).toBe(0);

    expect((await readFile(database.path)).equals(before)).toBe(true);
  });
});

describe('export', () => {
  const turnsIn = (said: string): readonly unknown[] =>
    said
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly turnId: unknown }).turnId);

  test('has a record a line, with its time and its hashes', async () => {
    const { code, said } = await audit('export');

    expect(code).toBe(0);
    expect(turnsIn(said)).toEqual(['turn1', 'turn2', 'turn3', 'turn4', 'turn5']);
    expect(JSON.parse(said.split('\n', 1)[0] ?? '')).toMatchObject({
      ...{ sequence: 1, time: '2026-11-01T12:00:00.000Z', who: { name: 'Alex Wilber' }, previous: '0'.repeat(64) },
      hash: expect.stringMatching(/^[\da-f]{64}$/),
    });
  });

  test('has those of a time: its beginning is part of it, its end is not', async () => {
    const { said } = await audit('export', '--since', '2026-11-02T12:00:00Z', '--until', '2026-11-04');

    expect(turnsIn(said)).toEqual(['turn2', 'turn3']);
  });
});

test.each([
  ['nothing', []],
  ['something else', ['purge']],
  ['too much', ['verify', 'more']],
  ['an option of the other', ['export', '--head', `1:${'a'.repeat(64)}`]],
  ['a head that is none', ['verify', '--head', '17']],
  ['a time without a zone', ['export', '--since', '2026-11-02T12:00:00']],
  ['a day that is none', ['export', '--since', '2026-13-02']],
])('asked for %s it says what it takes, and ends with 2', async (_, args) => {
  const { code, said } = await audit(...args);

  expect(said).toMatch(/npm run audit|is not/);
  expect(said).not.toContain('    at ');
  expect(code).toBe(2);
});

test('a database that is not there is told in a line, and ends with 2', async () => {
  await database.remove();
  const { code, said } = await audit('verify');

  expect(said).toMatch(/^The database .* cannot be opened\n$/);
  expect(code).toBe(2);
  database = await databaseFile();
});

test('a database in memory is told to be out of reach, and ends with 2', async () => {
  const child = startChild([script, 'verify'], { env: { DATABASE_URL: 'sqlite::memory:' } });

  expect(await child.exited()).toBe(2);
  expect(child.output()).toContain('A database in memory is read by the process that holds it, and by no other');
});
