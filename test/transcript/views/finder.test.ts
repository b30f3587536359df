import { describe, expect, test } from '@jest/globals';
import { createGrep, type GrepPage } from '../../../src/transcript/views/grep.ts';
import type { SpooledText } from '../../../src/transcript/spool/transcript.ts';
import { roomy, spooling } from '../spooling.ts';

const spool = spooling();
function grep(text: SpooledText, typed: string): Promise<GrepPage> {
  return createGrep()(text, { typed, first: 1, size: roomy });
}

describe('plain text', () => {
  test.each([
    ['STRASSE', 'Strasse', true],
    ['ΌΣΟΣ', 'όσος', true],
    ['ÄRGER', 'ärger', true],
    ['ı', 'I', false],
    ['a.c', 'abc', false],
    ['(x)', '(X)', true],
    ['kelvin', '\u212Aelvin', true],
    ['boss', 'bo\u017F\u017F', true],
  ])('%s is found in %s: %s', async (needle, output, isFound) => {
    await spool().withText({ output }, async (text) => {
      expect((await grep(text, needle)).count).toBe(isFound ? 1 : 0);
    });
  });

  test('is found across colours', async () => {
    await spool().withText({ output: 'n\u001b[31mee\u001b[0m\u001b[1;32mdle' }, async (text) => {
      expect((await grep(text, 'needle')).count).toBe(1);
      expect((await grep(text, '/^needle$/')).count).toBe(1);
    });
  });
});

describe('a pattern', () => {
  test.each([
    ['/n.*le$/', 'NEEDLE', 1],
    ['/^a$/', 'a\r\nab\r\nA', 2],
    ['/\\d{3}/', 'ü 123\nü 12', 1],
    ['/^$/', 'a\n\n\nb', 2],
    ['/ü+x/', 'ÜÜX', 1],
    ['/a.b/', 'a\nb', 0],
    ['/a\\sb/', 'a\rb', 0],
  ])('%s is found line by line in %j: %d', async (typed, output, count) => {
    await spool().withText({ output }, async (text) => {
      expect((await grep(text, typed)).count).toBe(count);
    });
  });

  test('finds each row of a long line', async () => {
    await spool().withText({ output: `${'€'.repeat(1_000)}needle${'x'.repeat(3_000)}needle` }, async (text) => {
      const { rows } = await grep(text, '/needle/');

      expect(rows.filter(({ isMatch }) => isMatch).map(({ piece }) => piece)).toEqual([2, 4]);
    });
  });

  test('that makes others take forever is linear in the text: each byte is looked at in a bounded number of steps', async () => {
    await spool().withText({ output: 'x'.repeat(300_000) }, async (text) => {
      expect((await grep(text, '/(x+x+)+y/')).count).toBe(0);
      expect((await grep(text, '/(x*)*(x*)*y/')).count).toBe(0);
    });
  });
});
