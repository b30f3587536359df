import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pressIn } from '../../src/bot/press.ts';

test.each([
  [
    { command: 'help', words: [] },
    { command: 'help', words: [], revision: undefined, isPersonal: false, isFresh: false },
  ],
  [
    { command: 'files', words: ['a', 'b'], rev: 3 },
    { command: 'files', words: ['a', 'b'], revision: 3, isPersonal: false, isFresh: false },
  ],
  [
    { command: 'help', words: [], msteams: { type: 'x' } },
    { command: 'help', words: [], revision: undefined, isPersonal: false, isFresh: false },
  ],
  [
    { command: '__proto__', words: [] },
    { command: '__proto__', words: [], revision: undefined, isPersonal: false, isFresh: false },
  ],
])('%j is a press', (value, press) => {
  expect(pressIn(value)).toEqual(press);
});

test.each([
  [true, true],
  ['true', false],
  [1, false],
  [null, false],
  [undefined, false],
])('a press that says fresh: %j asks anew: %j', (fresh, isFresh) => {
  expect(pressIn({ command: 'files', words: ['a'], fresh })).toMatchObject({ words: ['a'], isFresh });
});

test('the words of a press are taken as they are: neither cleaned nor split', () => {
  const words = ['"a b",', ' ID: ', '', '‮', '&nbsp;'];

  expect(pressIn({ command: 'files', words })?.words).toEqual(words);
});

test.each([
  ['is the last word, as it was filled in', ' a  "b", ', ['x', 'grep', ' a  "b", ']],
  ['is no word where nothing was filled in', '', ['x', 'grep']],
  ['is no word where the field is missing', undefined, ['x', 'grep']],
])('what is searched for %s', (_, find, words) => {
  expect(pressIn({ command: 'result', words: ['x', 'grep'], find })?.words).toEqual(words);
});

describe('what is none of our buttons', () => {
  test.each([
    ['a search that is no text', { command: 'result', words: ['grep'], find: ['a'] }],
    ['a search that is nothing', { command: 'result', words: ['grep'], find: null }],
    ['a search longer than may be typed', { command: 'result', words: ['grep'], find: 'a'.repeat(1_996) }],
    ['nothing', null],
    ['a text', 'files'],
    ['a number', 7],
    ['a list', ['files']],
    ['no fields', {}],
    ['no words', { command: 'files' }],
    ['no command', { words: [] }],
    ['a command that is no text', { command: ['files'], words: [] }],
    ['a command too long', { command: 'f'.repeat(101), words: [] }],
    ['words that are a text', { command: 'files', words: 'a' }],
    ['words that look like a list', { command: 'files', words: { 0: 'a', length: 1 } }],
    ['a word that is no text', { command: 'files', words: ['a', 1] }],
    ['a word that is nothing', { command: 'files', words: [null] }],
    ['more text than may be typed', { command: 'files', words: ['a'.repeat(2_001)] }],
    ['more words than may be typed', { command: 'files', words: Array.from({ length: 1_002 }, () => 'a') }],
    ['empty words without end', { command: 'files', words: Array.from({ length: 2_002 }, () => '') }],
    ['a revision that is no number', { command: 'files', words: [], rev: '1' }],
    ['a revision that is a fraction', { command: 'files', words: [], rev: 1.5 }],
    ['a revision that is nothing', { command: 'files', words: [], rev: null }],
  ])('%s', (_, value) => {
    expect(pressIn(value)).toBeUndefined();
  });

  test('a command or words that are inherited', () => {
    expect(pressIn(Object.create({ command: 'files', words: [] }))).toBeUndefined();
    expect(pressIn(JSON.parse('{"__proto__": {"command": "files", "words": []}}'))).toBeUndefined();
  });
});

test('no JSON makes it throw, and what it gives is a text, texts and a whole number', () => {
  const like = fc.record({ command: fc.anything(), words: fc.anything(), rev: fc.anything() }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.anything(), like), (value) => {
      const press = pressIn(value);

      if (press === undefined) return;
      expect(typeof press.command).toBe('string');
      expect(press.words.every((word) => typeof word === 'string')).toBe(true);
      expect(press.revision === undefined || Number.isSafeInteger(press.revision)).toBe(true);
    }),
  );
});
