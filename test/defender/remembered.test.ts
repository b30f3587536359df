import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRemembered, type Answer } from '../../src/defender/remembered.ts';

const bounds = { changingMs: 60_000, lastingMs: 600_000, maxEntries: 6, maxBytes: 8_000, maxAnswerBytes: 4_000 };

function answer(parts: Partial<Answer<unknown>> = {}): Answer<unknown> {
  return { value: 'value', askedAt: 0, bytes: 10, ...parts };
}

describe('an answer', () => {
  test.each([
    ['is given until its time is over', 59_999, 'value'],
    ['is not given from then on', 60_000, undefined],
  ])('%s, counted from when it was asked for', (_, now, value) => {
    const remembered = createRemembered(bounds);
    remembered.keep('/a', answer(), 60_000);

    expect(remembered.find('/a', now)?.value).toBe(value);
  });

  test('takes the place of one that was asked for before it, and of no later one', () => {
    const remembered = createRemembered(bounds);
    for (const askedAt of [2_000, 3_000, 1_000]) remembered.keep('/a', answer({ askedAt, value: askedAt }), 60_000);

    expect(remembered.find('/a', 4_000)).toEqual(answer({ askedAt: 3_000, value: 3_000 }));
  });

  test('that is large is not remembered, and neither is what it would have replaced', () => {
    const remembered = createRemembered(bounds);
    remembered.keep('/a', answer(), 60_000);
    remembered.keep('/a', answer({ askedAt: 1, bytes: 4_000 }), 60_000);

    expect(remembered.find('/a', 2)).toBeUndefined();
  });
});

test('whatever comes in, no more is remembered than there is room for, and each as it was last asked for', () => {
  const asked = fc.record({
    question: fc.integer({ min: 0, max: 9 }).map((n) => `/${n}`),
    bytes: fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 5_000 })),
  });

  fc.assert(
    fc.property(fc.array(asked, { maxLength: 60, size: 'max' }), (all) => {
      const remembered = createRemembered(bounds);
      for (const [askedAt, { question, bytes }] of all.entries())
        remembered.keep(question, answer({ askedAt, bytes, value: bytes }), 60_000);
      const questions = [...new Set(all.map(({ question }) => question))];
      const found = questions.flatMap((question) => {
        const known = remembered.find(question, 1_000);
        return known === undefined ? [] : [{ question, ...known }];
      });

      expect(found.length).toBeLessThanOrEqual(bounds.maxEntries);
      expect(found.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(bounds.maxBytes);
      for (const { question, askedAt } of found)
        expect(askedAt).toBe(all.findLastIndex((one) => one.question === question));
    }),
  );
});
