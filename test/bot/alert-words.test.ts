import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alertWords } from '../../src/bot/alert-words.ts';
import { UsageError } from '../../src/bot/errors.ts';

const take = (words: readonly string[]) => alertWords('').take(words);
const deviceId = '7b5b0a8d3e1f42c6a90d5e7c81f3b264d9ea0c17';

test.each([
  ['nothing', [], {}],
  ['a severity', ['HIGH'], { severities: ['High'] }],
  ['two severities', ['low', 'info', 'low'], { severities: ['Low', 'Informational'] }],
  ['a status', ['in-progress'], { statuses: ['InProgress'] }],
  ['two statuses in a word', ['open', 'new'], { statuses: ['New', 'InProgress'] }],
  ['a device by its name', ['LAPTOP-042'], { device: 'LAPTOP-042' }],
  ['a device by its DNS name', ['srv-file-01.contoso.example'], { device: 'srv-file-01.contoso.example' }],
  ['a device by its id', [deviceId.toUpperCase()], { device: deviceId }],
  ['a device by its page', [`https://security.microsoft.com/machines/${deviceId}`], { device: deviceId }],
  ['mine', ['Mine'], { assigned: 'mine' }],
  ['unassigned', ['unassigned'], { assigned: 'unassigned' }],
  ['an address', ['ana@contoso.com'], { assigned: { upn: 'ana@contoso.com' } }],
  ['a count', ['50'], { count: 50 }],
])('%s', (_, words, said) => {
  const { value, rest } = take(words);

  expect(value).toMatchObject(said);
  expect(value.words).toEqual(words);
  expect(rest).toEqual([]);
});

test('the order of the words is nobody’s concern', () => {
  const words = ['high', 'new', 'laptop-042', 'unassigned', '20'];
  fc.assert(
    fc.property(fc.shuffledSubarray(words, { minLength: words.length }), (shuffled) => {
      expect({ ...take(shuffled).value, words }).toEqual(take(words).value);
    }),
  );
});

test('a page ends them', () => {
  expect(take(['high', 'page', '2'])).toMatchObject({ value: { words: ['high'] }, rest: ['page', '2'] });
});

test.each([
  [['0'], /“0” is not a number of alerts: from 1 to 200/],
  [['201'], /from 1 to 200/],
  [['5', '6'], /^How many\? There are two/],
  [['one', 'two'], /^One device at a time\. There are two/],
  [['mine', 'unassigned'], /^Whose alerts\? There are two/],
  [['../machines'], /is neither a severity nor a status nor a device\. I know high/],
  [["x'or'1"], /is neither a severity/],
  [['988cc94e-7a8f-4b28-ab65-54970c5d5018'], /is neither a severity/],
])('%j is refused', (words, message) => {
  expect(() => take(words)).toThrow(UsageError);
  expect(() => take(words)).toThrow(message);
});
