import { describe, expect, test } from '@jest/globals';
import type { Defender } from '../../src/defender/client.ts';
import { askedFile, fileHash, sha1Of } from '../../src/defender/ids.ts';
import { fileFrom } from '../../src/defender/wire/files.ts';
import { md5, sha1, sha256 } from './wire/reports.ts';

describe('a SHA-1', () => {
  test.each([sha1, sha1.toUpperCase()])('is one in any letter case: %s', (text) => {
    expect(sha1Of(text)).toBe(sha1);
  });

  test.each([undefined, '', sha256, md5, `${sha1} `, `${sha1}\n`, `g${sha1.slice(1)}`])('is not %j', (text) => {
    expect(sha1Of(text)).toBeUndefined();
  });
});

describe('the hash of a file', () => {
  test.each([sha1, sha256, sha256.toUpperCase()])('may be %s', (hash) => {
    expect(fileHash(hash)).toBe(hash.toLowerCase());
  });

  test.each([md5, '', '../alerts', `${sha256}0`])('is not %j', (hash) => {
    expect(() => fileHash(hash)).toThrow(expect.objectContaining({ kind: 'rejected' }));
  });
});

describe('the file that was asked for', () => {
  const file = (body: object) => fileFrom(body, () => undefined);

  test('has the hash that it was asked for by, also where the answer left it out', () => {
    expect(askedFile(sha256, file({ sha1, sha256 }))).toMatchObject({ sha1, sha256 });
    expect(askedFile(sha256, file({ sha1 }))).toMatchObject({ sha1, sha256 });
  });

  test.each([
    [sha1, { sha1: '0'.repeat(40), sha256 }],
    [sha256, { sha1, sha256: '0'.repeat(64) }],
  ])('is no other one (%#)', (hash, body) => {
    expect(() => askedFile(hash, file(body))).toThrow(expect.objectContaining({ kind: 'malformed' }));
  });
});

test('nothing but a checked SHA-1 can be given where only that will do', () => {
  type Takes<Question extends 'fileAlerts' | 'fileMachines'> = string extends Parameters<Defender[Question]>[0]
    ? 'any text'
    : 'SHA-1';
  const taken: readonly ['SHA-1', 'SHA-1'] = ['SHA-1', 'SHA-1'] satisfies readonly [
    Takes<'fileAlerts'>,
    Takes<'fileMachines'>,
  ];

  expect(taken).toHaveLength(2);
});
