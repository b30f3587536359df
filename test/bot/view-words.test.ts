import { expect, test } from '@jest/globals';
import { viewWordIn } from '../../src/bot/view-words.ts';

test.each(['page', 'HEAD', 'tail', 'errors', 'raw', 'iocs', 'Grep'])('%s begins a view', (word) => {
  expect(viewWordIn(word)).toBe(word.toLowerCase());
});

test.each(['0', 'all', '', 'pages', '__proto__', 'constructor', undefined])('%j begins none', (word) => {
  expect(viewWordIn(word)).toBeUndefined();
});
