/**
 * AES-256 in counter mode, for files that are read at any place: a nonce for each file, then the number of the block.
 * Source: NIST SP 800-38A section 6.5 and appendix B.2
 */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-ctr';
const blockBytes = 16;
/** Of the 16 bytes of a counter block; the other 4 count 64 GiB. */
const nonceBytes = 12;

/** The next part of the text → the next part of the file, or the other way round. */
type Turn = (bytes: Uint8Array) => Buffer;

export interface FileCipher {
  /** For the file's text from its start to its end, each byte once. */
  readonly encrypt: Turn;
  /** For the bytes of the file from `offset` on. */
  readonly decryptFrom: (offset: number) => Turn;
}

/** Never stored: when the process ends, what its files held is gone. */
export function createKey(): Buffer {
  return randomBytes(32);
}

/** For one file: each has its own nonce, so no two bytes share a place in the key stream. */
export function fileCipher(key: Buffer): FileCipher {
  const nonce = randomBytes(nonceBytes);
  const counter = (block: number): Buffer => {
    const start = Buffer.alloc(blockBytes);
    nonce.copy(start);
    start.writeUInt32BE(block, nonceBytes);
    return start;
  };
  const cipher = createCipheriv(algorithm, key, counter(0));
  return {
    encrypt: (bytes) => cipher.update(bytes),
    decryptFrom(offset) {
      const decipher = createDecipheriv(algorithm, key, counter(Math.floor(offset / blockBytes)));
      decipher.update(Buffer.alloc(offset % blockBytes));
      return (bytes) => decipher.update(bytes);
    },
  };
}
