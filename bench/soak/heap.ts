/** Memory that is held after a forced collection, and the line through it. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Sample {
  /** How much was done by then. */
  readonly at: number;
  readonly bytes: number;
}

/** Without what the engine only caches: compiled code that ages would look like memory that is let go of. */
export function createHeap(): { heldBytes(): Promise<number> } {
  setFlagsFromString('--expose-gc');
  setFlagsFromString('--no-flush-bytecode');
  const collect = runInNewContext('gc') as () => void; // there by the flag
  return {
    async heldBytes() {
      collect();
      await new Promise((resolve) => setImmediate(resolve));
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    },
  };
}

/** Slope of the least squares: bytes for each of what is counted. */
export function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [at, bytes] = [mean(samples.map((one) => one.at)), mean(samples.map((one) => one.bytes))];
  const shared = samples.map((one) => (one.at - at) * (one.bytes - bytes));
  return mean(shared) / mean(samples.map((one) => (one.at - at) ** 2));
}
