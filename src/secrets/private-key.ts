/** A private key over many lines: which lines are its body. Somebody may write a beginning and never an end. */

import { endOfValue, type KeyPart } from './find-secrets.ts';
import { createKeyFrame } from './key-frame.ts';
import { maskOf } from './mask.ts';

/** A key of 16,384 bits has about 200 lines of 64 characters; PGP keys with many subkeys have more. */
const maxLines = 600;
const maxHeaders = 8;
/** Shorter is the last line of a body. */
const minFullChars = 30;

const begin = /-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}(?!.{0,32768}-{4,5} ?END)/s;
const puttyBegin = /Private-Lines:[ \t]{0,4}(\d{1,3})/;
const end = /-{4,5} ?END/;
/** `key.pem:12:`, `  12 | `, `> `: what tools put before a line; then nothing but base64 up to the end. */
const body =
  /^(?:(?:[A-Za-z]:)?[^\s:]{1,200}:(?=\S))?[ \t>|+#*:.\d-]{0,24}?(?<part>[A-Za-z0-9+/=]{1,4096})["',;\\nr \t]{0,8}$/d;
/** A run as long as this is the key's, whatever stands around it. The hash of a file is in one letter case. */
const run = /(?<![A-Za-z0-9+/])(?=[A-Z0-9+/]{0,4096}[a-z])(?=[a-z0-9+/]{0,4096}[A-Z])[A-Za-z0-9+/]{40,}={0,2}/g;
const shortBody = /^[A-Za-z0-9+/=]{1,4096}$/;
const header = /^[ \t>|+#*:.\d-]{0,24}?[A-Za-z][\w-]{1,40}: ?.{0,200}$/;
const mask = maskOf('private key', '', 'nothing');

type Range = readonly [start: number, end: number];

export interface PrivateKey {
  readonly isOpen: () => boolean;
  /** Whether a key begins here that does not end here. */
  readonly look: (line: string) => void;
  /** Of a line while a key is open: which parts of it are the key's, in order. */
  readonly bodyOf: (line: string) => readonly KeyPart[];
}

export function createPrivateKey(): PrivateKey {
  const frame = createKeyFrame();
  let linesLeft = 0;
  let headersLeft = 0;
  let isFirst = false;

  function open(line: string, marker: RegExpExecArray, lines: number, headers: number): void {
    frame.learn(line.slice(0, marker.index), line.slice(marker.index + marker[0].length));
    linesLeft = lines;
    headersLeft = headers;
    isFirst = true;
  }

  function rangesIn(line: string): readonly Range[] {
    const whole = end.test(line) ? undefined : body.exec(line)?.indices?.groups?.['part'];
    if (whole !== undefined) return [[whole[0], endOfValue(line, whole[0], whole[1])]];
    const runs = [...line.matchAll(run)].map(({ index, 0: text }): Range => [index, index + text.length]);
    const inner = runs.length > 0 || end.test(line) ? undefined : frame.inner(line);
    return inner !== undefined && shortBody.test(line.slice(...inner)) ? [inner] : runs;
  }

  function partsIn(line: string, ranges: readonly Range[], [start, last]: Range): readonly KeyPart[] {
    const parts = ranges.map(([from, to], i) => ({ start: from, end: to, isContinued: !isFirst || i > 0 }));
    const inner = frame.inner(line);
    if (inner?.[0] !== start || inner[1] !== last) frame.learn(line.slice(0, start), line.slice(last));
    if (last - start < minFullChars) linesLeft = Math.min(linesLeft, 1); // a checksum may follow
    if (end.test(line)) linesLeft = 0;
    headersLeft = 0;
    isFirst = false;
    return parts;
  }

  return {
    isOpen: () => linesLeft > 0,
    look(line) {
      const putty = puttyBegin.exec(line);
      const marker = begin.exec(line);
      if (putty !== null) open(line, putty, Math.min(Number(putty[1]), maxLines), 0);
      else if (marker !== null) open(line, marker, maxLines, maxHeaders);
    },
    bodyOf(line) {
      if (line.trim() === '') return []; // between the headers and the body, and between CR and LF
      linesLeft -= 1;
      const ranges = rangesIn(line);
      const last = ranges.at(-1);
      if (last !== undefined) return partsIn(line, ranges, last);
      const inner = line.slice(...(frame.inner(line) ?? [0]));
      if (inner.trim() === '') return [];
      headersLeft -= 1;
      if (headersLeft < 0 || line.includes(mask) || !(header.test(line) || header.test(inner))) linesLeft = 0;
      return [];
    },
  };
}
