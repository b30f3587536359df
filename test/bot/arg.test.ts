import { describe, expect, test } from '@jest/globals';
import { actionId, alertIds, anything, choice, commandIndex, page } from '../../src/bot/arg.ts';
import { UsageError } from '../../src/bot/errors.ts';

const [first, second] = ['636688558380765161_2136280442', 'da637472900382838869_1364969609'];
const guid = '988cc94e-7a8f-4b28-ab65-54970c5d5018';

describe('alert ids', () => {
  const three = alertIds({ most: 3, help: '' });

  test.each([
    ['one', [first], [first], []],
    ['several', [first, second], [first, second], []],
    ['the same twice is one', [first, first], [first], []],
    ['of a product unknown here', ['zz-0123456789'], ['zz-0123456789'], []],
    ['from the portal', [`https://security.microsoft.com/alerts/${second}`], [second], []],
    ['up to another word', [first, 'page', '2'], [first], ['page', '2']],
    ['up to the id of something else', [first, guid], [first], [guid]],
  ])('%s', (_, words, value, rest) => {
    expect(three.take(words)).toEqual({ value, rest });
  });

  test.each([
    ['none', [], /^Which alert\? Alert ids look like/],
    ['a word', ['kms.exe'], /^“kms.exe” is not an alert id\./],
    ['a prototype’s word', ['__proto__'], /^“__proto__” is not an alert id\./],
    ['a GUID', [guid], /is not an alert id/],
    [
      'too many',
      ['a1234567890', 'b1234567890', 'c1234567890', 'd1234567890'],
      /^At most 3 alerts at once; these are 4/,
    ],
  ])('%s is refused', (_, words, message) => {
    expect(() => three.take(words)).toThrow(UsageError);
    expect(() => three.take(words)).toThrow(message);
  });

  test('one at a time, where a command takes one', () => {
    expect(() => alertIds({ most: 1, help: '' }).take([first, second])).toThrow('One alert at a time.');
  });
});

test('an action id is a GUID in any letter case', () => {
  expect(actionId('').take([guid.toUpperCase(), '0'])).toEqual({ value: guid, rest: ['0'] });
});

test.each([
  [[], /^Which action\? Action ids look like/],
  [['0'], /^“0” is not an action id/],
  [[`${guid}x`], /is not an action id/],
  [['toString'], /^“toString” is not an action id/],
])('%j is no action id', (words, message) => {
  expect(() => actionId('').take(words)).toThrow(message);
});

test.each([
  [[], undefined, []],
  [['0'], 0, []],
  [['12', 'page', '2'], 12, ['page', '2']],
  [['007'], 7, []],
  [['ALL'], 'all', []],
  [['page', '2'], undefined, ['page', '2']],
])('of %j the index is %j', (words, value, rest) => {
  expect(commandIndex('').take(words)).toEqual({ value, rest });
});

test.each(['x', '-1', '1.5', '1e3', '0x1', '١', '12345', 'index', 'NaN', 'constructor'])('%s is no index', (word) => {
  expect(() => commandIndex('').take([word])).toThrow(`“${word}” is not an index.`);
});

test.each([
  [[], 1, []],
  [['page', '2'], 2, []],
  [['PAGE', '10', 'x'], 10, ['x']],
  [['x'], 1, ['x']],
])('of %j the page is %d', (words, value, rest) => {
  expect(page('').take(words)).toEqual({ value, rest });
});

test.each([[['page']], [['page', '0']], [['page', '-1']], [['page', 'x']], [['page', '1.5']], [['page', '12345678']]])(
  '%j is no page',
  (words) => {
    expect(() => page('').take(words)).toThrow(/^Which page\?/);
  },
);

test.each([
  ['SHA1', 'sha1', []],
  ['sha-256', 'sha256', []],
  ['md5', 'md5', []],
  ['sha512', 'sha256', ['sha512']],
  ['constructor', 'sha256', ['constructor']],
])('of %s the hash is %s', (word, value, rest) => {
  expect(choice(['sha256', 'sha1', 'md5'], { otherwise: 'sha256', help: '' }).take([word])).toEqual({ value, rest });
});

test('anything takes all that is left', () => {
  expect(anything('', '').take(['files', 'and', 'more'])).toEqual({ value: 'files', rest: [] });
  expect(anything('', '').take([])).toEqual({ value: undefined, rest: [] });
});

test('a long word is quoted by its start, so that the sentence around it is read to its end', () => {
  const word = `a${'😀'.repeat(200)}`;

  expect(() => actionId('').take([word])).toThrow(`“a${'😀'.repeat(29)}…” is not an action id.`);
});
