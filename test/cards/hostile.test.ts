/** Whatever stands in a foreign field: the card is taken by every client, within its size, and foreign text is inert. */

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { failureCard } from '../../src/cards/failure.ts';
import { hostileCards } from './hostile-cards.ts';
import { hostileProfiles } from './hostile-profiles.ts';
import { hostileRecords } from './hostile-records.ts';
import { readCard } from '../support/card-read.ts';
import { deceiving, sentinel } from './hostile-text.ts';
import { placesOf } from './places.ts';
import { operatorHost } from './operator-templates.ts';
import { actionsOf, complaints, linesOf } from './reading.ts';
import { now } from './views.ts';

const ourHosts = ['security.microsoft.com', 'teams.microsoft.com', operatorHost];

describe.each([...hostileCards, ...hostileProfiles, ...hostileRecords])('the card of %s', (_, card) => {
  test('is taken by every client and within its size', () => {
    fc.assert(
      fc.property(card, (one) => expect(complaints(one)).toEqual([])),
      { numRuns: 30 },
    );
  });

  test('has foreign text in text runs only', () => {
    fc.assert(
      fc.property(card, ({ content, summary }) => {
        const found = placesOf(content)
          .filter(([, value]) => value.includes(sentinel))
          .map(([place]) => place);
        expect([...new Set(found)].filter((place) => place !== 'TextRun.text')).toEqual([]);
        expect(summary).toMatch(/^[\p{L}\p{N} ._\-:;,()…'’]*$/u);
        expect(summary).not.toMatch(/\p{Default_Ignorable_Code_Point}/u);
        for (const { title } of readCard(content).actions) {
          expect(title).toMatch(/^[\p{L}\p{N} ._\-:;,()…'’]{1,160}$/u);
          expect(title).not.toMatch(/\p{Default_Ignorable_Code_Point}/u);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('shows nothing that the eye is deceived by', () => {
    fc.assert(
      fc.property(card, (one) => {
        for (const line of linesOf(one)) expect(line).not.toMatch(deceiving);
        for (const [, text] of placesOf(one.content)) expect(text).not.toMatch(/\{\{(?:DATE|TIME)\(/i);
      }),
      { numRuns: 30 },
    );
  });

  test('opens nothing but the Defender portal, a message in Teams and what the operator defined', () => {
    fc.assert(
      fc.property(card, (one) => {
        const hosts = actionsOf(one).flatMap(({ url }) => (url === undefined ? [] : [new URL(url).host]));
        expect(hosts.filter((host) => !ourHosts.includes(host))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

test('the marks of foreign text are found where they are: the search above is not blind', () => {
  const { content } = failureCard({
    ...{ heading: `${sentinel}x`, summary: `${sentinel}y`, advice: '', detail: undefined, correlationId: undefined },
    ...{ turnId: '1', at: now, isMistyped: true, suggestion: undefined, usage: [], again: undefined },
  });
  const found = placesOf(content)
    .filter(([, value]) => value.includes(sentinel))
    .map(([place]) => place);

  expect(found).toEqual(['AdaptiveCard.fallbackText', 'TextRun.text']);
});
