import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DefenderError } from '../src/defender/errors.ts';
import { createLog, errorFields, redacted, withFields, type Log } from '../src/log.ts';

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

function collected(level = 'info'): { readonly log: Log; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: createLog(level, destination), lines };
}

test('an event is one line of JSON with its level in words and its time in UTC', () => {
  const { log, lines } = collected();

  log.info({ turnId: 't1' }, 'turn\nanswered');

  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    turnId: 't1',
    msg: 'turn\nanswered',
  });
});

test.each([
  ['info', 3],
  ['warn', 2],
  ['error', 1],
  ['silent', 0],
])('level %s writes %d of three', (level, count) => {
  const { log, lines } = collected(level);

  log.info({}, 'a');
  log.warn({}, 'b');
  log.error({}, 'c');

  expect(lines).toHaveLength(count);
});

test('a log with fields says them in each line, as they are at that moment, and its own word comes first', () => {
  const lines: object[] = [];
  const note = (fields: object, message: string): void => void lines.push({ ...fields, message });
  let traceId = 'a';
  const log = withFields({ debug: note, info: note, warn: note, error: note }, () => ({ traceId }));

  log.info({ turnId: 't1' }, 'one');
  log.debug({}, 'two');
  traceId = 'b';
  log.warn({}, 'three');
  log.error({ traceId: 'own' }, 'four');

  expect(lines).toEqual([
    { traceId: 'a', turnId: 't1', message: 'one' },
    { traceId: 'a', message: 'two' },
    { traceId: 'b', message: 'three' },
    { traceId: 'own', message: 'four' },
  ]);
});

describe('what must never be read in a log is taken out', () => {
  test.each([
    ['a bearer header', `Authorization: Bearer ${jwt}`, jwt],
    ['an opaque bearer token', 'authorization: bearer abc.def~g+/=', 'abc.def'],
    ['a basic header', 'Authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
    ['a JSON web token', `got ${jwt}!`, jwt],
    ['a JSON web token without a signature', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.', 'eyJzdWIi'],
    ['a signed link', 'GET https://x.blob.core.windows.net/c/a?se=1&sig=a%2Fb failed', 'blob.core'],
    ['a link with a token', 'https://x.example/?access_token=abc', 'abc'],
    ['a signature alone', 'path ?sv=1&sig=a/b+c&se=2', 'a/b+c'],
    ['a form body', 'grant_type=x&client_secret=s3cr~et&scope=y', 's3cr~et'],
    ['a secret with a backslash', 'client_secret=ab\\cd"', 'cd'],
    ['an assertion', 'client_assertion=abc.def', 'abc.def'],
    ['a password', 'password=Passw0rd', 'Passw0rd'],
    ['a password with an @ in the URL of a database', 'to postgres://bot:p@ssw0rd@db.example/bot', 'ssw0rd'],
    ['a password with a slash there', 'to postgres://bot:a/Passw0rd@db.example/bot', 'Passw0rd'],
    ['a password with quotes there', 'to postgres://bot:a"b\'Passw0rd\\@db.example/bot', 'Passw0rd'],
    ['a secret in JSON', '{"client_secret":"abc"}', 'abc'],
    ['a secret in JSON, with quotes and backslashes', '{"clientSecret" : "a\\"b\\\\c123"}', 'c123'],
    ['a password after a colon', 'password: abc', 'abc'],
    ['a password in quotes after a colon', 'Password: "ab c123"', 'c123'],
    ['a password after a colon on its line', 'user: x\npassword:abc\nhost: y', 'abc'],
    ['the URL of a database', 'to postgres://bot:Passw0rd@db.example/bot', 'Passw0rd'],
    ['a bearer header after a line break', `\nBearer\n${jwt}`, jwt],
    ['a JSON web token after a line break', `token:\n${jwt}`, jwt],
    ['a secret after a line break', 'body:\nclient_secret=s3cret', 's3cret'],
    ['a link in quotes', '{"link":"https://x.example/?sig=abc"}', 'abc'],
  ])('%s', (_, text, secret) => {
    const { log, lines } = collected();

    log.warn({ message: text, nested: { list: [text] } }, text);

    expect(lines.join()).not.toContain(secret);
    expect(lines.join()).toContain('[taken out]');
    expect(() => void JSON.parse(lines[0] ?? '')).not.toThrow();
  });

  test.each(['authorization', 'Authorization', 'secret', 'clientSecret', 'password', 'token', 'link'])(
    'a field %s, whatever is in it',
    (field) => {
      const { log, lines } = collected();

      log.info({ [field]: 'abc', request: { [field]: 'abc' } }, 'x');

      expect(lines.join()).not.toContain('abc');
    },
  );

  test.each(['a bearer', 'signature', 'design=1', 'https://learn.microsoft.com/defender?view=1', 'eyJ'])(
    '“%s” stays',
    (text) => {
      expect(redacted(text)).toBe(text);
    },
  );
});

test('a line stays one object of JSON, whatever is logged', () => {
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '?sig=',
      'Bearer ',
      'password=',
      'password: ',
      'password":"',
      '\\"',
      'postgres://',
      '@',
      'https://x/?sig=',
      '"',
      '\\',
      '\n',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(part).map((parts) => parts.join('')),
      (text) => {
        const { log, lines } = collected();

        log.info({ text, in: { text } }, text);

        expect(lines).toHaveLength(1);
        expect(typeof JSON.parse(lines[0] ?? '')).toBe('object');
      },
    ),
  );
});

describe('an error as fields', () => {
  test('one of ours has its kind, code and correlation id, and its causes, but no stack', () => {
    const error = new DefenderError('failed', 'x', {
      status: 500,
      code: 'InternalServerError',
      correlationId: 'c-1',
      cause: new DefenderError('unreachable', 'y'),
    });

    expect(errorFields(error)).toEqual({
      error: 'DefenderError',
      message: 'x',
      kind: 'failed',
      code: 'InternalServerError',
      status: 500,
      correlationId: 'c-1',
      cause: { error: 'DefenderError', message: 'y', kind: 'unreachable' },
    });
  });

  test('a bug has its stack', () => {
    expect(errorFields(new TypeError('x'))).toMatchObject({
      error: 'TypeError',
      message: 'x',
      stack: expect.any(String),
    });
  });

  test.each([
    ['x', 'string'],
    [undefined, 'undefined'],
    [null, 'object'],
  ])('%j, which is no error, is told by its type alone', (thrown, type) => {
    expect(errorFields(thrown)).toEqual({ error: type });
  });
});
