import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanWord, wordsIn } from '../../src/bot/words.ts';

const alertId = '636688558380765161_2136280442';

describe('what copying adds is taken off', () => {
  test.each([
    ['a no-break space', `files\u00A0${alertId}`],
    ['a no-break space as an entity', `files&nbsp;${alertId}`],
    ['a narrow no-break space', `files\u202F${alertId}`],
    ['line breaks and tabs', `files\r\n\t${alertId}\n`],
    ['straight quotes', `files "${alertId}"`],
    ['quotes as entities', `files &quot;${alertId}&quot;`],
    ['curly quotes', `files “${alertId}”`],
    ['low and high quotes', `files „${alertId}“`],
    ['angle quotes', `files «${alertId}»`],
    ['apostrophes', `files ‘${alertId}’`],
    ['ticks', `files \`${alertId}\``],
    ['round brackets', `files (${alertId})`],
    ['square brackets', `files [${alertId}]`],
    ['curly brackets', `files {${alertId}}`],
    ['angle brackets', `files <${alertId}>`],
    ['a full stop', `files ${alertId}.`],
    ['a question mark and more', `files ${alertId}?!…`.replace('…', '')],
    ['a colon after the command', `files: ${alertId}`],
    ['ID: beside it', `files ID:${alertId}`],
    ['ID: before it', `files ID: ${alertId}`],
    ['id: in small letters', `files id: ${alertId}`],
    ['ID: with the id in ticks', `files ID:\`${alertId}\`,`],
    ['ID: in quotes', `files "ID:" ${alertId}`],
    ['everything at once', `files “(ID:${alertId}).”`],
    ['a zero-width space', `files \u200B${alertId}\u200B`],
    ['a byte order mark', `\uFEFFfiles ${alertId}`],
    ['bidirectional marks', `files \u2066${alertId}\u2069`],
    ['a soft hyphen', `files ${alertId.slice(0, 8)}\u00AD${alertId.slice(8)}`],
    ['commas that separate nothing', `files ,, ${alertId},`],
  ])('%s', (_, text) => {
    expect(wordsIn(text)).toEqual(['files', alertId]);
  });
});

test.each([
  ['a,b', ['a', 'b']],
  ['a, b;c', ['a', 'b', 'c']],
  ['', []],
  [' \u00A0\t\n', []],
  ['... "" () ID:', []],
])('%j is %j', (text, words) => {
  expect(wordsIn(text)).toEqual(words);
});

describe('what is searched for is one word, as it was typed', () => {
  test.each([
    ['result x 0 grep  Failed to  load, "kms.exe". ', ['result', 'x', '0', 'grep', 'Failed to  load, "kms.exe".']],
    ['result ID:x GREP hxxp://a[.]b', ['result', 'x', 'grep', 'hxxp://a[.]b']],
    ['result x grep grep page 2', ['result', 'x', 'grep', 'grep page 2']],
    ['result&nbsp;x&nbsp;grep&nbsp;&lt;at&gt;', ['result', 'x', 'grep', '<at>']],
    ['result x grep a\nb', ['result', 'x', 'grep', 'a\nb']],
    ['result x grep \u200Ba\u200B', ['result', 'x', 'grep', '\u200Ba\u200B']],
  ])('%s', (typed, words) => {
    expect(wordsIn(typed)).toEqual(words);
  });

  test.each([
    ['nothing is searched for', 'result x grep ', ['result', 'x', 'grep']],
    ['the message begins with it', 'grep a, b', ['grep', 'a', 'b']],
    ['a longer word begins with it', 'result x grepping a', ['result', 'x', 'grepping', 'a']],
  ])('but not where %s', (_, typed, words) => {
    expect(wordsIn(typed)).toEqual(words);
  });
});

describe('a defanged link is a link again', () => {
  const link = 'https://security.microsoft.com/alerts/1';
  test.each([
    'hxxps://security.microsoft.com/alerts/1',
    'hXXps://security[.]microsoft[.]com/alerts/1',
    'hxxps[:]//security(.)microsoft(dot)com/alerts/1',
    'https://security[dot]microsoft[dot]com/alerts/1',
    '<https://security.microsoft.com/alerts/1>',
  ])('%s', (typed) => {
    expect(wordsIn(typed).map((word) => word.toLowerCase())).toEqual([link]);
  });
});

test.each(['idea', 'id', 'identity', 'ID_5', 'idx:1'])('%s keeps its start', (word) => {
  expect(cleanWord(word)).toBe(word);
});

test('no text gives an empty word, a word with white space, or more text than there was', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
      fc.pre(!/grep/i.test(text));

      const words = wordsIn(text);

      expect(words.filter((word) => word === '' || /[\s\p{Zs},;]/u.test(word))).toEqual([]);
      expect(words.join(' ').length).toBeLessThanOrEqual(text.length);
    }),
  );
});

test.each(['"', '(', '.', '[', '\u200B', '\u00A0', ';'])('a run of %j, however long, is no word', (char) => {
  expect(wordsIn(char.repeat(100_000))).toEqual([]);
});
