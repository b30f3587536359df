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

describe('what is searched is what a card shows', () => {
  test.each([
    ['click\u001b]8;;\u0007here', 'clickhere', 1],
    ['evil\u009b0m-corp', 'evil-corp', 1],
    [`nee\u001b[${'1;'.repeat(40)}mdle`, 'needle', 1],
    [`nee${'\u001b[1m'.repeat(20)}dle`, 'needle', 1],
    ['\u001b[31mred', '31m', 0],
  ])('in %.30j %j is found %d times', async (output, typed, count) => {
    await spool().withText({ output }, async (text) => {
      expect((await grep(text, typed)).count).toBe(count);
      expect((await grep(text, `/${typed}/`)).count).toBe(count);
    });
  });

  test.each(['evil-site', '/evil.site/'])('and where links go, which it does not: %s', async (typed) => {
    const output =
      'a\nevil-site\u001b]8;;https://evil-site.ru\u0007here evil-site\nb\u001b]8;;https://evil-site.ru\u0007';
    await spool().withText({ output }, async (text) => {
      const { rows } = await grep(text, typed);

      expect(rows.filter(({ isMatch }) => isMatch).map(({ line }) => line)).toEqual([2, 3]);
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

  test('marks the row of a long line with colours in which it matches', async () => {
    await spool().withText({ output: `\u001b[32mOK\u001b[0m ü${'x'.repeat(14_000)}NEEDLE42` }, async (text) => {
      for (const typed of ['/NEEDLE\\d+/', '/$/', 'needle42']) {
        const { rows } = await grep(text, typed);
        const marked = rows.filter(({ isMatch }) => isMatch);

        expect(marked.map(({ piece }) => piece)).toEqual([8]);
        expect(marked[0]?.text).toContain('NEEDLE42');
      }
    });
  });

  test('of a link in a long line marks the row in which that begins', async () => {
    const output = `${'x'.repeat(3_990)}\u001b]8;;https://evil-site.ru\u0007here${'x'.repeat(3_000)}`;
    await spool().withText({ output }, async (text) => {
      for (const typed of ['/evil.site/', 'https://'])
        expect((await grep(text, typed)).rows.filter(({ isMatch }) => isMatch).map(({ piece }) => piece)).toEqual([2]);
    });
  });

  test('that makes others take forever is linear in the text: each byte is looked at in a bounded number of steps', async () => {
    await spool().withText({ output: 'x'.repeat(300_000) }, async (text) => {
      expect((await grep(text, '/(x+x+)+y/')).count).toBe(0);
      expect((await grep(text, '/(x*)*(x*)*y/')).count).toBe(0);
    });
  });
});
