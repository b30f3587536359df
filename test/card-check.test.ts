import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkActivity, checkCard, readCard } from './support/card-check.ts';

const submit = { type: 'Action.Submit', title: 'Next', data: { command: 'files', words: ['1', 'page', '2'], rev: 3 } };
const secondary = { ...submit, mode: 'secondary' };
const line = { type: 'TextBlock', text: '1 of 3 files has a detection', wrap: true };
const form = { type: 'AdaptiveCard', body: [{ type: 'Input.Text', id: 'text', label: 'Find' }], actions: [submit] };

const good = {
  type: 'AdaptiveCard',
  version: '1.5',
  fallbackText: '1 of 3 files has a detection',
  msteams: { width: 'Full' },
  body: [
    { ...line, weight: 'Bolder', size: 'Medium', style: 'heading' },
    {
      type: 'Container',
      style: 'attention',
      separator: true,
      selectAction: { type: 'Action.Submit', title: 'Open kms.exe', data: { command: 'file', words: ['470a'] } },
      items: [
        {
          type: 'RichTextBlock',
          id: 'name',
          inlines: [
            { type: 'TextRun', text: 'kms.exe ', weight: 'Bolder' },
            { type: 'TextRun', text: 'C:\\Users\\${HOME}\\', fontType: 'Monospace' },
          ],
        },
        {
          type: 'ColumnSet',
          targetWidth: 'atLeast:standard',
          columns: [{ type: 'Column', width: 'stretch', items: [line] }],
        },
        { type: 'ActionSet', actions: [{ type: 'Action.ToggleVisibility', title: 'Name', targetElements: ['name'] }] },
      ],
    },
  ],
  actions: [
    submit,
    { type: 'Action.ShowCard', title: 'Search', card: form },
    { type: 'Action.OpenUrl', title: 'Portal', mode: 'secondary', url: 'https://security.microsoft.com/alerts/1' },
  ],
};

/** The good card with one part of it another. */
function bad(change: object): object {
  return { ...good, ...change };
}

function withLine(change: object): object {
  return bad({ body: [{ ...line, ...change }] });
}

function withRun(change: object): object {
  return bad({ body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'x', ...change }] }] });
}

function withAction(change: object): object {
  return bad({ body: [line], actions: [{ ...submit, ...change }] });
}

describe('the check of cards', () => {
  test('has nothing against a good card', () => {
    expect(checkCard(good)).toEqual([]);
  });

  test.each<[string, unknown, RegExp]>([
    ['something that is no card', 'text', /card: "text" is no object/],
    ['null', null, /card: null is no object/],
    ['another version', bad({ version: '1.6' }), /card\.version: "1\.6" is not 1\.5/],
    ['no text for old clients', bad({ fallbackText: '' }), /card\.fallbackText: "" is not a text/],
    ['no body', bad({ body: [] }), /card\.body: 0 entries/],
    ['a body that is no list', bad({ body: {} }), /card\.body: \{\} is no list/],
    ['an unknown element', bad({ body: [{ type: 'CodeBlock' }] }), /card\.body\[0\]: type "CodeBlock" is unknown/],
    ['an element named like a method', bad({ body: [{ type: 'constructor' }] }), /type "constructor" is unknown/],
    ['an unknown property', withLine({ wieght: 'Bolder' }), /card\.body\[0\]\.wieght: unknown property/],
    ['a left-over of the template', withLine({ $when: '${x}' }), /\$when: unknown property/],
    ['an unknown value', withLine({ size: 'Huge' }), /size: "Huge" is not small or/],
    ['null in a field', withLine({ size: null }), /size: null is not/],
    ['undefined in a field', withLine({ size: undefined }), /size: undefined is not/],
    ['a number where text belongs', withLine({ text: 5 }), /text: 5 is not a text/],
    ['an empty text', withLine({ text: ' ' }), /text: " " is not a text/],
    ['an unbound text', withLine({ text: 'by ${who}' }), /text: "by \$\{who\}" is not bound/],
    ['an unbound run', withRun({ text: '${rows[0].name}' }), /is not bound/],
    ['an empty run', withRun({ text: '' }), /text: "" is not a text/],
    ['a text that does not wrap', withLine({ wrap: false }), /wrap: false is not true/],
    ['a text that says nothing of wrapping', bad({ body: [{ type: 'TextBlock', text: 'x' }] }), /wrap: missing/],
    ['an unknown width', withLine({ targetWidth: 'phone' }), /targetWidth: "phone" is not a targetWidth/],
    ['Action.Execute', withAction({ type: 'Action.Execute' }), /type "Action\.Execute" is unknown/],
    ['a button without a title', withAction({ title: '' }), /title: "" is not a text/],
    ['a coloured button', withAction({ style: 'positive' }), /style: unknown property/],
    ['a press without a command', withAction({ data: { words: [] } }), /data\.command: missing/],
    [
      'a press whose words are no list',
      withAction({ data: { command: 'x', words: 'y' } }),
      /data\.words: "y" is no list/,
    ],
    [
      'a press with a nested field',
      withAction({ data: { command: 'x', words: [], z: {} } }),
      /data\.z: \{\} is not a plain/,
    ],
    ['seven actions', bad({ actions: Array(7).fill(secondary) }), /actions: 7 entries, at most 6/],
    ['four primary actions', bad({ actions: Array(4).fill(submit) }), /at most 3 primary actions/],
    [
      'two actions in a row',
      bad({ body: [{ type: 'ActionSet', actions: [submit, submit] }] }),
      /actions: 2 entries, at most 1/,
    ],
    [
      'a tap that unfolds a card',
      bad({ selectAction: { type: 'Action.ShowCard', title: 'x', card: form } }),
      /selectAction: type "Action\.ShowCard" is unknown/,
    ],
    ['an input that overwrites the command', withInput({ id: 'command' }), /an id that leaves the command alone/],
    ['an input without a label', withInput({ label: undefined }), /label: undefined is not a text/],
    [
      'an id that is there twice',
      bad({
        body: [
          { ...line, id: 'a' },
          { ...line, id: 'a' },
        ],
      }),
      /official: Duplicate Id "a"/,
    ],
    [
      'a toggle of nothing',
      bad({ actions: [{ type: 'Action.ToggleVisibility', title: 'x', targetElements: ['gone'] }] }),
      /no element has id gone/,
    ],
    [
      'what only the official parser refuses',
      withInput({ isRequired: true }),
      /^official: Required inputs should have an error message$/,
    ],
  ])('complains about %s', (_, card, complaint) => {
    expect(checkCard(card).join('\n')).toMatch(complaint);
  });

  test.each(['http://security.microsoft.com', 'javascript:alert(1)', 'https://a:b@c', 'x', 'https://${host}', 5])(
    'complains about a button that opens %s',
    (url) => {
      const open = { type: 'Action.OpenUrl', title: 'Portal', url };

      expect(checkCard(bad({ actions: [open] })).join()).toMatch(/url: .* is not/);
    },
  );

  test('looks into forms that a button opens', () => {
    const card = { ...form, body: [{ type: 'Nonsense' }] };

    expect(checkCard(bad({ actions: [{ type: 'Action.ShowCard', title: 'Search', card }] })).join()).toContain(
      'card.actions[0].card.body[0]: type "Nonsense" is unknown here',
    );
  });

  test('complains about any other JSON and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(checkCard(json)).not.toEqual([]);
      }),
    );
  });

  test('takes every text that a run can hold', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (text) => {
        expect(checkCard(withRun({ text: `.${text}` }))).toEqual([]);
      }),
    );
  });
});

describe('the check of activities', () => {
  const content = { contentType: 'application/vnd.microsoft.card.adaptive', content: good };
  const message = { type: 'message', summary: '1 of 3 files', attachments: [content] };

  test.each([
    ['with a card', message],
    ['of text', { type: 'message', text: 'thanks' }],
  ])('has nothing against a good message %s', (_, activity) => {
    expect(checkActivity(activity)).toEqual([]);
  });

  test('allows 40,960 UTF-16 units and no more', () => {
    const rest = JSON.stringify({ type: 'message', text: '' }).length;
    const full = { type: 'message', text: 'é'.repeat(40_960 - rest) };

    expect(checkActivity(full)).toEqual([]);
    expect(checkActivity({ ...full, text: `${full.text}.` })).toEqual(['activity: 40961 UTF-16 units, at most 40960']);
  });

  test.each<[string, unknown, RegExp]>([
    ['no object', 5, /no object/],
    ['text beside a card', { ...message, text: 'x' }, /split off by Teams/],
    ['a card without a summary', { ...message, summary: '' }, /summary: missing/],
    ['two cards', { ...message, attachments: [content, content] }, /more than one card/],
    ['another attachment', { ...message, attachments: [{ contentType: 'image/png' }] }, /no Adaptive Card/],
    [
      'a bad card',
      { ...message, attachments: [{ ...content, content: bad({ body: 5 }) }] },
      /card\.body: 5 is no list/,
    ],
  ])('complains about %s', (_, activity, complaint) => {
    expect(checkActivity(activity).join('\n')).toMatch(complaint);
  });
});

describe('reading a card', () => {
  test('gives its lines and what its buttons do, in order', () => {
    const { lines, actions } = readCard(good);

    expect(lines).toEqual([
      '1 of 3 files has a detection',
      'kms.exe C:\\Users\\${HOME}\\',
      '1 of 3 files has a detection',
      'Find',
    ]);
    expect(actions).toEqual([
      { title: 'Open kms.exe', data: { command: 'file', words: ['470a'] } },
      { title: 'Name' },
      { title: 'Next', data: submit.data },
      { title: 'Search' },
      { title: 'Next', data: submit.data },
      { title: 'Portal', mode: 'secondary', url: 'https://security.microsoft.com/alerts/1' },
    ]);
  });

  test('gives each line of a text by itself', () => {
    expect(readCard({ ...line, text: 'a\nb' }).lines).toEqual(['a', 'b']);
  });

  test('gives nothing for what is no card', () => {
    expect(readCard('x')).toEqual({ lines: [], actions: [] });
  });
});

function withInput(change: object): object {
  return bad({ body: [{ type: 'Input.Text', id: 'text', label: 'Find', ...change }], actions: [] });
}
