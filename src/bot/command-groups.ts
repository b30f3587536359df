/** Commands by what they are about, in the order of help and of the documentation. */

/** `word`: what help knows a group by. None is a command's name, because help knows those first. */
const groups = {
  alerts: { heading: 'Alerts and incidents', word: 'incidents' },
  files: { heading: 'Files and hunting', word: 'hunting' },
  devices: { heading: 'Devices and actions', word: 'devices' },
  results: { heading: 'Results of live response', word: 'live-response' },
  bot: { heading: 'You and the bot', word: 'bot' },
} as const;

export type CommandGroup = keyof typeof groups;

/** In the same order. */
export const groupWords: readonly string[] = Object.values(groups).map(({ word }) => word);

interface Grouped<C> {
  readonly heading: string;
  readonly word: string;
  readonly commands: readonly C[];
}

/** Groups of which there is none are left out; within a group the order stays. */
export function grouped<C extends { readonly group: CommandGroup }>(commands: readonly C[]): readonly Grouped<C>[] {
  return Object.entries(groups)
    .map(([group, named]) => ({ ...named, commands: commands.filter((command) => command.group === group) }))
    .filter((one) => one.commands.length > 0);
}

/** The group by its word or its heading, in any letter case. `undefined`: there is none of that name. */
export function groupCalled<C extends { readonly group: CommandGroup }>(
  commands: readonly C[],
  called: string,
): Grouped<C> | undefined {
  const name = called.trim().toLowerCase().replace(/\s+/g, '-');
  return grouped(commands).find(({ heading, word }) =>
    [word, heading.toLowerCase().replaceAll(' ', '-')].includes(name),
  );
}
