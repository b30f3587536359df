/** What somebody may have meant whose first word is no command. */

import { isIP } from 'node:net';
import { distance } from 'fastest-levenshtein';
import type { Command } from './command.ts';
import type { FoundId, IdKind } from './id.ts';

/**
 * The command that was probably meant: at most two slips (a swap of two letters counts two), and half of the word right.
 * @param kind - of the id behind the word: of two that are near, the one that takes it was meant.
 */
export function closestCommand(commands: readonly Command[], word: string, kind?: IdKind): Command | undefined {
  if (word.length > 20) return undefined;
  const typed = word.toLowerCase();
  const ranked = commands
    .flatMap((command) =>
      [command.name, ...command.aliases].map((name) => ({ command, name, slips: distance(typed, name) })),
    )
    .filter(({ name, slips }) => name.length >= 4 && slips <= 2 && slips * 2 <= name.length)
    .sort((a, b) => Number(wants(b.command, kind)) - Number(wants(a.command, kind)) || a.slips - b.slips);
  return ranked[0]?.command;
}

function wants({ args }: Command, kind: IdKind | undefined): boolean {
  return kind !== undefined && Object.values(args)[0]?.wants?.includes(kind) === true;
}

/** A word by itself that may name something: an incident by its number, a device by its address or a name with a digit. */
export function maybeNamed(word: string): FoundId | undefined {
  const number = /^#?(\d{1,15})$/.exec(word)?.[1];
  if (number !== undefined) return { kind: 'incident', id: number };
  const isName = /^(?=\D*\d)(?=\P{L}*\p{L})[\p{L}\p{N}][\p{L}\p{N}._-]{2,62}$/u.test(word);
  return isName || isIP(word) !== 0 ? { kind: 'device', id: word } : undefined;
}
