/** Commands by what they are about, in the order of help and of the documentation. */

const headings = {
  alerts: 'Alerts and incidents',
  files: 'Files',
  devices: 'Devices and actions',
  results: 'Results of live response',
  bot: 'You and the bot',
} as const;

export type CommandGroup = keyof typeof headings;

interface Grouped<C> {
  readonly heading: string;
  readonly commands: readonly C[];
}

/** Groups of which there is none are left out; within a group the order stays. */
export function grouped<C extends { readonly group: CommandGroup }>(commands: readonly C[]): readonly Grouped<C>[] {
  return Object.entries(headings)
    .map(([group, heading]) => ({ heading, commands: commands.filter((command) => command.group === group) }))
    .filter((one) => one.commands.length > 0);
}
