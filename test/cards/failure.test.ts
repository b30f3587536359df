import { describe, expect, test } from '@jest/globals';
import { failureCard, type FailureView } from '../../src/cards/failure.ts';
import { complaints, linesOf, sent, titlesOf } from './reading.ts';
import { alertId, now } from './views.ts';

const view: FailureView = {
  heading: 'Defender did not answer.',
  summary: 'Defender did not answer.',
  advice: 'Try again in a minute.',
  detail: undefined,
  correlationId: undefined,
  turnId: '1a2b3c4d',
  at: now,
  isMistyped: false,
  suggestion: undefined,
  usage: [],
  again: undefined,
};

test('an error says what happened, what to do, and what to tell whoever can help', () => {
  const card = failureCard({
    ...view,
    detail: 'See hxxps://evil[.]example',
    correlationId: '60a91994-0000-4000-8000-000000000001',
    again: { command: 'files', words: [alertId] },
  });

  expect(linesOf(card)).toEqual([
    'Defender did not answer.',
    'Try again in a minute.',
    'Defender says: See hxxps://evil[.]example',
    '14:03:22 UTC · reference 1a2b3c4d · Defender 60a91994-0000-4000-8000-000000000001',
  ]);
  expect(sent(card, 'Try again')).toBe(`files ${alertId}`);
  expect(complaints(card)).toEqual([]);
});

test('says nothing that it does not know, and offers nothing that does not help', () => {
  const card = failureCard({ ...view, advice: '' });

  expect(linesOf(card)).toEqual(['Defender did not answer.', '14:03:22 UTC · reference 1a2b3c4d']);
  expect(titlesOf(card)).toEqual([]);
  expect(complaints(card)).toEqual([]);
});

describe('words that make no sense', () => {
  const card = failureCard({
    ...view,
    heading: 'There is no command “<at>fiels</at>\u202E”.',
    summary: 'That was not understood',
    advice: '',
    isMistyped: true,
    suggestion: { title: 'files', data: { command: 'files', words: ['1'] } },
    usage: [`files ${alertId}`],
  });

  test('are quoted in the card, and not in a notification', () => {
    expect(linesOf(card)[0]).toBe('There is no command “<at>fiels</at>⟨U+202E⟩”.');
    expect(card.summary).toBe('That was not understood');
    expect(card.content['fallbackText']).toBe('That was not understood');
  });

  test('get a line that works and a guess, and no reference', () => {
    expect(linesOf(card).slice(1)).toEqual([`files ${alertId}`]);
    expect(sent(card, 'files')).toBe('files 1');
    expect(complaints(card)).toEqual([]);
  });
});
