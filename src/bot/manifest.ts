/** The part of the Teams manifest that follows from the commands. */

import type { Command } from './command.ts';

export interface CommandList {
  readonly scopes: readonly ['personal', 'team', 'groupChat'];
  readonly commands: readonly { readonly title: string; readonly description: string }[];
}

export function commandList(commands: readonly Command[]): CommandList {
  return {
    scopes: ['personal', 'team', 'groupChat'],
    commands: commands
      .filter(({ listed, menu }) => listed && menu !== false)
      .map(({ name, summary }) => ({ title: name, description: summary })),
  };
}
