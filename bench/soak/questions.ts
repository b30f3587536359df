/** What people type in the soak. */

import type { Random } from '../../emulator/data/large/random.ts';
import { createWorld } from '../../emulator/data/create-world.ts';
import { actions, alerts, files } from '../../emulator/data/ids.ts';

/** Of the emulator: more alerts than are remembered at a time. */
export const worldSize = { alerts: 300, devices: 60 } as const;

const alertIds = Object.values(alerts);
const manyAlertIds = createWorld(0, worldSize).alerts.map(({ id }) => id); // whenever it starts, they are the same
/** Whose results are small: a transcript of megabytes is what the transcript benchmarks are for. */
const actionIds = [
  actions.minidump,
  actions.longOutput,
  actions.errorsWithExitZero,
  actions.failedScript,
  actions.hostileOutput,
  actions.gzipTranscript,
  actions.linuxScript,
  actions.pending,
  actions.threeCommands,
  actions.emptyOutput,
] as const;

const instant = ['help', 'help files', 'whoami', 'health', 'hello', 'thanks'] as const;
const mistyped = [
  'fils',
  'files',
  'files not-an-id',
  'result 0',
  `result ${files.autoKms}`,
  'what is this',
  'result x y z',
  '',
] as const;

export function typed(random: Random): string {
  const dice = random.below(100);
  if (dice < 30) return `files ${random.pick(alertIds)}`;
  if (dice < 42) return `hashes ${random.pick(alertIds)}`;
  if (dice < 62) return `result ${random.pick(actionIds)} ${random.pick(['', '0', '0', '1'])}`.trim();
  if (dice < 68) return random.pick(actionIds); // a bare id
  if (dice < 72) return `files ${random.pick(alertIds)} ${random.pick(alertIds)}`;
  if (dice < 86) return random.pick(instant);
  return random.pick(mistyped);
}

/** As many alerts as a question may name. */
export function bulk(random: Random): string {
  return ['files', ...Array.from({ length: 10 }, () => random.pick(manyAlertIds))].join(' ');
}
