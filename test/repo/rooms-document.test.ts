/** docs/adr/0001-rooms.md says of the rooms what the lint step enforces. */

import { expect, test } from '@jest/globals';
import { textOf } from './files.ts';

test('it names what cards may ask of triage', () => {
  const [, cards = ''] = /\n {2}cards: \[([^\]]*)\]/.exec(textOf('.dependency-cruiser.js')) ?? [];
  const allowed = [...cards.matchAll(/'triage\/([\w-]+)'/g)].map(([, name = '']) => name);

  const [, named = ''] = /of `triage` [^(]*\(([^;]*);/.exec(textOf('docs/adr/0001-rooms.md')) ?? [];

  expect(allowed.length).toBeGreaterThan(0);
  expect([...named.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)).toEqual(allowed);
});
