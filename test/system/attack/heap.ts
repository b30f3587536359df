/** The memory that a process of ours holds once everything that it can let go of is gone. */

import { until } from '../../support/until.ts';
import type { Child } from '../../../scripts/child.ts';

/** Answers each SIGUSR2 with a numbered line: bytes on the heap and beside it. */
const probe = `let count = 0;
process.on('SIGUSR2', () => {
  gc();
  setTimeout(() => {
    gc();
    const { heapUsed, external } = process.memoryUsage();
    process.stderr.write('held ' + ++count + ' ' + (heapUsed + external) + '\\n');
  }, 50);
});`;

/** What Node has to be started with for the process to be asked. */
export const measurable = [
  '--expose-gc',
  '--no-flush-bytecode',
  '--import',
  `data:text/javascript,${encodeURIComponent(probe)}`,
] as const;

/** Gives the bytes at each call, after a forced collection. */
export function heldBytesOf(child: Child): () => Promise<number> {
  let asked = 0;
  return async () => {
    asked++;
    process.kill(child.pid, 'SIGUSR2');
    return until(() => {
      const bytes = new RegExp(`^held ${asked} (\\d+)$`, 'm').exec(child.output())?.[1];
      return bytes === undefined ? undefined : Number(bytes);
    });
  };
}

/** Growth between the means of the second and the last quarter, so that warming up does not count. */
export function slope(samples: readonly number[], requestsBetween: number): number {
  const quarter = samples.length / 4;
  const second = mean(samples.slice(quarter, 2 * quarter));
  const last = mean(samples.slice(3 * quarter));
  return (last - second) / (2 * quarter * requestsBetween);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
