import { describe, expect, test } from '@jest/globals';
import { emulatorEnvironment } from '../scripts/bot-process.ts';
import { readConfig, readStateConfig } from '../src/config.ts';

const read = (url: string) => readStateConfig({ DATABASE_URL: url });

test.each([
  ['sqlite:data/bot.db', { file: 'data/bot.db' }],
  ['sqlite::memory:', { file: ':memory:' }],
])('%s is a file', (url, expected) => {
  expect(read(url)).toEqual(expected);
});

test('a URL of PostgreSQL names all that is needed, decoded', () => {
  expect(read('postgresql://b%40t:p%2Fw@db.example:6432/tri%20age?options=-c%20search_path%3Dbot')).toEqual({
    host: 'db.example',
    port: 6432,
    user: 'b@t',
    password: 'p/w',
    database: 'tri age',
    options: '-c search_path=bot',
    tls: { checks: 'name', caFile: undefined },
  });
});

describe('who answers is', () => {
  const checked = { checks: 'name', caFile: undefined };

  test.each([
    ['postgres://u@db.example/d', checked],
    ['postgres://u@127.0.0.1/d', undefined],
    ['postgres://u@localhost/d', undefined],
    ['postgres://u@[::1]/d', undefined],
    ['postgres://u@h/d?host=/run/postgresql', undefined],
    ['postgres://u@localhost.example/d', checked],
    ['postgres://u@127.0.0.1/d?host=db.example', checked],
    ['postgres://u@127.0.0.1/d?sslrootcert=ca.pem', { checks: 'name', caFile: 'ca.pem' }],
    ['postgres://u@db.example/d?sslmode=disable', undefined],
    ['postgres://u@db.example/d?sslmode=require', { checks: 'nothing', caFile: undefined }],
    ['postgres://u@db.example/d?sslmode=require&sslrootcert=ca.pem', { checks: 'chain', caFile: 'ca.pem' }],
    ['postgres://u@db.example/d?sslmode=verify-ca', { checks: 'chain', caFile: undefined }],
    ['postgres://u@127.0.0.1/d?sslmode=verify-full', checked],
  ])('checked by %s as it says, and by default but for this machine', (url, tls) => {
    expect(read(url)).toMatchObject({ tls });
  });
});

test.each([
  ['mysql://u:hush@h/d', 'must be sqlite:<file> or postgres://'],
  ['postgres://u:hush@h:port/d', 'percent-encoded'],
  ['postgres://u:hush%@h/d', 'a percent sign that encodes nothing'],
  ['postgres://:hush@h/d', 'a user, a host and a database'],
  ['postgres://u:hush@h', 'a user, a host and a database'],
  ['postgres://u:hush@/d', 'percent-encoded'],
  ['postgres://u:hush@h/d?sslmode=prefer', 'sslmode of disable, require'],
  ['postgres://u:hush@h/d?sslmode=allow', 'sslmode of disable, require'],
  ['postgres://u:hush@h/d?sslmode=', 'sslmode of disable, require'],
  ['postgres://u:hush@h/d?SSLMODE=disable', 'no others'],
  ['postgres://u:hush@h/d?sslkey=/etc/key', 'no others'],
])('%s is refused, without a word of it', (url, fault) => {
  let message = '';
  try {
    read(url);
  } catch (error) {
    message = String(error);
  }

  expect(message).toContain('DATABASE_URL: ');
  expect(message).toContain(fault);
  expect(message).not.toContain('hush');
});

describe('the journal for outages', () => {
  const shared = 'postgres://u@localhost/d';
  const journal = (AUDIT_JOURNAL: string | undefined, DATABASE_URL?: string) =>
    readConfig({ ...emulatorEnvironment('http://127.0.0.1:9'), BOT_AUTH: 'off', DATABASE_URL, AUDIT_JOURNAL })
      .journalFile;

  test.each([
    ['local', 'data/journal.db'],
    ['local:/var/lib/triage/journal.db', '/var/lib/triage/journal.db'],
    [undefined, undefined],
  ])('%s is %s', (value, file) => {
    expect(journal(value, shared)).toBe(file);
  });

  test.each(['yes', 'off', 'local:', 'local::memory:', 'remote:/x'])('%s is refused', (value) => {
    expect(() => journal(value, shared)).toThrow('AUDIT_JOURNAL: must be local or local:<file>');
  });

  test.each([undefined, 'sqlite:data/bot.db'])('is refused beside %s, where nothing can be away', (url) => {
    expect(() => journal('local', url)).toThrow('AUDIT_JOURNAL: is for PostgreSQL');
  });

  test('is not spoken of where the database itself is wrong', () => {
    expect(() => journal('local', 'postgres://u@/d')).toThrow(/^(?!.*AUDIT_JOURNAL).*DATABASE_URL/s);
  });
});
