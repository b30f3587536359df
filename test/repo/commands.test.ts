/** What is derived from the commands, and what a command must be for that. */

import { describe, expect, test } from '@jest/globals';
import { format } from 'prettier';
import { commandsDocument } from '../../scripts/commands-document.ts';
import { usage } from '../../src/bot/command.ts';
import { commands } from '../../src/bot/commands/index.ts';
import { resolve } from '../../src/bot/dispatch.ts';
import { commandLists } from '../../src/bot/manifest.ts';
import { wordsIn } from '../../src/bot/words.ts';
import { textOf } from './files.ts';

/** Source: learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema (bots.commandLists) */
const manifestLimits = { commands: 10, titleChars: 32, descriptionChars: 128 };

test.each([
  ['personal', ['personal'], 'files hashes result alert alerts incident file device action help'],
  ['rooms', ['team', 'groupChat'], 'files result alert alerts incident device on-it subscribe timeline help'],
] as const)('the manifest lists the commands for %s, within its limits', (_, scopes, names) => {
  const list = commandLists(commands).find((one) => one.scopes.join() === scopes.join())?.commands ?? [];

  expect(list.map(({ title }) => title).join(' ')).toBe(names);
  expect(list.length).toBeLessThanOrEqual(manifestLimits.commands);
  for (const { title, description } of list) {
    expect(title.length).toBeLessThanOrEqual(manifestLimits.titleChars);
    expect(description.length).toBeLessThanOrEqual(manifestLimits.descriptionChars);
    expect(description).not.toBe('');
  }
});

test('docs/commands.md is what the commands say: npm run generate', async () => {
  const made = await format(commandsDocument(commands), { parser: 'markdown', printWidth: 120 });

  expect(textOf('docs/commands.md')).toBe(made);
});

test('docs/commands.md has of each listed command its usage, arguments, examples, permissions and aliases', () => {
  const document = textOf('docs/commands.md').replaceAll('\\', '');
  for (const command of commands.filter(({ listed }) => listed)) {
    const { summary, examples, permissions, aliases, args } = command;
    const facts = [
      summary,
      usage(command),
      ...examples,
      ...permissions.flatMap((permission) => [...permission.anyOf, permission.for]),
      ...aliases,
      ...Object.values(args).map(({ help }) => help),
    ];

    expect(facts.filter((fact) => !document.includes(fact))).toEqual([]);
  }
});

test('no two commands share a name or an alias, and a command is typed as one small word', () => {
  const names = commands.flatMap(({ name, aliases }) => [name, ...aliases]);

  expect([...names].sort()).toEqual([...new Set(names)].sort());
  expect(names.filter((name) => !/^([a-z]+(-[a-z]+)*|\?)$/.test(name))).toEqual([]);
});

test('no alias is out of reach: typed, each finds its command', () => {
  for (const command of commands)
    for (const name of [command.name, ...command.aliases])
      expect(resolve(commands, wordsIn(name)).command).toBe(command);
});

test('no two commands open the same kind of id', () => {
  const kinds = commands.flatMap(({ opens }) => opens ?? []);

  expect(kinds).toEqual([...new Set(kinds)]);
});

describe('every example', () => {
  const examples = commands.flatMap((command) => command.examples.map((example) => [example, command] as const));

  test.each(examples)('%s runs its command, with nothing left over', (example, command) => {
    const invocation = resolve(commands, wordsIn(example));

    expect(invocation).toMatchObject({ command: { name: command.name } });
    expect(invocation.note).toBeUndefined();
    const left = Object.values(command.args).reduce((words, arg) => arg.take(words).rest, invocation.words);
    expect(left).toEqual([]);
  });

  test('there is one for each command', () => {
    expect(commands.filter(({ examples }) => examples.length === 0)).toEqual([]);
  });
});

test('a command that reaches for Defender says which permissions it needs', () => {
  const without = commands.filter(({ permissions }) => permissions.length === 0).map(({ name }) => name);

  expect(without).toEqual([
    'watches',
    'unwatch',
    'subscriptions',
    'unsubscribe',
    'timeline',
    'health',
    'audit',
    'whoami',
    'help',
    'hello',
    'thanks',
    'remove',
  ]);
});
