/** Masks a whole transcript as it streams: what has no secret passes as it came, uncopied where a chunk ends with a line. */

import { createFindings, type SecretsFound } from './findings.ts';
import { createHeldLine } from './held-line.ts';
import { afterLastBreak, createBreakCount, endOfLine, startOfLine } from './line-breaks.ts';
import { createLineMasker, windowBytes } from './line-masker.ts';

export interface Masker {
  /**
   * The next bytes, UTF-8, cut anywhere; others pass unchanged. Gives what is ready, maybe nothing, and maybe a part of
   * what was given: that must not be written over.
   */
  readonly push: (bytes: Uint8Array) => Uint8Array;
  /** The rest. Once, at the end. */
  readonly end: () => Uint8Array;
  /** So far. */
  readonly found: () => SecretsFound;
}

/** What comes out does not depend on how the bytes were cut; lines stay lines. Holds one window of a line at the most. */
export function createMasker(): Masker {
  const findings = createFindings();
  const lines = createLineMasker(findings);
  const count = createBreakCount();
  let line = 1;
  const held = createHeldLine();
  /** A line has begun and not ended, though nothing of it may be held. */
  let isOpen = false;

  /** Lines with their breaks. */
  function maskLines(block: Buffer, pieces: Uint8Array[]): void {
    let [done, counted] = [0, 0];
    for (let at = lines.next(block, 0, block.length); at >= 0; at = lines.next(block, done, block.length)) {
      const start = startOfLine(block, at, done);
      const end = endOfLine(block, at);
      pieces.push(block.subarray(done, start));
      line += count(block, counted, start);
      counted = start;
      let from = start;
      while (end - from >= windowBytes)
        from += lines.mask(block.subarray(from, from + windowBytes), line, true, pieces);
      lines.mask(block.subarray(from, end), line, false, pieces);
      pieces.push(block.subarray(end, end + 1));
      done = Math.min(end + 1, block.length);
    }
    pieces.push(block.subarray(done));
    line += count(block, counted, block.length);
  }

  /** Adds to the line that has not ended, and lets go of what is clear of a line that is too long to be held. */
  function hold(bytes: Buffer, pieces: Uint8Array[]): void {
    count(bytes, 0, bytes.length);
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + windowBytes - held.length());
      held.append(part);
      at += part.length;
      isOpen = true;
      if (held.length() < windowBytes) continue;
      const window = held.take();
      held.append(window.subarray(lines.mask(window, line, true, pieces)));
    }
  }

  function endLine(pieces: Uint8Array[]): void {
    lines.mask(held.take(), line, false, pieces);
    isOpen = false;
  }

  return {
    push(bytes) {
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const pieces: Uint8Array[] = [];
      let from = 0;
      if (isOpen) {
        from = endOfLine(chunk, 0);
        hold(chunk.subarray(0, from), pieces);
        if (from === chunk.length) return joined(pieces);
        endLine(pieces);
      }
      const rest = chunk.subarray(from);
      const until = afterLastBreak(rest);
      maskLines(rest.subarray(0, until), pieces);
      hold(rest.subarray(until), pieces);
      return joined(pieces);
    },
    end() {
      const pieces: Uint8Array[] = [];
      endLine(pieces);
      return joined(pieces);
    },
    found: findings.found,
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const filled = pieces.filter(({ length }) => length > 0);
  return filled.length === 1 && filled[0] !== undefined ? filled[0] : Buffer.concat(filled);
}
