import { button, type Button } from '../../cards/buttons.ts';
import { helpCard, type HelpEntry } from '../../cards/help.ts';
import { anything } from '../arg.ts';
import { grouped } from '../command-groups.ts';
import { defineCommand, shortUsage, summaryOf, usage, type Command, type Context } from '../command.ts';
import { commandCalled } from '../dispatch.ts';
import { howToOpen } from '../how-to-open.ts';
import { permissionLine, type Permission } from '../permission.ts';
import type { RoleRow } from '../role-table.ts';

export const help = defineCommand({
  name: 'help',
  group: 'bot',
  aliases: ['?', 'commands', 'usage'],
  summary: 'What I can do; help and a command for the details of one',
  examples: ['help', 'help files'],
  evidence: false,
  listed: true,
  role: 'everybody',
  permissions: [],
  args: { topic: anything('[command]', 'One of the commands') },
  async run({ topic }, context) {
    const { commands, asker } = context;
    const command = topic === undefined ? undefined : commandCalled(commands, topic);
    const card =
      command === undefined
        ? overviewOf(commands, asker.mode === 'closed')
        : detailsOf(command, await rightsFor(command, context));
    return { outcome: 'answered', subject: 'help', card };
  },
});

function overviewOf(commands: readonly Command[], isClosed: boolean): ReturnType<typeof helpCard> {
  return helpCard({
    heading: 'What I can do',
    intro: [
      'I read Microsoft Defender for Endpoint and answer here. I never change anything and never run anything on a device.',
    ],
    groups: [
      ...(isClosed ? [{ heading: '', entries: [howToOpen(undefined)] }] : []),
      ...grouped(commands.filter(isShown)).map((group) => ({
        heading: group.heading,
        entries: group.commands.map((command) => ({
          usage: shortUsage(command),
          summary: summaryOf(command),
          lines: [],
          examples: [],
          ...(hasMore(command) ? { about: button(`About ${command.name}`, 'help', command.name) } : {}),
        })),
      })),
    ],
    outro: [
      'Tap a command for examples and all that it takes. A bare alert id, action id, hash, device id or portal link works too. Without one I take what you opened here last, and say so. In a channel, mention me first.',
      ...(isClosed ? ['whoami shows your object id.'] : []),
    ],
    buttons: [],
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

function detailsOf(command: Command, rights: RoleRow | undefined): ReturnType<typeof helpCard> {
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
    buttons: [...tryIt(name, isShown(command) ? examples : []), button('All commands', 'help')],
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
