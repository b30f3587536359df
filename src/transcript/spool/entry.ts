/** One transcript of the spool, from the beginning of its decode until its files are closed. */

import { fileCipher } from './cipher.ts';
import { randomName } from './directory.ts';
import { createPartFile, type OpenFile } from './part-file.ts';
import { createPartWriter, type PartName } from './part-writer.ts';
import { createSpooledPart, type SpooledTranscript } from './transcript.ts';

export interface SpoolWriter {
  /**
   * Text in UTF-8, copied; the two parts in any order, of each one call at a time, best in chunks of many lines.
   * Resolves when there is room for more. Throws SpoolError.
   */
  write(part: PartName, bytes: Uint8Array): Promise<void>;
  /** What was written can be read: for a first look. It comes about by itself every 256 KiB. */
  flush(): Promise<void>;
}

/** The signal is aborted when nobody is going to read it: the spool closes. */
export type Decode<M> = (writer: SpoolWriter, signal: AbortSignal) => Promise<M>;

export interface Entry<M> {
  readonly transcript: SpooledTranscript<M>;
  /** Its files cannot be found any more; who reads them reads on. */
  unlink(): Promise<void>;
  close(): Promise<void>;
}

export interface EntryOptions {
  readonly directory: string;
  readonly key: Buffer;
  readonly openFile: OpenFile;
  /** Makes room for so many bytes, or throws. */
  readonly reserve: (bytes: number) => void;
}

export function beginEntry<M>(decode: Decode<M>, options: EntryOptions, signal: AbortSignal): Entry<M> {
  let more = Promise.withResolvers<undefined>();
  const onMore = (): void => {
    more.resolve(undefined);
    more = Promise.withResolvers();
  };
  const files = {
    output: createPartFile(options.directory, fileCipher(options.key), options.openFile),
    errors: createPartFile(options.directory, fileCipher(options.key), options.openFile),
  };
  const writers = {
    output: createPartWriter(files.output, options.reserve, onMore),
    errors: createPartWriter(files.errors, options.reserve, onMore),
  };
  const both = async (what: 'flush' | 'end'): Promise<void> => {
    await writers.output[what]();
    await writers.errors[what]();
  };

  async function decoded(): Promise<M> {
    const about = await decode(
      {
        write: (part, bytes) => writers[part].write(bytes),
        flush: () => both('flush'),
      },
      signal,
    );
    await both('end');
    return about;
  }

  let isOver = false;
  const whole = decoded().finally(() => {
    isOver = true;
    onMore();
  });
  whole.catch(() => undefined); // readers are told, and there may be none

  async function until(isEnough: () => boolean): Promise<void> {
    while (!isOver && !isEnough()) await more.promise;
    if (isOver) await whole;
  }

  return {
    transcript: {
      id: randomName(),
      output: createSpooledPart('output', writers.output, files.output),
      errors: createSpooledPart('errors', writers.errors, files.errors),
      whole,
      until,
    },
    async unlink() {
      await Promise.all([files.output.unlink(), files.errors.unlink()]);
    },
    async close() {
      await Promise.all([files.output.close(), files.errors.close()]);
    },
  };
}
