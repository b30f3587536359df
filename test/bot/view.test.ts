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
  [['from', '120'], { kind: 'from', from: { part: 'output', line: 120, piece: 1 } }, []],
  [['From', 'E3.2', 'x'], { kind: 'from', from: { part: 'errors', line: 3, piece: 2 } }, ['x']],
  [['errors'], { kind: 'errors', from: undefined }, []],
  [['errors', 'from', 'e41'], { kind: 'errors', from: { part: 'errors', line: 41, piece: 1 } }, []],
  [['errors', 'x', 'y'], { kind: 'errors', from: undefined }, ['x', 'y']],
  [['errors', 'from'], { kind: 'errors', from: undefined }, ['from']],
  [['raw'], { kind: 'raw', from: undefined }, []],
  [['raw', 'FROM', '0'], { kind: 'raw', from: { part: 'output', line: 0, piece: 1 } }, []],
  [['iocs'], { kind: 'indicators', page: 1 }, []],
  [['iocs', 'page', '2'], { kind: 'indicators', page: 2 }, []],
  [['grep', 'a  b'], { kind: 'grep', text: 'a  b', first: 1 }, []],
  [['grep', ' a '], { kind: 'grep', text: ' a ', first: 1 }, []],
  [['grep', 'from 2'], { kind: 'grep', text: 'from 2', first: 1 }, []],
  [['grep', 'from', 'from', '21'], { kind: 'grep', text: 'from', first: 21 }, []],
  [['grep', 'a', 'page', '2'], { kind: 'grep', text: 'a', first: 1 }, ['page', '2']],
])('%j is a view', (words, value, rest) => {
  expect(arg.take(words)).toEqual({ value, rest });
});

describe('is refused, with what to type instead', () => {
  test.each([
    [['page'], /^Which page\? Pages are whole numbers from 1/],
    [['page', '0'], /^Which page\?/],
    [['page', '1234567890'], /^Which page\?/],
    [['iocs', 'page', 'x'], /^Which page\?/],
    [['from'], /^From which line\? Type its number, for example from 120/],
    [['from', 'x'], /^From which line\?/],
    [['raw', 'from', '-1'], /^From which line\?/],
    [['errors', 'from', 'x'], /^From which line\?/],
    [['grep', 'a', 'from', '0'], /^From which match\?/],
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
