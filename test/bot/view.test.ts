import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../../src/bot/errors.ts';
import { view } from '../../src/bot/view.ts';

const arg = view('');

test.each([
  [[], { kind: 'overview' }, []],
  [['other'], { kind: 'overview' }, ['other']],
  [['page', '3'], { kind: 'page', page: 3 }, []],
  [['PAGE', '3', 'x'], { kind: 'page', page: 3 }, ['x']],
  [['head'], { kind: 'head', lines: 20 }, []],
  [['head', '5'], { kind: 'head', lines: 5 }, []],
  [['Tail', '1000'], { kind: 'tail', lines: 1_000 }, []],
  [['errors'], { kind: 'errors', page: 1 }, []],
  [['errors', 'page', '2'], { kind: 'errors', page: 2 }, []],
  [['raw'], { kind: 'raw', page: 1 }, []],
  [['raw', 'page', '7'], { kind: 'raw', page: 7 }, []],
  [['iocs'], { kind: 'indicators', page: 1 }, []],
  [['grep', 'a  b'], { kind: 'grep', text: 'a  b', page: 1 }, []],
  [['grep', 'page 2'], { kind: 'grep', text: 'page 2', page: 1 }, []],
  [['grep', 'page', 'page', '2'], { kind: 'grep', text: 'page', page: 2 }, []],
])('%j is a view', (words, value, rest) => {
  expect(arg.take(words)).toEqual({ value, rest });
});

describe('is refused, with what to type instead', () => {
  test.each([
    [['page'], /^Which page\? Pages are whole numbers from 1/],
    [['page', '0'], /^Which page\?/],
    [['raw', 'page', 'x'], /^Which page\?/],
    [['head', 'x'], /^“x” is not a number of lines: from 1 to 1000\./],
    [['tail', '0'], /^“0” is not a number of lines/],
    [['tail', '1001'], /^“1001” is not a number of lines/],
    [['head', '-1'], /is not a number of lines/],
    [['grep'], /^Search for what\?/],
    [['grep', ' '], /^Search for what\?/],
  ])('%j', (words, message) => {
    expect(() => arg.take(words)).toThrow(UsageError);
    expect(() => arg.take(words)).toThrow(message);
  });
});
