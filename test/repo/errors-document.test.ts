/** docs/errors.md knows every error of the code, and no other. */

import { expect, test } from '@jest/globals';
import { pathsOf, textOf } from './files.ts';

const documented = textOf('docs/errors.md');
const sources = pathsOf('src/**/*.ts').map((path) => textOf(path));

/** Headings of the second level, and below each those of the third. */
const sections = documented
  .split(/^## /m)
  .slice(1)
  .map((text) => ({
    name: text.split('\n', 1)[0] ?? '',
    kinds: [...text.matchAll(/^### `(\w+)`$/gm)].map(([, kind]) => kind),
    text,
  }));

function sectionOf(name: string): (typeof sections)[number] | undefined {
  return sections.find((section) => section.name === name);
}

/** Members of a union of texts, one a line. */
function membersOf(union: string, path: string): readonly (string | undefined)[] {
  const [, body = ''] = new RegExp(`type ${union} =([^;]*);`).exec(textOf(path)) ?? [];
  return [...body.matchAll(/\| '(\w+)'/g)].map(([, member]) => member);
}

test('every class of error has its section, and every section its class', () => {
  const classes = sources.flatMap((text) =>
    [...text.matchAll(/class (\w+) extends \w*Error\b/g)].map(([, name]) => name),
  );

  expect(classes.length).toBeGreaterThan(5);
  expect(
    sections
      .map(({ name }) => name)
      .filter((name) => name !== 'Anything else')
      .sort(),
  ).toEqual(classes.sort());
});

test.each([
  ['DefenderError', 'DefenderErrorKind', 'src/defender/errors.ts'],
  ['DownloadError', 'DownloadErrorKind', 'src/transcript/errors.ts'],
  ['SpoolError', 'SpoolErrorKind', 'src/transcript/spool/errors.ts'],
  ['PatternError', 'PatternErrorKind', 'src/transcript/views/pattern-error.ts'],
])('every kind of %s is described, in the order of the code', (name, union, path) => {
  const members = membersOf(union, path);

  expect(members.length).toBeGreaterThan(3);
  expect(sectionOf(name)?.kinds).toEqual(members);
});

test('each says what is seen, what it means and what to do', () => {
  const parts = documented
    .split(/^#{2,3} /m)
    .slice(1)
    .filter((text) => !/^\w+Error\n\nBetween/.test(text));

  for (const text of parts) {
    expect(text).toMatch(/^- \*\*What the (user|operator) sees:\*\* /m);
    expect(text).toMatch(/^- \*\*What it means:\*\* /m);
    expect(text).toMatch(/^- \*\*What to do:\*\* /m);
  }
});

test('what it quotes is what the bot says', () => {
  const said = pathsOf('src/bot/{failure*,commands/*}.ts')
    .map((path) => textOf(path))
    .join('');
  const shown = [...documented.matchAll(/What the user sees:\*\* (.*)/g)].flatMap(([, line = '']) => [
    ...line.matchAll(/"([^"]+\.)"/g),
  ]);

  expect(shown.length).toBeGreaterThan(10);
  for (const [, quote = ''] of shown) expect(said).toContain(quote.replaceAll("'", '’'));
});
