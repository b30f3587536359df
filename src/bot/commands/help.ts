import { button } from '../../cards/buttons.ts';
import { helpCard } from '../../cards/help.ts';
import { anything } from '../arg.ts';
import { defineCommand, summaryOf, usage, type Command } from '../command.ts';
import { commandCalled } from '../dispatch.ts';
import { howToOpen } from '../how-to-open.ts';
import { permissionLine } from '../permission.ts';

export const help = defineCommand({
  name: 'help',
  aliases: ['?', 'commands', 'usage'],
  summary: 'What I can do; help and a command for the details of one',
  examples: ['help', 'help files'],
  evidence: false,
  listed: true,
  role: 'everybody',
  permissions: [],
  args: { topic: anything('[command]', 'One of the commands') },
  run({ topic }, { commands, asker }) {
    const command = topic === undefined ? undefined : commandCalled(commands, topic);
    const card = command === undefined ? overviewOf(commands, asker.mode === 'closed') : detailsOf(command);
    return Promise.resolve({ outcome: 'answered', subject: 'help', card });
  },
});

function overviewOf(commands: readonly Command[], isClosed: boolean): ReturnType<typeof helpCard> {
  const shown = commands.filter((command) => command.listed || command.role === 'admin');
  return helpCard({
    heading: 'What I can do',
    intro: [
      'I read Microsoft Defender for Endpoint and answer here. I never change anything and never run anything on a device.',
    ],
    commands: [
      ...(isClosed ? [howToOpen(undefined)] : []),
      ...shown.map((command) => ({
        usage: usage(command),
        summary: summaryOf(command),
        lines: [],
        examples: command.examples.slice(0, 1),
        ...(hasMore(command) ? { about: button(`About ${command.name}`, 'help', command.name) } : {}),
      })),
    ],
    outro: [
      'A bare alert id, action id, hash, device id or portal link works too. Tap a command for more about it. In a channel, mention me first.',
      ...(isClosed ? ['whoami shows your object id.'] : []),
    ],
    buttons: [],
  });
}

/** Of the others all is said. */
function hasMore({ name, args }: Command): boolean {
  return name !== 'help' && Object.keys(args).length > 0;
}

function detailsOf(command: Command): ReturnType<typeof helpCard> {
  const args = Object.values(command.args).map(({ label, help }) => `${label}: ${help}`);
  const needs = command.permissions.map(permissionLine);
  return helpCard({
    heading: summaryOf(command),
    intro: [],
    commands: [{ usage: usage(command), summary: '', lines: [...args, ...needs], examples: command.examples }],
    outro: command.aliases.length === 0 ? [] : [`also: ${command.aliases.join(', ')}`],
    buttons: [button('All commands', 'help')],
  });
}
