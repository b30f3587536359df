/** A private key over many lines: which lines are its body. Somebody may write a beginning and never an end. */

import { endOfValue, type Secret } from './find-secrets.ts';

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
  /^(?:(?:[A-Za-z]:)?[^\s:]{1,200}:(?=\S))?[ \t>|+#*:.\d-]{0,24}?(?<secret>[A-Za-z0-9+/=]{1,4096})["',;\\nr \t]{0,8}$/d;
const longBody = /^[ \t>|+#*:.\d-]{0,24}?(?<secret>[A-Za-z0-9+/=]{1000,4096})/d;
const header = /^[ \t>|+#*:.\d-]{0,24}?[A-Za-z][\w-]{1,40}: ?.{0,200}$/;

export interface PrivateKey {
  readonly isOpen: () => boolean;
  /** Whether a key begins here that does not end here. */
  readonly look: (line: string) => void;
  /** Of a line while a key is open: which part of it is the key's. */
  readonly bodyOf: (line: string) => Secret | undefined;
}

export function createPrivateKey(): PrivateKey {
  let linesLeft = 0;
  let headersLeft = 0;
  let isFirst = false;

  function open(lines: number, headers: number): void {
    linesLeft = lines;
    headersLeft = headers;
    isFirst = true;
  }

  return {
    isOpen: () => linesLeft > 0,
    look(line) {
      const putty = puttyBegin.exec(line);
      if (putty !== null) open(Math.min(Number(putty[1]), maxLines), 0);
      else if (begin.test(line)) open(maxLines, maxHeaders);
    },
    bodyOf(line) {
      if (line.trim() === '') return undefined; // between the headers and the body, and between CR and LF
      linesLeft -= 1;
      const range = (body.exec(line) ?? longBody.exec(line))?.indices?.groups?.['secret'];
      if (range !== undefined && !end.test(line)) {
        const secret = secretAt(range, line, !isFirst);
        if (secret.end - secret.start < minFullChars) linesLeft = Math.min(linesLeft, 1); // a checksum may follow
        headersLeft = 0;
        isFirst = false;
        return secret;
      }
      headersLeft -= 1;
      if (headersLeft < 0 || !header.test(line)) linesLeft = 0;
      return undefined;
    },
  };
}

function secretAt([start, bounded]: readonly [number, number], line: string, isContinued: boolean): Secret {
  return {
    from: 0,
    start,
    end: endOfValue(line, start, bounded),
    kind: 'private key',
    mask: '[private key masked]',
    isContinued,
  };
}
