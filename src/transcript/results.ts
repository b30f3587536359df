/** The results of live response commands, each fetched and read once for all who ask, and kept for a while. */

import { untilAborted } from '../clock.ts';
import { download, type DownloadOptions } from './download.ts';
import { DownloadError } from './errors.ts';
import type { LadderLimits } from './ladder/budget.ts';
import type { CommandResult } from './model.ts';
import { readFile } from './read-file.ts';
import { readTranscript } from './read-transcript.ts';
import type { SpoolWriter } from './spool/entry.ts';
import type { Spool } from './spool/spool.ts';
import type { SpooledTranscript } from './spool/transcript.ts';

export interface ResultRequest {
  readonly actionId: string;
  /** 0-based. */
  readonly index: number;
  /** Makes a new link; called once, and once more when the first had expired; never while the result is kept. */
  readonly link: () => Promise<string>;
  /** `unknown`: the action does not say; a result that comes with a file name is a file. */
  readonly expect: 'transcript' | 'file' | 'unknown';
  readonly signal: AbortSignal;
}

/** The text of it, as far as it is read, and what it is once it is read to its end. A collected file has no text. */
export type ReadResult = SpooledTranscript<CommandResult>;

/** Throws DownloadError, SpoolError, and what `link` and `use` throw. What `use` needs has to be read when it returns. */
export type Results = <R>(request: ResultRequest, use: (result: ReadResult) => Promise<R>) => Promise<R>;

export type ResultsOptions = DownloadOptions & LadderLimits & { readonly spool: Spool<CommandResult> };

export function createResults({ spool, ...options }: ResultsOptions): Results {
  async function read({ link, expect }: ResultRequest, writer: SpoolWriter, signal: AbortSignal) {
    const attempt = async (): Promise<CommandResult> =>
      download(
        await link(),
        async (found) => {
          const isFile = expect === 'file' || (expect === 'unknown' && found.fileName !== undefined);
          if (isFile) return readFile(found, options);
          return { kind: 'transcript', transcript: await readTranscript(found, writer, options) };
        },
        options,
        signal,
      );
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof DownloadError) || error.kind !== 'expired') throw error;
      return attempt();
    }
  }

  return (request, use) =>
    spool.read(
      `${request.actionId.toLowerCase()} ${request.index}`,
      (writer, signal) => read(request, writer, signal),
      // An asker who gives up waits no longer; what was begun goes on for the others, up to its own deadline.
      (result) => untilAborted(use(result), request.signal),
    );
}
