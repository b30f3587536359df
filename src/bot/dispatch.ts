/** From words to a reply: find, lead, parse, run. Knows no Teams and no HTTP. */

import { button } from '../cards/buttons.ts';
import { messageCard } from '../cards/message.ts';
import { opensKind, usage, type Command, type Context, type Reply } from './command.ts';
import { quoted, UsageError } from './errors.ts';
import { idIn, idInPortalUrl, type FoundId, type IdKind } from './id.ts';
import { closestCommand, maybeNamed } from './near-miss.ts';

export interface Invocation {
  readonly command: Command;
  readonly words: readonly string[];
  /** What was done that was not asked for word by word: said with whatever is answered. */
  readonly note?: string;
}

/** @param words - the first names a command or is an id or a portal URL. Throws UsageError. */
export function resolve(commands: readonly Command[], words: readonly string[]): Invocation {
  const [first, ...rest] = words;
  if (first === undefined) return resolve(commands, ['help']);
  const command = commandCalled(commands, first);
  if (command !== undefined) return led(commands, { command, words: rest });
  const found = idIn(first) ?? idInPortalUrl(first);
  if (found !== undefined) return { command: openingWith(commands, found, rest), words: [found.id, ...rest] };
  throw unknown(commands, first, rest);
}

export function commandCalled(commands: readonly Command[], word: string): Command | undefined {
  const name = word.toLowerCase();
  return commands.find((command) => command.name === name || command.aliases.includes(name));
}

export async function run(invocation: Invocation, context: Context): Promise<Reply> {
  const { command, words, note } = invocation;
  const args = parse(command, words);
  return note !== undefined && command.forCopying === true ? askedFirst(invocation) : command.run(args, context);
}

function askedFirst({ command: { name }, words }: Invocation): Reply {
  const text = `${name} answers in plain text for copying, where that line would be in the way.`;
  return {
    outcome: 'answered',
    subject: [name, ...words].join(' '),
    card: messageCard(text, [button(`Yes, ${name}`, name, ...words)]),
  };
}

function parse(command: Command, words: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  let rest = words;
  for (const [name, arg] of Object.entries(command.args)) {
    const taken = arg.take(rest);
    values[name] = taken.value;
    rest = taken.rest;
  }
  if (rest[0] !== undefined)
    throw new UsageError(`I do not understand ${quoted(rest[0])} here. Usage: ${usage(command)}`);
  return values;
}

/** An id of the wrong kind: do the obvious, and say so. */
function led(commands: readonly Command[], invocation: Invocation): Invocation {
  const { command, words } = invocation;
  const [wanted] = Object.values(command.args);
  const found = words[0] === undefined ? undefined : (idIn(words[0]) ?? idInPortalUrl(words[0]));
  if (wanted?.wants === undefined || found === undefined || wanted.wants.includes(found.kind)) return invocation;
  const other = opening(commands, found);
  return {
    command: other,
    words: [found.id],
    note: `That is ${kindWords[found.kind]}, so this is ${other.name}, not ${command.name}.`,
  };
}

const kindWords: Readonly<Record<IdKind, string>> = {
  alert: 'an alert id',
  action: 'an action id',
  sha256: 'a SHA-256 hash',
  sha1: 'a SHA-1 hash',
  device: 'a device id',
  'sha1-or-device': 'a SHA-1 hash or a device id',
  incident: 'an incident',
};

function opening(commands: readonly Command[], { kind }: FoundId): Command {
  const command = commands.find((each) => opensKind(each, kind));
  if (command !== undefined) return command;
  throw new UsageError(
    `That is ${kindWords[kind]}, and there is no command for it yet. Ask by alert (files) or by action (result).`,
  );
}

/** What is said behind a bare id may be meant for another command than the one that the id alone opens. */
function openingWith(commands: readonly Command[], found: FoundId, rest: readonly string[]): Command {
  const other = rest.length === 0 ? undefined : commands.find(({ opensWithMore }) => opensWithMore === found.kind);
  return other ?? opening(commands, found);
}

function unknown(commands: readonly Command[], first: string, rest: readonly string[]): UsageError {
  const found = rest.map((word) => idIn(word) ?? idInPortalUrl(word)).find((id) => id !== undefined);
  const near = closestCommand(commands, first, found?.kind);
  if (near !== undefined) {
    return new UsageError(`I do not know ${quoted(first)}. Did you mean ${near.name}?`, {
      title: `Yes, ${near.name}`,
      data: { command: near.name, words: rest },
    });
  }
  const named = rest.length === 0 ? maybeNamed(first) : undefined;
  const meant = found ?? named;
  const command = meant && commands.find((each) => opensKind(each, meant.kind));
  if (meant === undefined || command === undefined)
    return new UsageError(`I do not know ${quoted(first)}. Type help to see what I can do.`);
  const suggestion = {
    title: `Yes, ${command.name}`,
    data: { command: command.name, words: [meant.id] },
  };
  if (found === undefined)
    return new UsageError(`I do not know ${quoted(first)}. Did you mean ${command.name} ${meant.id}?`, suggestion);
  return new UsageError(
    `I do not know ${quoted(first)}, but I see ${kindWords[found.kind]}. Did you mean ${command.name}?`,
    suggestion,
  );
}
