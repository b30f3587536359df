/** Results of live response over a spool in a folder of its own, which goes with it. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandResult } from '../../src/transcript/model.ts';
import { createResults, type Results, type ResultsOptions } from '../../src/transcript/results.ts';
import { spoolLimits, type SpoolLimits } from '../../src/transcript/spool/limits.ts';
import { createSpool } from '../../src/transcript/spool/spool.ts';

export interface SpooledResults {
  readonly results: Results;
  readonly directory: string;
  close(): Promise<void>;
}

type Options = Pick<ResultsOptions, 'dispatcher' | 'clock' | 'hosts'> & Partial<ResultsOptions>;

export async function spooledResults(
  options: Options & { readonly limits?: Partial<SpoolLimits> },
): Promise<SpooledResults> {
  const folder = await mkdtemp(join(tmpdir(), 'results-'));
  const directory = join(folder, 'spool');
  const spool = createSpool<CommandResult>({
    directory,
    limits: { ...spoolLimits, ...options.limits },
    clock: options.clock,
  });
  return {
    results: createResults({
      timeoutMs: 60_000,
      maxBytes: 64 * 1024 * 1024,
      maxRatio: 200,
      freeBytes: 1024 * 1024,
      spool,
      ...options,
    }),
    directory,
    async close() {
      await spool.close();
      await rm(folder, { recursive: true });
    },
  };
}
