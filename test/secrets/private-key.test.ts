import { describe, expect, test } from '@jest/globals';
import { createMasker } from '../../src/secrets/masker.ts';
import { hex, made } from './cases/case.ts';

const gone = '[private key masked]';
const body = Array.from({ length: 24 }, (_, i) => made(64 + i).slice(i));
const last = `${made(30)}==`;

function masked(lines: readonly string[], end = '\n'): { readonly lines: readonly string[]; readonly count: number } {
  const masker = createMasker();
  const out = Buffer.concat([masker.push(Buffer.from(lines.join(end))), masker.end()]).toString();
  return { lines: out.split(end), count: masker.found().masked };
}

describe('the lines of a private key go, and stay lines', () => {
  test.each([
    ['PEM', '-----BEGIN PRIVATE KEY-----', '-----END PRIVATE KEY-----'],
    ['RSA', '-----BEGIN RSA PRIVATE KEY-----', '-----END RSA PRIVATE KEY-----'],
    ['encrypted', '-----BEGIN ENCRYPTED PRIVATE KEY-----', '-----END ENCRYPTED PRIVATE KEY-----'],
    ['OpenSSH', '-----BEGIN OPENSSH PRIVATE KEY-----', '-----END OPENSSH PRIVATE KEY-----'],
    ['PGP', '-----BEGIN PGP PRIVATE KEY BLOCK-----', '-----END PGP PRIVATE KEY BLOCK-----'],
    ['SSH2', '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----', '---- END SSH2 ENCRYPTED PRIVATE KEY ----'],
  ])('%s', (_, begin, end) => {
    for (const lineEnd of ['\n', '\r\n']) {
      const out = masked(['before', begin, ...body, last, end, 'after'], lineEnd);

      expect(out.lines).toEqual(['before', begin, ...body.map(() => gone), gone, end, 'after']);
      expect(out.count).toBe(1);
    }
  });
});

test('headers and the empty line between stay', () => {
  const head = ['-----BEGIN RSA PRIVATE KEY-----', 'Proc-Type: 4,ENCRYPTED', `DEK-Info: AES-128-CBC,${hex(32)}`, ''];
  const end = '-----END RSA PRIVATE KEY-----';

  expect(masked([...head, ...body, last, end]).lines).toEqual([...head, ...body.map(() => gone), gone, end]);
});

test('a PGP key has headers, and a checksum behind its last line', () => {
  const head = ['-----BEGIN PGP PRIVATE KEY BLOCK-----', 'Version: GnuPG v2', 'Comment: test', ''];

  expect(masked([...head, ...body, last, '=aB3d', '-----END PGP PRIVATE KEY BLOCK-----', 'x']).lines).toEqual([
    ...head,
    ...body.map(() => gone),
    ...[gone, gone, '-----END PGP PRIVATE KEY BLOCK-----', 'x'],
  ]);
});

test('of a PuTTY key the private lines go', () => {
  const lines = ['PuTTY-User-Key-File-3: ssh-rsa', 'Public-Lines: 2', made(64), made(64), 'Private-Lines: 2'];

  expect(masked([...lines, made(64), made(40), `Private-MAC: ${hex(64)}`]).lines).toEqual([
    ...lines,
    ...[gone, gone, `Private-MAC: ${hex(64)}`],
  ]);
});

test.each(['> ', '  12 | ', 'key.pem:12:', 'C:\\keys\\key.pem:12:', '    '])(
  'what a tool puts before each line stays: %j',
  (prefix) => {
    const out = masked(
      ['-----BEGIN PRIVATE KEY-----', ...body, '-----END PRIVATE KEY-----'].map((line) => prefix + line),
    );

    expect(out.lines).toEqual([
      `${prefix}-----BEGIN PRIVATE KEY-----`,
      ...body.map(() => prefix + gone),
      `${prefix}-----END PRIVATE KEY-----`,
    ]);
  },
);

const stamp = (i: number): string => `2026-01-01T10:00:${String(i % 60).padStart(2, '0')}.${i}Z `;

describe('what stands around each line hides nothing of it, and stays', () => {
  test.each<[string, (line: string, i: number) => string]>([
    ['time stamps', (line, i) => `${stamp(i)}${line}`],
    ['a log', (line, i) => `Jan  1 10:00:${i} srv1 app[4711]: ${line}`],
    ['brackets', (line) => `[stdout] ${line}`],
    ['strings that are added', (line) => `    "${line}\\n" +`],
    ['strings in brackets', (line) => `("${line}\\n"`],
    ['a list', (line) => `["${line}",`],
    ['a list of PowerShell', (line) => `    '${line}',`],
    ['cat -A', (line) => `${line}$`],
    ['cat -A of CR LF', (line) => `${line}^M$`],
    ['Docker', (line, i) => `{"log":"${line}\\n","stream":"stdout","time":"2026-01-01T10:00:00.${i}Z"}`],
    ['colours of one character', (line) => `\u009B32m ${line}\u009B0m`],
  ])('%s', (_, around) => {
    const key = ['-----BEGIN PRIVATE KEY-----', ...body.slice(0, 6), 'aB3dE6g=', '-----END PRIVATE KEY-----'];
    const other = `${made(64)} after`;

    const out = masked([...key, other].map(around));

    expect(out.lines).toEqual(
      [key[0] ?? '', ...body.slice(0, 6).map(() => gone), gone, key.at(-1) ?? '', other].map(around),
    );
    expect(out.count).toBe(1);
  });

  test('headers and the empty line between them in brackets', () => {
    const key = ['-----BEGIN PGP PRIVATE KEY BLOCK-----', 'Version: GnuPG v2', '', body[0] ?? '', last, '=aB3d'];

    expect(masked(key.map((line) => `[stdout] ${line}`.trimEnd())).lines).toEqual(
      [...key.slice(0, 3), gone, gone, gone].map((line) => `[stdout] ${line}`.trimEnd()),
    );
  });

  test('what is longer than 400 characters is not remembered: there a short last line stays', () => {
    const log = `${'x'.repeat(401)} `;

    expect(masked(['-----BEGIN PRIVATE KEY-----', made(64), 'aB3d='].map((line) => log + line)).lines).toEqual(
      ['-----BEGIN PRIVATE KEY-----', gone, 'aB3d='].map((line) => log + line),
    );
  });

  test('several on one line, with the end behind the last', () => {
    const lines = ['-----BEGIN PRIVATE KEY-----', `x ${made(64)} | ${made(64)} -----END PRIVATE KEY-----`, made(64)];

    expect(masked(lines)).toEqual({
      lines: [lines[0], `x ${gone} | ${gone} -----END PRIVATE KEY-----`, lines[2]],
      count: 1,
    });
  });

  test('another secret beside it goes by its own kind', () => {
    const lines = ['-----BEGIN PRIVATE KEY-----', `password=hunter2 [${made(64)}]`];

    expect(masked(lines).lines).toEqual([lines[0], `password=[password masked] [${gone}]`]);
  });
});

test('the hash of a file and a path behind a beginning without an end are no key', () => {
  const rest = [`SHA256 ${hex(64)}  C:\\temp\\a.exe`, `at /usr/share/${'contoso/'.repeat(8)}a`, `[x] ${made(64)}`];

  expect(masked(['-----BEGIN PRIVATE KEY-----', rest[0] ?? '']).lines[1]).toBe(rest[0]);
  expect(masked(['-----BEGIN PRIVATE KEY-----', rest[1] ?? '']).lines[1]).toBe(rest[1]);
  expect(masked(['-----BEGIN PRIVATE KEY-----', ...rest]).lines[3]).toBe(rest[2]);
});

test('masking twice changes nothing, whatever follows', () => {
  const lines = ['-----BEGIN PRIVATE KEY-----', ...body.slice(0, 3), last, 'Done', 'x', made(64)].map(
    (line, i) => stamp(i) + line,
  );
  const once = masked(lines).lines;

  expect(masked(once)).toEqual({ lines: once, count: 0 });
});

test('a beginning without an end hides nothing but what looks like a key', () => {
  const rest = ['Volume in drive C has no label', 'Directory of C:\\', made(64)];

  expect(masked(['-----BEGIN PRIVATE KEY-----', ...rest]).lines).toEqual(['-----BEGIN PRIVATE KEY-----', ...rest]);
});

test('nor without bound', () => {
  const out = masked(['-----BEGIN PRIVATE KEY-----', ...Array.from({ length: 1_000 }, () => made(64))]);

  expect(out.lines.filter((line) => line === gone)).toHaveLength(600);
});

test('a certificate and a public key stay', () => {
  const lines = ['-----BEGIN CERTIFICATE-----', ...body, last, '-----END CERTIFICATE-----'];

  expect(masked(lines)).toEqual({ lines, count: 0 });
});
