import { distance } from 'fastest-levenshtein';
import type { Command } from './command.ts';

/** The command that was probably meant: at most two slips (a swap of two letters counts two), and half of the word right. */
export function closestCommand(commands: readonly Command[], word: string): Command | undefined {
  if (word.length > 20) return undefined;
  const typed = word.toLowerCase();
  const ranked = commands
    .flatMap((command) =>
      [command.name, ...command.aliases].map((name) => ({ command, name, slips: distance(typed, name) })),
    )
    .filter(({ name, slips }) => name.length >= 4 && slips <= 2 && slips * 2 <= name.length)
    .sort((a, b) => a.slips - b.slips);
  return ranked[0]?.command;
}
