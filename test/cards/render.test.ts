import { describe, expect, test } from '@jest/globals';
import { render } from '../../src/cards/render.ts';

function template(element: object): object {
  return { type: 'AdaptiveCard', version: '1.5', body: [element] };
}

describe('a card', () => {
  test('is never made with a field that its model does not have', () => {
    expect(() => render(template({ type: 'TextBlock', text: '${missing}' }), {}, 'S')).toThrow(
      'The card binds missing, which its model does not have',
    );
  });

  test.each(['${summary}', '${missing}', '{{DATE(2026-01-01T00:00:00Z,SHORT)}}', '$data', '${$root.secret}'])(
    'shows foreign text that looks like a binding as text: %s',
    (text) => {
      const { content } = render(template({ type: 'TextRun', text: '${text}' }), { text, secret: 'x' }, 'S');

      expect(content['body']).toEqual([{ type: 'TextRun', text }]);
    },
  );

  test('gives what a button sends as it is, texts that look like bindings too', () => {
    const data = { command: 'files', words: ['${summary}', 'page'] };

    const { content } = render(template({ type: 'Action.Submit', data: '${data}' }), { data }, 'S');

    expect(content['body']).toEqual([{ type: 'Action.Submit', data }]);
  });

  test('has no null where an object was turned off', () => {
    const off = { type: 'Container', selectAction: { $when: '${on}', type: 'Action.Submit' }, items: [] };

    const { content } = render(template(off), { on: false }, 'S');

    expect(content['body']).toEqual([{ type: 'Container', items: [] }]);
  });

  test('carries its summary beside it, for the message and for old clients', () => {
    const card = render({ type: 'AdaptiveCard', fallbackText: '${summary}' }, {}, 'S');

    expect(card).toEqual({ summary: 'S', content: { type: 'AdaptiveCard', fallbackText: 'S' } });
  });
});

test('a card holds nothing of the one before it from the same template', () => {
  const template = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', $when: '${has}', text: '${text}' }] };

  const first = render(template, { has: true, text: 'first' }, 'x');
  const second = render(template, { has: false, text: 'second' }, 'x');
  const third = render(template, { has: true, text: 'third' }, 'x');

  expect([first, second, third].map(({ content }) => content['body'])).toEqual([
    [{ type: 'TextBlock', text: 'first' }],
    [],
    [{ type: 'TextBlock', text: 'third' }],
  ]);
});
