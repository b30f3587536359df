/** The result of one live response command, from its link to something readable. */

import { download, type DownloadOptions } from './download.ts';
import { DownloadError } from './errors.ts';
import type { CommandResult } from './model.ts';
import { readFile, readTranscript, type ReadLimits } from './read.ts';

export interface ResultRequest {
  /** Makes a new link; called once, and once more when the first had expired. */
  readonly link: () => Promise<string>;
  /** `unknown`: the action does not say; a result that comes with a file name is a file. */
  readonly expect: 'transcript' | 'file' | 'unknown';
  readonly signal?: AbortSignal;
}

export type FetchResult = (request: ResultRequest) => Promise<CommandResult>;

/** Throws DownloadError, and what `link` throws. */
export function createFetchResult(options: DownloadOptions & ReadLimits): FetchResult {
  return async ({ link, expect, signal }) => {
    const attempt = async (): Promise<CommandResult> =>
      download(
        await link(),
        (body) => {
          const isFile = expect === 'file' || (expect === 'unknown' && body.fileName !== undefined);
          return isFile ? readFile(body, options) : readTranscript(body, options);
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
  };
}
