import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defang, nameText, outputText, sentenceText } from '../../src/cards/text.ts';
import { hostileText } from './hostile-text.ts';

describe('a sentence', () => {
  test.each([
    ['see http://evil.example/a.b?c=d.e', 'see hxxp://evil[.]example/a.b?c=d.e'],
    ['HTTPS://Evil.Example', 'HxxPS://Evil[.]Example'],
    ['_http://evil.example_', '_hxxp://evil[.]example_'],
    ['1http://evil.example', '1hxxp://evil[.]example'],
    ['http://user:pass@evil.example:8080', 'hxxp://user:pass@evil[.]example:8080'],
    ['ftp://evil.example', 'ftp[:]//evil[.]example'],
    ['ms-word://evil.example', 'ms-word[:]//evil[.]example'],
    ['ftp://xftp://xhttp://http://evil.example', 'ftp[:]//xftp[:]//xhxxp://hxxp://evil[.]example'],
    ['hxxp://evil.example', 'hxxp://evil[.]example'],
    ['javascript:alert(1)', 'javascript[:]alert(1)'],
    ['[x](mailto:a@evil.example)', '[x](mailto[:]a@evil[.]example)'],
    ['write to eve@mail.evil.example.', 'write to eve@mail[.]evil[.]example.'],
    ['eve@müller.example', 'eve@müller[.]example'],
    ['www.evil.example', 'www[.]evil[.]example'],
    ['漢www.evil.example', '漢www[.]evil[.]example'],
    ['_www.evil.example', '_www[.]evil[.]example'],
  ])('has no link in %j', (text, shown) => {
    expect(sentenceText(text)).toBe(shown);
  });

  test.each(['no data: it was empty', 'Mr. A. took dmp.zip and setup.sh at 14:03', 'a // comment', 'C://x is a@b'])(
    'keeps the words of %j readable',
    (text) => {
      expect(sentenceText(text).replace('[:]', ':')).toBe(text);
    },
  );

  test('has no scheme, host or address that a client could link', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = defang(text);
        expect(shown).not.toMatch(/https?:\/\//i);
        expect(shown).not.toMatch(/(?<!hxxps?):\/\//i);
        expect(shown).not.toMatch(/@\w+\.\w/);
        expect(shown).not.toMatch(/\bwww\.\w/i);
      }),
    );
  });

  test('is the same when defanged again', () => {
    fc.assert(fc.property(hostileText, (text) => expect(defang(defang(text))).toBe(defang(text))));
  });
});

test.each([nameText, outputText])('names and output are inert where they stand and keep their dots', (treat) => {
  expect(treat('setup.sh from http://a.example')).toBe('setup.sh from http://a.example');
});
