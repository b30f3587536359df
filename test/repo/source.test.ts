/** What no line of the code may say. */

import { expect, test } from '@jest/globals';
import { pathsOf, textOf } from './files.ts';

const sources = pathsOf('src/**/*.ts').map((path) => ({ path, text: textOf(path) }));

function filesWith(pattern: RegExp): readonly string[] {
  return sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
}

test('there is source to look at', () => {
  expect(sources.length).toBeGreaterThan(80);
});

test('only src/config.ts reads the environment', () => {
  expect(filesWith(/process\s*(\?\.|\.)\s*env\b|process\[|import\.meta\.env|from 'node:process'/)).toEqual([
    'src/config.ts',
  ]);
});

test('nothing writes to the console, and only the start to standard error', () => {
  expect(filesWith(/\bconsole\s*[.[]/)).toEqual([]);
  expect(filesWith(/process\.std(out|err)/)).toEqual(['src/main.ts']);
});

test('no check is turned off, and nothing is left to do', () => {
  expect(filesWith(/eslint-disable|@ts-ignore|@ts-expect-error|prettier-ignore|TODO|FIXME/)).toEqual([]);
});

test('a file is small', () => {
  const long = [...sources, ...pathsOf('{emulator,scripts,test}/**/*.ts').map((path) => ({ path, text: textOf(path) }))]
    .filter(({ text }) => text.split('\n').length > 251)
    .map(({ path }) => path);

  expect(long).toEqual([]);
});

test('every export has a name', () => {
  expect(filesWith(/export default/)).toEqual([]);
});
