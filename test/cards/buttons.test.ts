import { expect, test } from '@jest/globals';
import { actions, button } from '../../src/cards/buttons.ts';

const [next, refresh, all] = [button('Next', 'x'), button('Refresh', 'x'), button('All', 'x')];
const portal = { title: 'Portal', url: 'https://security.microsoft.com/' };

function modes(choices: Parameters<typeof actions>[0]): readonly unknown[] {
  const { submits, links } = actions(choices);
  return [...submits, ...links].map(({ title, mode }) => [title, mode]);
}

test('what is left under “…” is what is not needed at once', () => {
  expect(modes({ primary: [next, undefined], secondary: [refresh], links: [portal] })).toEqual([
    ['Next', 'primary'],
    ['Refresh', 'secondary'],
    ['Portal', 'secondary'],
  ]);
});

test('a card never shows “…” alone', () => {
  expect(modes({ secondary: [refresh, all], links: [portal] })).toEqual([
    ['Refresh', 'primary'],
    ['All', 'secondary'],
    ['Portal', 'secondary'],
  ]);
  expect(modes({ links: [portal] })).toEqual([['Portal', 'primary']]);
  expect(modes({})).toEqual([]);
});

test('of more than a card may have, the last links are folded', () => {
  const choices = { primary: [next], secondary: [refresh, all], links: [portal] };

  expect(modes({ ...choices, own: 2 })).toHaveLength(4);
  expect(modes({ ...choices, own: 3 }).flat()).not.toContain('Portal');
  expect(modes({ ...choices, own: 6 })).toHaveLength(3);
  expect(actions({ ...choices, own: 2 }).folded).toEqual([]);
  expect(actions({ ...choices, own: 3 }).folded).toEqual([{ title: 'Links', rows: [portal] }]);
  expect(actions({ ...choices, links: [portal, portal], own: 2 }).folded).toEqual([
    { title: 'More links', rows: [portal] },
  ]);
});
