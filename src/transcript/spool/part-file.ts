/** The file of one part: made when there is something to write, encrypted, read at any place. */

import { constants } from 'node:fs';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileCipher } from './cipher.ts';
import { randomName } from './directory.ts';
import { fileFault, SpoolError } from './errors.ts';
import { layout } from './limits.ts';

export interface PartFile {
  /** What was begun is the only one at a time. The caller may use the bytes again at once. */
  append(bytes: Uint8Array): Promise<void>;
  /** All of the bytes asked for have been appended. Throws SpoolError. */
  readonly read: (offset: number, length: number) => Promise<Buffer>;
  /** The same from `offset` to `end`, for much at once: in stretches, each but the first beginning at a checkpoint. */
  readonly stream: (offset: number, end: number) => AsyncGenerator<Buffer, undefined>;
  /** From here on nobody finds it; who has it open reads on. */
  unlink(): Promise<void>;
  /** The last call. */
  close(): Promise<void>;
}

export type OpenFile = (path: string) => Promise<FileHandle>;

/** A new one, for its owner alone. */
export const openNew: OpenFile = (path) =>
  open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);

const { checkpointBytes } = layout;
/** Read at once, while what was read before is decrypted and searched. */
const aheadBytes = 16 * checkpointBytes;

export function createPartFile(directory: string, cipher: FileCipher, openFile: OpenFile): PartFile {
  const path = join(directory, randomName());
  let opening: Promise<FileHandle> | undefined;
  let size = 0;
  let isUnlinked = false;

  function opened(): Promise<FileHandle> {
    if (isUnlinked) throw new SpoolError('failed', 'The transcript was given up');
    return (opening ??= openFile(path));
  }

  async function sealedAt(offset: number, length: number): Promise<Buffer> {
    const sealed = Buffer.allocUnsafe(length);
    try {
      const file = await opening;
      if (file === undefined) throw new SpoolError('failed', 'The transcript is not there any more');
      for (let done = 0; done < length;) {
        const { bytesRead } = await file.read(sealed, done, length - done, offset + done);
        if (bytesRead === 0) throw new SpoolError('failed', 'A file of a transcript is shorter than it was');
        done += bytesRead;
      }
      return sealed;
    } catch (error) {
      throw fileFault(error);
    }
  }

  function readAhead(offset: number, end: number): Promise<Buffer> {
    const length = Math.min(aheadBytes - (offset % checkpointBytes), end - offset);
    const work = length > 0 ? sealedAt(offset, length) : Promise.resolve(Buffer.alloc(0));
    work.catch(() => undefined); // whoever waits for it is told
    return work;
  }

  return {
    async append(bytes) {
      const sealed = cipher.encrypt(bytes);
      const at = size;
      size += sealed.length;
      const file = await opened();
      for (let done = 0; done < sealed.length;)
        done += (await file.write(sealed, done, sealed.length - done, at + done)).bytesWritten;
    },
    async read(offset, length) {
      return length === 0 ? Buffer.alloc(0) : cipher.decryptFrom(offset)(await sealedAt(offset, length));
    },
    async *stream(offset, end) {
      const decrypt = cipher.decryptFrom(offset);
      let at = offset;
      for (let ahead = readAhead(at, end); at < end;) {
        const sealed = await ahead;
        ahead = readAhead(at + sealed.length, end);
        for (let from = 0; from < sealed.length;) {
          const length = checkpointBytes - (at % checkpointBytes);
          const text = decrypt(sealed.subarray(from, from + length));
          from += text.length;
          at += text.length;
          yield text;
        }
      }
      return undefined;
    },
    async unlink() {
      isUnlinked = true;
      const file = opening; // `close` may be next
      try {
        await file;
        if (file !== undefined) await unlink(path);
      } catch {
        // there is none, or the sweep takes it
      }
    },
    async close() {
      const file = opening;
      opening = undefined;
      try {
        await (await file)?.close();
      } catch {
        // it was not to be opened, or is closed
      }
    },
  };
}
