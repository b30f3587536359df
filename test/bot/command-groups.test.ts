import { expect, test } from '@jest/globals';
import { groupCalled, grouped, groupWords } from '../../src/bot/command-groups.ts';
import { commands } from '../../src/bot/commands/index.ts';
import { commandCalled } from '../../src/bot/dispatch.ts';

test('groups come in one order, those within in theirs, and none that is empty', () => {
  const shown = grouped([
    { group: 'bot', name: 'c' },
    { group: 'alerts', name: 'b' },
    { group: 'bot', name: 'a' },
  ] as const);

  expect(shown.map(({ heading, commands: of }) => [heading, of.map(({ name }) => name)])).toEqual([
    ['Alerts and incidents', ['b']],
    ['You and the bot', ['c', 'a']],
  ]);
});

test('every command is in one of them', () => {
  expect(grouped(commands).flatMap((group) => group.commands)).toHaveLength(commands.length);
});

test('a group is called by its word or its heading, and no command is called so', () => {
  expect(groupCalled(commands, 'Hunting')?.heading).toBe('Files and hunting');
  expect(groupCalled(commands, ' live  RESPONSE ')?.heading).toBe('Results of live response');
  expect(groupCalled(commands, 'files')).toBeUndefined();
  for (const word of groupWords) expect(commandCalled(commands, word)).toBeUndefined();
});
