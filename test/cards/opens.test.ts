/** A row that a tap opens looks like one: by a sign, which colour-blind people and high contrast have too. */

import { expect, test } from '@jest/globals';
import { pathsOf, textOf } from '../repo/files.ts';
import { isRecord } from '../support/shape.ts';
import { partsOf, type Part } from '../support/card-read.ts';
import { indicatorsCard } from '../../src/cards/indicators.ts';
import { everyCard } from './every-card.ts';
import { indicator, indicatorsView } from './indicator-values.ts';
import { sha256 } from './views.ts';

const withHash = indicatorsCard(indicatorsView([indicator('sha256', sha256), indicator('domain', 'contoso.example')]));

const rows = Object.entries({ ...everyCard, indicators: () => [withHash] }).flatMap(([name, cards]) =>
  cards()
    .flatMap(({ content }) => [...partsOf(content)])
    .filter((part) => part['type'] === 'Container' && (part['selectAction'] !== undefined || hasSign(part)))
    .map((row) => [name, row] as const),
);

/** Of its own, not of a row within. */
function hasSign({ items }: Part): boolean {
  const [title] = Array.isArray(items) ? (items as readonly unknown[]) : [];
  const inlines = isRecord(title) && Array.isArray(title['inlines']) ? (title['inlines'] as readonly unknown[]) : [];
  const last = inlines.at(-1);
  return isRecord(last) && last['text'] === ' ›';
}

test('there are rows to look at, of every template that has some', () => {
  const opening = pathsOf('src/cards/*.json').filter((path) => textOf(path).includes('"selectAction"'));

  expect([...new Set(rows.map(([name]) => `src/cards/${name}.json`))].sort()).toEqual(opening);
});

test('what a tap opens ends its title in ›, and nothing else does', () => {
  const wrong = rows.filter(([, row]) => hasSign(row) !== (row['selectAction'] !== undefined));

  expect(wrong).toEqual([]);
});
