import { expect, test } from '@jest/globals';
import { footer } from '../../src/cards/footer.ts';
import { ago, now } from './views.ts';

test.each([
  ['no age while it is new', 4, 'as of 14:03:18 UTC'],
  ['its age in seconds', 5, 'as of 14:03:17 UTC (5 s ago)'],
  ['its age in minutes', 599, 'as of 13:53:23 UTC (9 min ago)'],
  ['no age where the clocks differ', -3, 'as of 14:03:25 UTC'],
])('what Defender was asked for some time ago says %s', (_, seconds, words) => {
  expect(footer({ now, asOf: ago(seconds), shownFor: undefined })).toBe(words);
});

test('for whom it is shown and the reference follow', () => {
  expect(footer({ now, asOf: ago(40), shownFor: 'Alex', reference: '28fbed30' })).toBe(
    'as of 14:02:42 UTC (40 s ago) · shown for Alex · reference 28fbed30',
  );
});
