/** Writes one part of a transcript: builds its index, looks for errors, encrypts, and never holds more than two blocks. */

import { createErrorSearch, type ErrorLines } from './error-lines.ts';
import { fileFault } from './errors.ts';
import { searchHeader } from './header.ts';
import { layout } from './limits.ts';
import { createLineIndex, type LineIndex } from './line-index.ts';
import { followLines, startOfText } from './lines.ts';
import type { PartFile } from './part-file.ts';

export type PartName = 'output' | 'errors';

/** What is on the disk and can be read. */
export interface PartSoFar {
  readonly bytes: number;
  /** Lines that have ended; at the end, all. */
  readonly lines: number;
  /** Of them, those before the blank lines at the end. */
  readonly textLines: number;
  /** The first line is PowerShell's, which is hidden and not counted. */
  readonly hasHeader: boolean;
  /** Nothing follows. */
  readonly isWhole: boolean;
}

export interface PartWriter {
  readonly index: LineIndex;
  readonly soFar: () => PartSoFar;
  readonly errorLines: () => ErrorLines;
  /** @param bytes - UTF-8, copied. One call at a time. Throws SpoolError. */
  write(bytes: Uint8Array): Promise<void>;
  /** What was written is on the disk. */
  flush(): Promise<void>;
  /** Nothing follows. */
  end(): Promise<void>;
}

const { blockBytes, carryBytes } = layout;
const nothing = Buffer.alloc(0);

/**
 * @param reserve - makes room for so many bytes, or throws.
 * @param onMore - called when more can be read.
 */
export function createPartWriter(file: PartFile, reserve: (bytes: number) => void, onMore: () => void): PartWriter {
  const index = createLineIndex();
  const errors = createErrorSearch();
  const header = searchHeader();
  let window = nothing; // many a part has no text, and is kept for as long as one that has
  let filled = 0;
  let carried = 0;
  let textLine = -1;
  let written = Promise.resolve();
  let soFar: PartSoFar = { bytes: 0, lines: 0, textLines: 0, hasHeader: false, isWhole: false };

  function study(block: Buffer): void {
    const { offset } = index.state();
    errors.setWindow(window.subarray(carryBytes - carried, carryBytes + block.length), offset - carried);
    errors.settle(false);
    if (offset === 0) errors.onLine(0, 0);
    index.add(block, errors.onLine);
    errors.settle(false);
    header.look(block);
    const after = block.subarray(endOfLastText(block));
    if (after.length < block.length) textLine = index.state().lines - followLines(startOfText, after).lines;
  }

  async function spill(): Promise<void> {
    await written;
    if (filled === 0) return;
    const block = window.subarray(carryBytes, carryBytes + filled);
    reserve(block.length);
    study(block);
    const next = seen(false);
    written = file.append(block).then(() => {
      soFar = next;
      onMore();
    });
    written.catch(() => undefined); // whoever writes next is told
    carried = Math.min(carryBytes, carried + filled);
    window.copyWithin(0, filled, filled + carryBytes);
    errors.setWindow(window.subarray(carryBytes - carried, carryBytes), next.bytes - carried);
    filled = 0;
  }

  function seen(isWhole: boolean): PartSoFar {
    const { offset, lines, lineStart } = index.state();
    const all = isWhole && offset > lineStart ? lines + 1 : lines;
    return { bytes: offset, lines: all, textLines: Math.min(all, textLine + 1), hasHeader: header.isFound(), isWhole };
  }

  async function flush(): Promise<void> {
    try {
      await spill();
      await written;
    } catch (error) {
      throw fileFault(error);
    }
  }

  return {
    index,
    soFar: () => soFar,
    errorLines: errors.found,
    flush,
    async write(bytes) {
      if (window === nothing) window = Buffer.alloc(carryBytes + blockBytes);
      for (let at = 0; at < bytes.length;) {
        const part = bytes.subarray(at, at + blockBytes - filled);
        window.set(part, carryBytes + filled);
        filled += part.length;
        at += part.length;
        if (filled === blockBytes) await spill().catch((error: unknown) => Promise.reject(fileFault(error)));
      }
    },
    async end() {
      await flush();
      errors.settle(true);
      index.end();
      window = nothing;
      errors.setWindow(nothing, 0);
      soFar = seen(true);
      onMore();
    },
  };
}

/** After the last byte that is no white space of ASCII; 0 where there is none. */
function endOfLastText(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && isBlank(bytes[end - 1] ?? 0)) end--;
  return end;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 9 && byte <= 13);
}
