/**
 * `npm run bench -- soak [minutes] [seed]`: the whole bot under mixed traffic in bad weather, on a fast clock. It checks
 * itself: the exit code is 1 where something does not hold.
 */

import { reportOf } from './soak/report.ts';
import { soak } from './soak/run.ts';

/** Before that what is warming up would count. */
const leastMinutesForHeap = 30;

const [, , minutes = '60', seed = '1'] = process.argv;
const soaked = await soak({
  seed: Number(seed),
  places: 20,
  minutes: Number(minutes),
  speed: 60,
  isHeapMeasured: Number(minutes) >= leastMinutesForHeap,
});
const rows = reportOf(soaked);
console.table(
  rows.map(({ what, found, isGood }) => ({ what, found, '': { true: 'ok', false: 'NOT SO' }[String(isGood)] ?? '' })),
);
for (const { what, isGood, details } of rows)
  if (isGood === false) console.error([`${what}:`, ...details].join('\n  '));
process.exitCode = rows.some(({ isGood }) => isGood === false) ? 1 : 0;
