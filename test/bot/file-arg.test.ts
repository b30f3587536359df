import { expect, test } from '@jest/globals';
import { UsageError } from '../../src/bot/errors.ts';
import { fileHashes } from '../../src/bot/file-arg.ts';

const sha1 = '5c1f0e6b9a2d47c38e7b1d604f92ac8853de7016';
const sha256 = '470a75fe3da2ddf9d27fb3f9c96e6c665506ea7ba26ab89f0c89606f678ae4a2';
const hashes = fileHashes({ most: 2, help: '' });

test.each([
  [[sha1.toUpperCase()], [sha1], []],
  [
    [sha256, sha1, 'page', '2'],
    [sha256, sha1],
    ['page', '2'],
  ],
  [[sha256, sha256.toUpperCase()], [sha256], []],
  [[`https://security.microsoft.com/file/${sha1}/`], [sha1], []],
])('%j', (words, value, rest) => {
  expect(hashes.take(words)).toEqual({ value, rest });
});

test.each([
  [[], 'Which file?'],
  [['x'], 'is no hash that Defender looks files up by'],
  [['d41d8cd98f00b204e9800998ecf8427e'], 'is an MD5'],
  [[sha1, sha256, 'a'.repeat(64)], 'At most 2 files at once; these are 3.'],
])('%j is refused in words that say what to do', (words, message) => {
  expect(() => hashes.take(words)).toThrow(UsageError);
  expect(() => hashes.take(words)).toThrow(message);
});
