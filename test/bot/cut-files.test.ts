import { expect, test } from '@jest/globals';
import { cutWords } from '../../src/bot/cut-files.ts';
import { listed } from '../cards/device-views.ts';
import { file } from '../cards/views.ts';

test.each([
  ['a whole list', {}, undefined],
  ['more than were read', { isComplete: false, total: undefined }, 'I read the first 1; Defender has more.'],
  ['more than were read, of a known number', { isComplete: false, total: 2_000 }, 'I read the first 1 of 2,000.'],
  ['what is no file', { isComplete: false, unreadable: 2 }, '2 files could not be read, and there may be more.'],
])('%s', (_, parts, words) => {
  expect(cutWords(listed([file()], parts))).toBe(words);
});
