/** The commands → `docs/commands.md`, so that no second place says what a command takes. */

import { grouped } from '../src/bot/command-groups.ts';
import { summaryOf, usage, type Command } from '../src/bot/command.ts';
import { permissionLine } from '../src/bot/permission.ts';

export function commandsDocument(commands: readonly Command[]): string {
  const isTold = ({ listed, role }: Command): boolean => listed || role === 'admin';
  const listed = commands.filter(isTold);
  const others = commands.filter((command) => !isTold(command));
  return [
    '# Commands',
    'Made from the code by `npm run generate`: do not edit.',
    'In a personal chat type a command; in a channel or a group chat mention the bot first. `<…>` is needed, `[…]` may be left out, `…` may be repeated. A bare alert id, action id or portal link works without a command.',
    'Where `<…>` asks for an alert, an incident, a file, a device or an action and nothing is typed in its place, the command takes the last one that you opened in the same thread within eight hours, or was shown in your chat by _Show me_, and says which and from when: `alert …`, then `files`. What may follow an id may follow it then too: `result 0 tail 20`. Something that is mistyped is never replaced, and a list, or several at once, opens none. `hashes` asks first, because its text is for copying.',
    ...grouped(listed).flatMap(({ heading, commands: of }) => [`## ${heading}`, summaryTable(of), ...of.map(section)]),
    ...(others.length === 0 ? [] : ['## Small talk, and what only buttons ask for', others.map(line).join('\n')]),
    '',
  ].join('\n\n');
}

function summaryTable(commands: readonly Command[]): string {
  const rows = commands.map((command) => `| ${code(command.name)} | ${text(summaryOf(command))} |`);
  return ['| command | answer |', '| --- | --- |', ...rows].join('\n');
}

function section(command: Command): string {
  const args = Object.values(command.args).filter(({ label }) => label !== '');
  return [
    `### ${command.name}`,
    `${text(summaryOf(command))}.`,
    ['```text', usage(command), '```'].join('\n'),
    ...list(
      'Arguments',
      args.map(({ label, help }) => `${code(label)}: ${text(help)}`),
    ),
    ...list('Examples', command.examples.map(code)),
    ...list(
      'Application permissions',
      command.permissions.map((permission) => text(permissionLine(permission))),
    ),
    ...(command.aliases.length === 0 ? [] : [`Also: ${command.aliases.map(code).join(', ')}`]),
    ...(command.onlyIn === undefined ? [] : ['Answered in a personal chat only.']),
    command.evidence ? 'Shows what a device gave: evidence.' : 'Shows nothing that a device gave.',
  ].join('\n\n');
}

function list(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${heading}:`, items.map((item) => `- ${item}`).join('\n')];
}

function line(command: Command): string {
  const words = [command.name, ...command.aliases].map(code).join(', ');
  return `- ${text(command.summary)}: ${words}`;
}

/** No name, label or example of ours holds a backtick. */
function code(words: string): string {
  return `\`${words}\``;
}

function text(words: string): string {
  return words.replace(/[\\`*_<>[\]|]/g, '\\$&');
}
