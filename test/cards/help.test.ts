import { expect, test } from '@jest/globals';
import { button } from '../../src/cards/buttons.ts';
import { helpCard } from '../../src/cards/help.ts';
import { complaints, linesOf, sent } from './reading.ts';

test('help is read from the top, and its buttons ask for more', () => {
  const card = helpCard({
    heading: 'What I can do',
    intro: ['I read Defender.'],
    groups: [
      {
        heading: 'Files',
        entries: [
          {
            usage: 'files <alertId>… [page N]',
            summary: 'Files of an alert',
            lines: ['needs File.Read.All'],
            examples: ['files 1'],
            about: button('About files', 'help', 'files'),
          },
        ],
      },
      { heading: '', entries: [{ usage: 'help [command]', summary: 'What I can do', lines: [], examples: [] }] },
    ],
    outro: ['A bare id works too.'],
    buttons: [button('All commands', 'help')],
  });

  expect(linesOf(card)).toEqual([
    'What I can do',
    'I read Defender.',
    'Files',
    'files <alertId>… [page N]',
    'Files of an alert',
    'needs File.Read.All',
    'files 1',
    'help [command]',
    'What I can do',
    'A bare id works too.',
  ]);
  expect(sent(card, 'About files')).toBe('help files');
  expect(sent(card, 'All commands')).toBe('help');
  expect(complaints(card)).toEqual([]);
});

test('a command without arguments needs no words on them', () => {
  const card = helpCard({
    heading: 'Hello',
    intro: [],
    groups: [{ heading: '', entries: [{ usage: 'hello', summary: '', lines: [], examples: ['hello'] }] }],
    outro: [],
    buttons: [],
  });

  expect(linesOf(card)).toEqual(['Hello', 'hello', 'hello']);
  expect(complaints(card)).toEqual([]);
});
