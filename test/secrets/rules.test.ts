/** What holds for every rule, those to come included. */

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findSecrets } from '../../src/secrets/find-secrets.ts';
import { maskText } from '../../src/secrets/mask-text.ts';
import { rules } from '../../src/secrets/rules/rules.ts';
import { secretsOf, textOf } from './cases/case.ts';
import { everyPositive } from './cases/every-case.ts';
import { negatives } from './cases/negatives.ts';

const named = rules.map((rule, i) => [`${i} ${rule.kind}: ${rule.source}`, rule] as const);
const positives = everyPositive.map((positive) => ({ text: textOf(positive), secrets: secretsOf(positive) }));

describe.each(named)('rule %s', (_, rule) => {
  test('has a text that it alone finds the secret of', () => {
    const found = positives.filter(({ text, secrets }) =>
      findSecrets(text, [rule]).some(({ start, end }) => secrets.includes(text.slice(start, end))),
    );

    expect(found.length).toBeGreaterThan(0);
  });

  test('is looked at wherever it finds something', () => {
    const missed = [...positives.map(({ text }) => text), ...negatives].filter(
      (text) =>
        findSecrets(text, [rule]).length > 0 && !rule.anchors.some((anchor) => text.toLowerCase().includes(anchor)),
    );

    expect(missed).toEqual([]);
  });

  test('has anchors that can be searched for', () => {
    expect(rule.anchors.filter((anchor) => !/^[\x20-\x40\x5B-\x7E\t]{4,40}$/.test(anchor))).toEqual([]);
  });

  test('does bounded work: no repeat without a bound, and none that is repeated', () => {
    const source = rule.pattern.source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'c');

    expect(source).not.toMatch(/[*+]|\{\d+,\}/);
    expect(source).not.toMatch(/\{\d+,\d+\}\)\{\d+,/);
  });
});

describe('hostile text ends, and loses nothing but secrets', () => {
  const anchor = fc.constantFrom(...rules.flatMap(({ anchors }) => anchors));
  const piece = fc.oneof(anchor, fc.constantFrom('=', ':', ' ', '"', "'", '\\', '-', '/', '@', '.', 'a', '0', '\x1B['));
  const repeated = fc.tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 20_000 }));

  test('of anchors over and over', () => {
    fc.assert(
      fc.property(repeated, ([pieces, times]) => {
        const text = pieces.join('').repeat(times).slice(0, 60_000);
        const { text: once, masked } = maskText(text);

        expect(maskText(once).text === once).toBe(true);
        expect(masked > 0 || once === text).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('of lines that are longer than what is looked at at once', () => {
    fc.assert(
      fc.property(repeated, ([pieces]) => {
        const text = pieces.join('').repeat(100_000).slice(0, 200_000);
        const { text: once, masked } = maskText(text);

        expect(masked > 0 || once === text).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
