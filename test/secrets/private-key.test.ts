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
