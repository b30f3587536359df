/** docs/tour.md tells the story that is tested, and the pictures are those that the documents show. */

import { posix } from 'node:path';
import { expect, test } from '@jest/globals';
import { story } from '../support/story.ts';
import { pathsOf, textOf } from './files.ts';

const documents = [...pathsOf('*.md'), ...pathsOf('docs/**/*.md')];

function cellsIn(document: string): readonly (readonly string[])[] {
  return [...document.matchAll(/^\|(.*)\|$/gm)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()));
}

test('the table of the tour has the steps of the story, in order, with the presses of each; the README has their sum', () => {
  const [, , ...rows] = cellsIn(textOf('docs/tour.md'));

  const presses = story.reduce((sum, step) => sum + step.presses, 0);
  expect(textOf('README.md')).toContain(`${presses} presses in all`);
  expect(rows.map((cells) => cells.slice(0, 3))).toEqual([
    ...story.map((step) => [step.name, step.does, String(step.presses)]),
    ['together', '', String(presses)],
  ]);
});

test('every picture is shown in a document, every one that is shown is there, and they are twelve at most', () => {
  const shown = documents.flatMap((path) =>
    [...textOf(path).matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, to = '']) => posix.join(posix.dirname(path), to)),
  );

  expect([...new Set(shown)].sort()).toEqual(pathsOf('docs/pictures/*'));
  expect(new Set(shown).size).toBeLessThanOrEqual(12);
});
