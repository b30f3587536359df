/** The part of the Teams manifest that follows from the commands. */

import type { Command } from './command.ts';

export interface CommandList {
  readonly scopes: readonly ('personal' | 'team' | 'groupChat')[];
  readonly commands: readonly { readonly title: string; readonly description: string }[];
}

/** People alone with the bot look things up; a room also shares out what there is to do. */
export function commandLists(commands: readonly Command[]): readonly CommandList[] {
  const of = (menu: 'personal' | 'rooms'): CommandList['commands'] =>
    commands
      .filter((command) => command.listed && (command.menu ?? menu) === menu)
      .map(({ name, summary }) => ({ title: name, description: summary }));
  return [
    { scopes: ['personal'], commands: of('personal') },
    { scopes: ['team', 'groupChat'], commands: of('rooms') },
  ];
}
