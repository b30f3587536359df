/** What has to hold of a soak, and its figures, as one table. */

import type { Soaked } from './run.ts';

export interface Row {
  readonly what: string;
  readonly found: string | number;
  /** `undefined`: a figure and no check. */
  readonly isGood: boolean | undefined;
  /** What was wrong, in full. */
  readonly details: readonly string[];
}

/**
 * What a question may leave behind. Measured: see docs/operations.md. The bot remembers its cards (5,000 at the most)
 * and its people; a question that stayed with its answer would leave ten thousand bytes or more.
 */
const maxBytesPerQuestion = 2_000;

export function reportOf(soaked: Soaked): readonly Row[] {
  const { heap, handlesLeft, isDone } = soaked;
  return [
    none('questions that were not answered exactly once, or out of order', soaked.complaints),
    zero('questions left open', soaked.open),
    zero('working cards left behind', soaked.workingLeft),
    zero('questions left running in the state', soaked.running),
    check('stopped in time', isDone ? 'yes' : 'no', isDone),
    none('windows of Teams or Defender with too many calls', soaked.exceeded),
    none('bugs in the log', soaked.bugs),
    none('errors that nobody caught', soaked.unhandled),
    none(
      'sockets and other handles left',
      Object.entries(handlesLeft).map(([kind, count]) => `${count} ${kind}`),
    ),
    ...(heap === undefined
      ? []
      : [
          check(
            `bytes that a question leaves behind (at most ${maxBytesPerQuestion})`,
            Math.round(heap.bytesPerQuestion),
            heap.bytesPerQuestion <= maxBytesPerQuestion,
          ),
          figure('MiB held at the end, all of it together', (heap.bytes / 1_048_576).toFixed(1)),
        ]),
    figure('questions', soaked.asked),
    ...[...soaked.done].map(([what, count]) => figure(`  ${what}`, count)),
    figure('calls to Teams', soaked.toTeams),
    figure('calls to Defender', soaked.toDefender),
    figure('fullest window of Defender’s quota, of 1', soaked.fullestQuota.toFixed(2)),
    ...[...soaked.said].map(([what, count]) => figure(`  log: ${what}`, count)),
    figure('minutes of the bot', soaked.options.minutes),
    figure('seconds of the machine', soaked.realSeconds.toFixed(1)),
  ];
}

function check(what: string, found: string | number, isGood: boolean, details: readonly string[] = []): Row {
  return { what, found, isGood, details };
}

function figure(what: string, found: string | number): Row {
  return { what, found, isGood: undefined, details: [] };
}

function zero(what: string, found: number): Row {
  return check(what, found, found === 0);
}

function none(what: string, details: readonly string[]): Row {
  return check(what, details.length, details.length === 0, details);
}
