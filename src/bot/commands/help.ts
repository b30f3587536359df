import { button, type Button } from '../../cards/buttons.ts';
import { helpCard, type HelpEntry } from '../../cards/help.ts';
import type { Card } from '../../cards/render.ts';
import { joined } from '../../cards/units.ts';
import type { Arg } from '../arg.ts';
import { groupCalled, grouped, groupWords } from '../command-groups.ts';
import { defineCommand, type CardReply, shortUsage, summaryOf, usage, type Command, type Context } from '../command.ts';
import { commandCalled } from '../dispatch.ts';
import { howToOpen } from '../how-to-open.ts';
import { permissionLine, type Permission } from '../permission.ts';
import type { RoleRow } from '../role-table.ts';

export const help = defineCommand({
  name: 'help',
  group: 'bot',
  aliases: ['?', 'commands', 'usage'],
  summary: 'What I can do; help and a command or a group for more',
  examples: ['help', 'help files', 'help devices'],
  evidence: false,
  listed: true,
  role: 'everybody',
  permissions: [],
  args: { topic: topic(`One of the commands, or a group of them: ${groupWords.join(', ')}`) },
  async run({ topic }, context) {
    const { commands, asker } = context;
    const group = groupCalled(commands.filter(isShown), topic);
    if (group !== undefined) return answer(groupOf(group));
    const command = commandCalled(commands, topic.split(' ')[0] ?? '');
    if (command !== undefined) return answer(detailsOf(command, await rightsFor(command, context)));
    return answer(overviewOf(commands, asker.mode === 'closed'));
  },
});

function answer(card: Card): CardReply {
  return { outcome: 'answered', subject: 'help', card };
}

/** As short as a phone is high: what to paste, then what there is by its names. */
function overviewOf(commands: readonly Command[], isClosed: boolean): Card {
  return helpCard({
    heading: 'What I can do',
    intro: [
      'Paste an alert id, an action id, a hash, a device id or a link from the Defender portal, and I show what it is. Or type a command:',
    ],
    groups: [
      ...(isClosed ? [{ heading: '', entries: [howToOpen(undefined)] }] : []),
      {
        heading: '',
        entries: grouped(commands.filter(isShown)).map(({ heading, word, commands: of }) => ({
          ...blank,
          usage: heading,
          summary: joined(of.map(({ name }) => name)),
          about: button(heading, 'help', word),
        })),
      },
    ],
    outro: [
      'Tap a group for what its commands do. Without an id a command takes what you opened here last, and says so. In a channel, mention me first. I only read from Defender: I never change anything and never run anything on a device.',
      ...(isClosed ? ['whoami shows your object id.'] : []),
    ],
    buttons: [],
  });
}

function groupOf({ heading, commands }: NonNullable<ReturnType<typeof groupCalled<Command>>>): Card {
  return helpCard({
    heading,
    intro: [],
    groups: [
      {
        heading: '',
        entries: commands.map((command) => ({
          ...blank,
          usage: shortUsage(command),
          summary: summaryOf(command),
          ...(hasMore(command) ? { about: button(`About ${command.name}`, 'help', command.name) } : {}),
        })),
      },
    ],
    outro: ['Tap a command for examples and all that it takes.'],
    buttons: [button('All commands', 'help')],
  });
}

function isShown({ listed, role }: Command): boolean {
  return listed || role === 'admin';
}

/** Of the others all is said. */
function hasMore({ name, args }: Command): boolean {
  return name !== 'help' && Object.keys(args).length > 0;
}

const blank: HelpEntry = { usage: '', summary: '', lines: [], examples: [] };

function detailsOf(command: Command, rights: RoleRow | undefined): Card {
  const { name, args, permissions, aliases, examples, evidence, onlyIn } = command;
  const lines = Object.values(args).map(({ label, help }) => `${label}: ${help}`);
  const needs = permissions.flatMap((permission) => [permissionLine(permission), ...heldLines(permission, rights)]);
  return helpCard({
    heading: summaryOf(command),
    intro: [],
    groups: [
      { heading: '', entries: [{ ...blank, usage: usage(command), lines }] },
      { heading: 'Examples', entries: [{ ...blank, examples }] },
      ...(needs.length === 0 ? [] : [{ heading: 'Permissions of the app', entries: [{ ...blank, lines: needs }] }]),
    ],
    outro: [
      ...(evidence ? ['Shows what a device gave: where the access policy allows it.'] : []),
      ...(onlyIn === 'personal' ? ['Answered in a personal chat only.'] : []),
      ...(aliases.length === 0 ? [] : [`also: ${aliases.join(', ')}`]),
    ],
    buttons: [
      ...tryIt(name, isShown(command) ? examples : []),
      ...grouped(isShown(command) ? [command] : []).map(({ heading, word }) => button(heading, 'help', word)),
      button('All commands', 'help'),
    ],
  });
}

/** An example that names nothing of anybody's works everywhere. */
function tryIt(name: string, examples: readonly string[]): readonly Button[] {
  return examples.includes(name) && name !== 'help' ? [button(`Try ${name}`, name)] : [];
}

/** As the tokens say. `undefined`: the asker is nobody whom that concerns, or the command asks nothing of Defender. */
async function rightsFor({ name, permissions }: Command, { asker, health }: Context): Promise<RoleRow | undefined> {
  if (permissions.length === 0 || !(await asker.holder()).has('reader')) return undefined;
  return health.roles().rows.find(({ command }) => command === name);
}

function heldLines(permission: Permission, rights: RoleRow | undefined): readonly string[] {
  if (rights === undefined) return [];
  if (rights.missing.includes(permission)) return ['this app does not have it'];
  return rights.verdict === 'unknown' ? [] : ['this app has it'];
}

/** All that is typed: a group has several words in its name. */
function topic(help: string): Arg<string> {
  return { label: '[command|group]', help, take: (words) => ({ value: words.join(' '), rest: [] }) };
}
