/** A spool in a folder of its own, and texts that went through it. */

import { afterEach, beforeEach } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spoolLimits } from '../../src/transcript/spool/limits.ts';
import { createSpool, type Spool, type SpoolOptions } from '../../src/transcript/spool/spool.ts';
import type { SpooledTranscript } from '../../src/transcript/spool/transcript.ts';
import type { PageSize } from '../../src/transcript/views/row.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';

export interface Spooling {
  readonly directory: string;
  readonly clock: ManualClock;
  /** Closed when the test ends. */
  open(options?: Partial<SpoolOptions>): Spool<string>;
  /** The two parts, written in chunks of so many bytes. */
  withText<R>(
    text: {
      readonly output?: string | Uint8Array;
      readonly errors?: string | Uint8Array;
      readonly chunkBytes?: number;
    },
    use: (transcript: SpooledTranscript<string>) => Promise<R>,
  ): Promise<R>;
}

/** Of the test file that calls it. */
export function spooling(): () => Spooling {
  let folder: string;
  let spools: Spool<string>[];
  let current: Spooling;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'spooling-'));
    spools = [];
    const directory = join(folder, 'spool');
    const clock = manualClock();
    const open = (options: Partial<SpoolOptions> = {}): Spool<string> => {
      const spool = createSpool<string>({ directory, limits: spoolLimits, clock, ...options });
      spools.push(spool);
      return spool;
    };
    let shared: Spool<string> | undefined;
    let texts = 0;
    current = {
      directory,
      clock,
      open,
      withText: ({ output = '', errors = '', chunkBytes = 65_536 }, use) => {
        shared ??= open();
        return shared.read(
          `text ${texts++}`,
          async (writer) => {
            for (const chunk of chunks(errors, chunkBytes)) await writer.write('errors', chunk);
            for (const chunk of chunks(output, chunkBytes)) await writer.write('output', chunk);
            return 'done';
          },
          async (transcript) => {
            await transcript.whole;
            return use(transcript);
          },
        );
      },
    };
  });
  afterEach(async () => {
    for (const spool of spools) await spool.close();
    rmSync(folder, { recursive: true });
  });
  return () => current;
}

function* chunks(text: string | Uint8Array, chunkBytes: number): Generator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

/** Forty rows, whatever is in them. */
export const roomy: PageSize = { maxRows: 40, maxUnits: Infinity, unitsOf: () => 1 };
